/* eslint-disable complexity, max-lines -- a table of words, and a reader with one branch for each of them */
/** Which column of a firewall's export holds what: names as firewalls and people write them, in five languages. Pure. */

/** Header names, best first. Our own CSV has both `transport` and `protocol` (PCoIP, DCV). */
const HEADERS = {
  destination: [
    ...[
      'destination',
      'destinations',
      'dest',
      'dst',
      'destination address',
      'destination addresses',
      'destination ip',
    ],
    ...[
      'destination network',
      'destination cidr',
      'destination host',
      'destination fqdn',
      'destination object',
      'dest address',
    ],
    ...[
      'dest ip',
      'dst address',
      'dst addr',
      'dstaddr',
      'dst ip',
      'dst cidr',
      'destinationaddresses',
      'destinationaddressprefix',
    ],
    ...[
      'destination address prefix',
      'destinationaddress',
      'destinationip',
      'remote address',
      'remoteaddress',
      'remote addresses',
    ],
    ...[
      'remote ip',
      'remoteip',
      'target address',
      'address',
      'addresses',
      'host',
      'hostname',
      'host name',
      'cidr',
      'cidr block',
    ],
    ...[
      'cidrip',
      'cidrblock',
      'fqdn',
      'domain',
      'url',
      'ip',
      'ip address',
      'to',
      'destination ip address',
      'server',
    ],
    ...[
      'ziel',
      'zieladresse',
      'ziel ip',
      'ziel adresse',
      'zielnetz',
      'adresse',
      'adresse de destination',
      'adresse destination',
    ],
    ...[
      'ip destination',
      'hote',
      'destino',
      'direccion de destino',
      'direccion destino',
      'ip destino',
      'direccion',
      'ip de destino',
    ],
    ...[
      '宛先',
      '宛先アドレス',
      '送信先',
      '送信先アドレス',
      '宛先ip',
      '宛先ipアドレス',
      '接続先',
      'アドレス',
      'リモートアドレス',
    ],
  ],
  port: [
    ...[
      'port',
      'ports',
      'port s',
      'dport',
      'dports',
      'destination port',
      'destination ports',
      'destination port s',
      'dest port',
    ],
    ...[
      'dest ports',
      'dst port',
      'dst ports',
      'dstport',
      'destinationport',
      'destinationportrange',
      'destination port range',
    ],
    ...[
      'destination port ranges',
      'port range',
      'port ranges',
      'remote port',
      'remoteport',
      'remote ports',
      'service',
      'services',
    ],
    ...[
      'service port',
      'server port',
      'service s',
      'destination service',
      'from port',
      'zielport',
      'ziel port',
      'dienst',
      'dienste',
    ],
    ...[
      'port de destination',
      'port destination',
      'services de destination',
      'puerto',
      'puertos',
      'puerto de destino',
      'puerto destino',
    ],
    ...[
      'servicio',
      'servicios',
      'ポート',
      'ポート番号',
      '宛先ポート',
      '送信先ポート',
      'サービス',
      'リモートポート',
    ],
  ],
  transport: [
    ...[
      'transport',
      'transports',
      'proto',
      'protocol',
      'protocols',
      'ip protocol',
      'ipprotocol',
      'l4 protocol',
      'layer 4',
      'tcp udp',
    ],
    ...['protokoll', 'protokolle', 'protocole', 'protocoles', 'protocolo', 'protocolos', 'プロトコル'],
  ],
  action: [
    ...[
      'action',
      'actions',
      'verdict',
      'decision',
      'access',
      'policy',
      'rule action',
      'ruleaction',
      'permission',
      'allow deny',
      'effect',
    ],
    ...[
      'permit deny',
      'aktion',
      'regelaktion',
      'decision finale',
      'autorisation',
      'accion',
      'permiso',
      'アクション',
      '動作',
      '操作',
      '許可拒否',
    ],
  ],
  direction: [
    'direction',
    'dir',
    'traffic direction',
    'richtung',
    'sens',
    'direction du trafic',
    'direccion del trafico',
    'sentido',
    '方向',
    '通信方向',
  ],
  enabled: [
    'enabled',
    'status',
    'state',
    'active',
    'rule status',
    'aktiviert',
    'aktiv',
    'active',
    'activee',
    'actif',
    'etat',
    'habilitado',
    'activo',
    'estado',
    '有効',
    '状態',
  ],
  disabled: ['disabled', 'inactive', 'deaktiviert', 'desactive', 'deshabilitado', '無効'],
  source: [
    ...[
      'source',
      'sources',
      'src',
      'source address',
      'source addresses',
      'source ip',
      'source network',
      'source cidr',
      'src address',
    ],
    ...[
      'src ip',
      'src addr',
      'srcaddr',
      'src cidr',
      'sourceaddresses',
      'sourceaddressprefix',
      'source address prefix',
      'sourceip',
    ],
    ...[
      'local address',
      'localaddress',
      'local addresses',
      'from',
      'quelle',
      'quelladresse',
      'quell ip',
      'adresse source',
      'ip source',
    ],
    ...[
      'origen',
      'direccion de origen',
      'ip de origen',
      'ip origen',
      '送信元',
      '送信元アドレス',
      '送信元ip',
      'ローカルアドレス',
    ],
  ],
  sourcePort: [
    'source port',
    'source ports',
    'src port',
    'srcport',
    'sport',
    'sourceport',
    'sourceportrange',
    'source port range',
    'local port',
    'localport',
    'quellport',
    'port source',
    'puerto de origen',
    'puerto origen',
    '送信元ポート',
    'ローカルポート',
  ],
  sourceZone: [
    'source zone',
    'source zones',
    'sourcezones',
    'src zone',
    'srcintf',
    'source interface',
    'from zone',
    'incoming interface',
    'ingress interface',
    'quellzone',
    'zone source',
    'zona de origen',
    '送信元ゾーン',
  ],
  destinationZone: [
    'destination zone',
    'destination zones',
    'destinationzones',
    'dst zone',
    'dstintf',
    'destination interface',
    'to zone',
    'outgoing interface',
    'egress interface',
    'zielzone',
    'zone destination',
    'zona de destino',
    '宛先ゾーン',
  ],
  program: ['program', 'application path', 'programm', 'programme', 'programa', 'process', 'プログラム'],
  application: [
    'application',
    'applications',
    'app',
    'apps',
    'app id',
    'package',
    'anwendung',
    'anwendungen',
    'aplicacion',
    'アプリケーション',
  ],
  user: [
    'source user',
    'user',
    'users',
    'source users',
    'sourceusers',
    'authorized users',
    'local user',
    'authorized computers',
    'source device',
    'source devices',
    'sourcedevices',
    'benutzer',
    'utilisateur',
    'usuario',
    'ユーザー',
  ],
  category: ['url category', 'category', 'categories', 'url categories'],
  schedule: ['schedule', 'time', 'zeitplan', 'horaire', 'horario', 'expires', 'スケジュール'],
  negateSource: ['negatesource', 'negate source', 'source negate', 'source not'],
  negateDestination: [
    'negatedestination',
    'negate destination',
    'destination negate',
    'destination not',
    'dstaddr negate',
  ],
  priority: [
    'priority',
    'rule number',
    'rulenumber',
    'prioritat',
    'priorite',
    'prioridad',
    '優先度',
    '優先順位',
  ],
} as const;

export type Column = keyof typeof HEADERS;

/** Places of the columns; null: there is none. */
export type Columns = Readonly<Record<Column, number | null>>;

const ALL = Object.keys(HEADERS) as Column[];
const NONE = Object.fromEntries(ALL.map((column) => [column, null])) as Columns;
export const NO_HEADER: Columns = { ...NONE, destination: 0, port: 1, transport: 2 };

export interface Header {
  readonly columns: Columns;
  readonly read: readonly string[];
  readonly unread: readonly string[];
}

/** A header as it is compared: no accents, no signs, one blank. */
function bare(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/(?<=[a-z])[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replaceAll(/[\s_.()[\]/:?*#-]+/g, ' ')
    .trim();
}

/** Null when the row is no header: a destination and something else must be named. */
export function headerOf(cells: readonly string[]): Header | null {
  const names = cells.map(bare);
  // Our own CSV says with `source` which document a rule comes from.
  const isOurs = names.includes('kind') && names.includes('doubt') && names.includes('purpose');
  const place = (column: Column): number | null => {
    if (
      isOurs &&
      column !== 'destination' &&
      column !== 'port' &&
      column !== 'transport' &&
      column !== 'direction'
    )
      return null;
    const name = (HEADERS[column] as readonly string[]).find((each) => names.includes(each));
    return name === undefined ? null : names.indexOf(name);
  };
  const columns = Object.fromEntries(ALL.map((column) => [column, place(column)])) as Columns;
  const taken = new Set(Object.values(columns).flatMap((index) => index ?? []));
  if (columns.destination === null || taken.size < Math.min(2, cells.length)) return null;
  const shown = cells
    .map((cell, index) => ({ name: cell.trim(), isRead: taken.has(index) }))
    .filter(({ name }) => name !== '');
  return {
    columns,
    read: shown.filter(({ isRead }) => isRead).map(({ name }) => name),
    unread: shown.filter(({ isRead }) => !isRead).map(({ name }) => name),
  };
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const ACCEPTS = words(
  'accept allow allowed allows pass permit permitted permits yes true 1 enable zulassen erlauben erlaubt autoriser autorise permettre permitir permitido permite aceptar 許可 permitir',
);
const DROPS = words(
  'block blocked deny denied discard drop dropped no false 0 refuse reject rejected blockieren ablehnen verweigern verwerfen sperren bloquer refuser rejeter interdire bloquear denegar rechazar descartar 拒否 ブロック 遮断 破棄 reset-client reset-server reset-both',
);
const INBOUND = words(
  'in inbound incoming ingress input eingehend ein entrant entrante entrada entree 受信 インバウンド 受信方向',
);
const OUTBOUND = words(
  'out outbound outgoing egress output ausgehend aus sortant saliente salida sortie 送信 アウトバウンド both any all beides bidirectional',
);
const OFF = words(
  'no false 0 off disabled inactive nein non inactif falsch faux falso deaktiviert 無効 いいえ disable',
);
const ON = words(
  'yes true 1 on enabled active ja oui si wahr vrai verdadero aktiv actif activo 有効 はい enable',
);

export type RowPurpose = 'accept' | 'drop' | 'inbound' | 'disabled' | 'unknown action' | 'unknown direction';

/** Whether a cell has a word of an action that refuses. */
export function looksLikeDeny(cell: string): boolean {
  const word = wordOf(cell);
  return DROPS.has(word) && !/^(no|false|0)$/.test(word);
}

function wordOf(cell: string): string {
  return bare(cell).normalize('NFC');
}

/** What a row does. Without a column for the action every row lets out. */
export function rowPurpose(columns: Columns, cell: (column: number | null) => string): RowPurpose {
  const word = (column: Column): string => wordOf(cell(columns[column]));
  const direction = word('direction');
  if (OFF.has(word('enabled')) || ON.has(word('disabled'))) return 'disabled';
  if (INBOUND.has(direction)) return 'inbound';
  if (direction !== '' && !OUTBOUND.has(direction)) return 'unknown direction';
  const action = word('action');
  if (columns.action === null || ACCEPTS.has(action)) return 'accept';
  return DROPS.has(action) || /^(deny|drop|reject|block|reset)\b/.test(action)
    ? 'drop'
    : /^(allow|permit|accept)\b/.test(action)
      ? 'accept'
      : 'unknown action';
}
