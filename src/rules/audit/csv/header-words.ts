const composed = (heads: readonly string[], tails: readonly string[]): string =>
  heads.flatMap((head) => tails.map((tail) => `${head}${tail}`)).join('|');
const TO_JA = ['宛先', '送信先', '接続先', '通信先', '相手先', '行き先', 'あて先'];
const FROM_JA = ['送信元', '接続元', '通信元', '発信元', '送付元'];
const PLACE_JA = 'ip|ipアドレス|アドレス|ホスト|ホスト名|ネットワーク|ネットワークアドレス|サーバ|サーバー|fqdn|ドメイン|ドメイン名|url|オブジェクト'.split('|'); // prettier-ignore
const PORT_JA = ['ポート', 'ポート番号', 'サービス', 'port', 'ポート範囲'];

/** Names of columns as firewalls and people write them, in five languages: best first, no accents, no signs. Our own CSV has both `transport` and `protocol` (PCoIP, DCV). */
export const HEADERS = {
  destination: `destination|destinations|dest|dst|destination address|destination addresses|destination ip|destination network|destination cidr|destination host|destination fqdn|destination object|dest address|dest ip|dst address|dst addr|dstaddr|dst ip|dst cidr|destinationaddresses|destinationaddressprefix|destination address prefix|destinationaddress|destinationip|remote address|remoteaddress|remote addresses|remote ip|remoteip|target address|address|addresses|host|hostname|host name|cidr|cidr block|cidrip|cidrblock|fqdn|domain|url|ip|ip address|to|destination ip address|server|ziel|zieladresse|ziel ip|ziel adresse|zielnetz|adresse|adresse de destination|adresse destination|ip destination|hote|destino|direccion de destino|direccion destino|ip destino|ip de destino|宛先|宛先アドレス|送信先|送信先アドレス|宛先ip|宛先ipアドレス|接続先|アドレス|リモートアドレス|destinationaddressprefixes|destination address prefixes|destcidr|dest cidr|remoteadresse|remote adresse|entfernte adresse|adresse distante|direccion remota|destination ip addresses|destination range|destination ranges|destinationranges|dest network|dst network|destination name|remote host|target|targets|ip range|ip ranges|network|networks|subnet|zielhost|destination networks|宛先ホスト|宛先ネットワーク|start ip|ip start|first ip|start address|begin ip|from ip|ip from|destination start|destination ip start|startadresse|start ip address|von ip|ip de debut|ip inicial|開始ip|開始アドレス|direccion|${composed(TO_JA, ['', ...PLACE_JA])}`,
  port: `port|ports|port s|dport|dports|destination port|destination ports|destination port s|dest port|dest ports|dst port|dst ports|dstport|destinationport|destinationportrange|destination port range|destination port ranges|port range|port ranges|remote port|remoteport|remote ports|service|services|service port|server port|service s|destination service|from port|zielport|ziel port|dienst|dienste|port de destination|port destination|services de destination|puerto|puertos|puerto de destino|puerto destino|servicio|servicios|ポート|ポート番号|宛先ポート|送信先ポート|サービス|リモートポート|destport|dest port s|destinationportranges|entfernter port|port distant|ports distants|puerto remoto|puertos remotos|zielports|ports de destination|puertos de destino|tcp udp port|port number|port numbers|port protocol|protocol port|ports protocols|dst service|dst services|destination services|service name|宛先サービス|services & applications|network service|network services|services and applications|dst port s|service port s|protokoll port|port proto|proto port|protocole port|ziel dienst|zieldienst|dienst port|service destination|宛先ポート番号|サービス ポート|start port|port start|first port|port from|min port|von port|startport|puerto inicial|port de debut|開始ポート|destination start port|destination port start|dst port start|${composed(TO_JA, PORT_JA)}`,
  transport:
    'transport|transports|proto|protocol|protocols|ip protocol|ipprotocol|l4 protocol|layer 4|tcp udp|protokoll|protokolle|protocole|protocoles|protocolo|protocolos|プロトコル|transport protocol|ip proto|protocol type|l4|transportprotokoll|ip protokoll|l4protocol|ip version protocol',
  action:
    'action|actions|verdict|decision|access|policy|rule action|ruleaction|permission|allow deny|effect|permit deny|aktion|regelaktion|decision finale|autorisation|accion|permiso|アクション|動作|操作|許可拒否|allow or deny|allow block|permit or deny|action taken|zugriff|acces|acceso|ポリシー|アクセス|aktionen|wirkung|massnahme|verhalten|rule effect|freigabe|erlaubt|erlaubnis|zulassig|allow|allowed|allowed denied|permitted|approved|genehmigt|autorise|permitido|可否|通信可否|通信許可|許可|許否|処理|判定|result|ergebnis',
  direction:
    'direction|dir|traffic direction|richtung|sens|direction du trafic|direccion del trafico|sentido|方向|通信方向|flow|traffic flow|in out|flow direction|connection direction|verbindungsrichtung|verkehrsrichtung|direction flux|通信の向き|向き|inbound outbound|ein aus|direccion',
  enabled:
    'enabled|status|state|active|rule status|aktiviert|aktiv|activee|actif|etat|habilitado|activo|estado|有効|状態|enable|is enabled|activada|activado|habilitada|有効化|rule enabled|statut|rule state|status active|aktiv inaktiv|activo inactivo|actif inactif|activation|適用|ステータス|運用状態',
  disabled:
    'disabled|inactive|deaktiviert|desactive|deshabilitado|無効|is disabled|rule disabled|disable|inaktiv|inactif|inactivo|desactivee|deshabilitada|desactivado|desactivada|is inactive|off',
  source: `source|sources|src|source address|source addresses|source ip|source network|source cidr|src address|src ip|src addr|srcaddr|src cidr|sourceaddresses|sourceaddressprefix|source address prefix|sourceip|local address|localaddress|local addresses|from|quelle|quelladresse|quell ip|adresse source|ip source|origen|direccion de origen|ip de origen|ip origen|送信元|送信元アドレス|送信元ip|ローカルアドレス|srccidr|src network|source ip addresses|lokale adresse|adresse locale|direccion local|sourceaddressprefixes|source address prefixes|source range|source ranges|sourceranges|client|${composed(FROM_JA, ['', ...PLACE_JA])}`,
  sourcePort: `source port|source ports|src port|srcport|sport|sourceport|sourceportrange|source port range|local port|localport|quellport|port source|puerto de origen|puerto origen|送信元ポート|ローカルポート|lokaler port|port local|puerto local|sourceportranges|source port ranges|local ports|${composed(FROM_JA, PORT_JA)}`,
  sourceZone:
    'source zone|source zones|sourcezones|src zone|srcintf|source interface|from zone|incoming interface|ingress interface|quellzone|zone source|zona de origen|送信元ゾーン|from',
  destinationZone:
    'destination zone|destination zones|destinationzones|dst zone|dstintf|destination interface|to zone|outgoing interface|egress interface|zielzone|zone destination|zona de destino|宛先ゾーン|to',
  program:
    'program|application path|programm|programme|programa|process|プログラム|application name|programmpfad',
  application:
    'application|applications|network application|network applications|app|apps|app id|package|anwendung|anwendungen|aplicacion|アプリケーション',
  user: 'localuser|remoteuser|remotemachine|local user|authorized local principals|source user|user|users|source users|sourceusers|authorized users|local user|authorized computers|source device|source devices|sourcedevices|benutzer|utilisateur|usuario|ユーザー|user group|user groups|usergroup|ad group|ad groups|ldap group|identity|identities|device posture|posture|device group|benutzergruppe|benutzer gruppe|groupe d utilisateurs|groupe utilisateurs|grupo de usuarios|ユーザーグループ|ユーザグループ|ユーザ|hip profile|hip profiles|source hip|tags required|users groups|users and groups|user agent',
  category:
    'url category|category|categories|url categories|web category|web categories|content category|kategorie|categorie|categoria|カテゴリ|content|url filter|vpn',
  schedule:
    'schedule|time|zeitplan|horaire|horario|expires|スケジュール|expiry|expiry date|expiration|expiration date|expire date|expires on|valid until|valid to|valid from|validity|end date|ends|until|active until|gultig bis|gultig von|gultigkeit|ablauf|ablaufdatum|befristet bis|befristung|bis|zeit|zeitraum|valable jusqu au|valide jusqu au|date de fin|date d expiration|expiration le|validite|plage horaire|vigencia|valido hasta|fecha de fin|fecha de vencimiento|vencimiento|caduca|caducidad|有効期限|期限|有効期間|利用期間|時間帯|time range|time window|time of day|time profile|ttl',
  negateSource:
    'negatesource|negate source|source negate|source not|source negated|src negate|srcaddr negate|quelle negiert|is source negated',
  negateDestination:
    'negatedestination|negate destination|destination negate|destination not|dstaddr negate|destination negated|dst negate|negate dst|ziel negiert|is destination negated|dest negate|dest negated',
  priority:
    'priority|rule number|rulenumber|prioritat|priorite|prioridad|優先度|優先順位|order|rule order|sequence|sequence number|seq|seq no|seq num|position|pos|rang|rank|reihenfolge|ordre|orden|順序|順番|順位|適用順',
  profile: 'profile|profiles|profil|profils|perfil|perfiles|プロファイル',
  portEnd:
    'to port|end port|port end|last port|port to|max port|bis port|endport|puerto final|port de fin|終了ポート|destination end port|destination port end|dst port end',
  destinationEnd:
    'end ip|ip end|last ip|end address|to ip|ip to|destination end|destination ip end|endadresse|end ip address|bis ip|ip de fin|ip final|終了ip|終了アドレス',
  mask: 'mask|netmask|net mask|subnet mask|subnetmask|destination mask|destination netmask|dst mask|dest mask|wildcard mask|prefix|prefix length|prefix len|netzmaske|maske|subnetzmaske|prafix|masque|masque de sous reseau|mascara|mascara de red|mascara de subred|サブネットマスク|ネットマスク|マスク|プレフィックス|プレフィックス長',
  exception:
    'except|exception|exceptions|exclude|excluded|excludes|exclusion|exclusions|excluding|but not|not to|ausnahme|ausnahmen|ausser|ausgenommen|sauf|exclu|exclus|excepte|excepto|excluir|exclusiones|excepciones|除外|例外|除外宛先',
  group:
    'applies to|apply to|location|locations|site|sites|branch|department|gilt fur|geltungsbereich|standort|standorte|abteilung|s applique a|appliquer a|site concerne|lieu|service concerne|se aplica a|aplica a|ubicacion|sede|departamento|適用対象|対象者|対象端末|対象|拠点|部署|部門',
  condition:
    'condition|conditions|restriction|restrictions|constraint|constraints|bedingung|bedingungen|einschrankung|einschrankungen|contrainte|condicion|condiciones|restriccion|restricciones|条件|制限|制約|dscp|tos|qos mark|interfacetype|interface type|interface types|interfacealias|schnittstellentyp|schnittstellentypen|type d interface|types d interface|tipo de interfaz|tipos de interfaz|インターフェイスの種類',
  /** A word of one maker's table alone, as is `ofService`: elsewhere a service is a port. */
  scope: 'type',
  ofService: 'service|servicename|service name|service short name',
} as const;
