/**
 * How tables of makers decide. Sources: MS-FASP 2.2.34; Azure "Network security groups"; Meraki "MX Firewall Settings"; PAN-OS "Security
 * Policy Rules".
 */
import type { AuditTarget, AuditWords } from '../audit-entry.ts';
import type { Columns } from './columns.ts';
import type { Dialect } from './row.ts';

export interface Maker extends Dialect {
  readonly format: keyof AuditWords['readAs']['tables'];
  /** Whether a header's names are this maker's. */
  readonly isHere: (names: ReadonlySet<string>, columns: Columns) => boolean;
  /** What happens to what no row matches. */
  readonly policy: 'accept' | 'drop';
  readonly order: 'first' | 'block-first' | 'priority';
}

const ANYWHERE: AuditTarget = { kind: 'anywhere' };

/** Tags of Azure: the service is on the Internet, and in none of the others. */
const TAGS: readonly (readonly [string, AuditTarget | null])[] = [
  ['internet', ANYWHERE],
  ...[
    'virtualnetwork',
    'azureloadbalancer',
    'azurecloud',
    'azureactivedirectory',
    'azuremonitor',
    'storage',
    'sql',
    'azurekeyvault',
    'gatewaymanager',
    'azureplatformdns',
    'azureplatformimds',
    'azureplatformlkm',
    'azurefrontdoor.frontend',
    'azurebackup',
    'azurearcinfrastructure',
    'windowsvirtualdesktop',
    'microsoftcontainerregistry',
    'eventhub',
    'servicebus',
    'guestandhybridmanagement',
  ].map((tag) => [tag, null] as const),
];

/** Words of Windows for what lies near this computer: the service does not. */
const NEARBY: readonly (readonly [string, AuditTarget | null])[] = [
  // Where nothing is asked for, anything is meant.
  ['', ANYWHERE],
  ['internet', ANYWHERE],
  ...[
    'localsubnet',
    'local subnet',
    'localsubnet4',
    'localsubnet6',
    'intranet',
    'localintranet',
    'remotecorpnetwork',
    'playtodevice',
    'dns',
    'dns servers',
    'dhcp',
    'dhcp servers',
    'wins',
    'wins servers',
    'defaultgateway',
    'default gateway',
    'lokales subnetz',
    'sous-réseau local',
    'subred local',
    'ローカル サブネット',
  ].map((word) => [word, null] as const),
];

export const PLAIN: Maker = {
  format: 'csv',
  isHere: () => true,
  words: new Map(TAGS),
  says: {},
  isForeign: () => false,
  knowsApplications: false,
  namesObjects: false,
  isOfComputer: false,
  hasPlaces: true,
  policy: 'drop',
  order: 'first',
};

const has = (columns: Columns, ...wanted: readonly (keyof Columns)[]): boolean =>
  wanted.every((column) => columns[column].length > 0);

const OF_A_MAKER: Maker = { ...PLAIN, hasPlaces: false };

const MAKERS: readonly Maker[] = [
  {
    ...OF_A_MAKER,
    ...{ format: 'windows', policy: 'accept', order: 'block-first' },
    words: new Map(NEARBY),
    isOfComputer: true,
    // As PowerShell counts them.
    says: {
      action: new Map([
        ['2', 'allow'],
        ['4', 'block'],
      ]),
      direction: new Map([
        ['1', 'inbound'],
        ['2', 'outbound'],
      ]),
      enabled: new Map([
        ['1', 'true'],
        ['2', 'false'],
      ]),
      profile: new Map(
        [
          'any',
          'Domain',
          'Private',
          'Domain, Private',
          'Public',
          'Domain, Public',
          'Private, Public',
          'any',
        ].map((name, bits) => [String(bits), name] as const),
      ),
    },
    isHere: (names, columns) =>
      has(columns, 'program') &&
      [...names].some((name) => /remote|distante?|remota|entfernte|リモート/.test(name)),
  },
  {
    ...OF_A_MAKER,
    ...{ format: 'azure-nsg', policy: 'accept', order: 'priority' },
    isHere: (names, columns) =>
      has(columns, 'priority') &&
      ((names.has('access') && [...names].some((name) => /^destination ?address ?prefix/.test(name))) ||
        names.has('destinationasg')),
  },
  {
    ...OF_A_MAKER,
    ...{ format: 'meraki', policy: 'accept' },
    words: new Map([...TAGS, ['local lan', null]]),
    isHere: (names) =>
      names.has('policy') &&
      ['dst port', 'destination cidr', 'destport', 'destcidr'].some((name) => names.has(name)),
  },
  {
    ...OF_A_MAKER,
    ...{ format: 'panos', knowsApplications: true, namesObjects: true },
    // Within one zone nothing is on its way to the service.
    isForeign: (cell) =>
      /^intrazone/i.test(cell('scope')) || /^\(?intrazone\)?$/i.test(cell('destinationZone')),
    isHere: (_names, columns) => has(columns, 'sourceZone', 'destinationZone', 'application'),
  },
];

export function makerOf(names: ReadonlySet<string>, columns: Columns): Maker {
  return MAKERS.find(({ isHere }) => isHere(names, columns)) ?? PLAIN;
}
