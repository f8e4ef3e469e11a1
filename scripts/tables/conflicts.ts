/**
 * Where the documents contradict themselves or one another, and how the tables read it. Ids are those of the reading that the
 * tables were transcribed by. `open`: nobody has proved the reading, so the facts concerned carry a doubt. `settled`: another
 * source decides (AWS's ip-ranges.json, or further copies of the same page). Written here once; docs/tables-conflicts.md is generated.
 */
export interface Conflict {
  readonly id: string;
  readonly status: 'open' | 'settled';
  /** `addresses`, `names`, `documents`: chapter of the page. */
  readonly kind: 'addresses' | 'names' | 'documents';
  readonly subject: string;
  /** What the tables hold. */
  readonly reading: string;
  readonly why: string;
}

type Row = readonly [id: string, status: Conflict['status'], subject: string, reading: string, why: string];

const ADDRESSES: readonly Row[] = [
  [
    'C01',
    'settled',
    'Cape Town: health-check addresses',
    'those of the overall table (3439-3443)',
    'The Region’s own section repeats São Paulo’s four; AWS publishes 13.244.0.0/15 for af-south-1 and 18.231.0.0/16 for sa-east-1.',
  ],
  [
    'C02',
    'settled',
    'Cape Town: DCV range',
    '13.246.108.0/22 of the overall table (3892)',
    'The section prints São Paulo’s 15.228.64.0/22; AWS publishes each for the Region that the tables give.',
  ],
  [
    'C03',
    'open',
    'Paris: health-check addresses',
    'listed, never probed: the name drp-cdg is resolved instead',
    'Paris and Tel Aviv print the same three, and 51.16.0.0/15 belongs to il-central-1. No document has the true ones of Paris. Those of Tel Aviv are sound.',
  ],
  [
    'C04',
    'settled',
    'Paris: DCV range',
    '51.44.72.0/22 of the overall table (3845)',
    'The section prints Tel Aviv’s 51.17.72.0/22; AWS publishes 51.44.72.0/22 for eu-west-3.',
  ],
  [
    'C05',
    'settled',
    'Paris: PCoIP range of IPv6',
    '2a05:d032:2000::/40 of the section (5958)',
    'The overall table has none for Paris, but AWS publishes this one for eu-west-3.',
  ],
  [
    'C10',
    'settled',
    'Ohio has a DCV range and nothing else',
    'kept as printed: DCV alone, no health check',
    'AWS publishes the range; all other tables leave the Region out.',
  ],
  [
    'C19',
    'open',
    'GovCloud West: management range 192.169.0.0/16',
    'as printed',
    'It is public address space that AWS does not publish; 192.168.0.0/16 was probably meant.',
  ],
  [
    'C28',
    'settled',
    'IPv6 and Global Accelerator ranges',
    'those of the overall tables',
    'The Region sections leave them out; AWS publishes them.',
  ],
  [
    'C29',
    'settled',
    'Label of the management ranges',
    'PCoIP and DCV, and DCV alone',
    'Some sections drop the first label; the values agree.',
  ],
  [
    'C30',
    'open',
    'Paris and Tel Aviv: PCoIP ranges of IPv4',
    'as printed',
    'Both lie in the right Region’s address space, but AWS’s list of gateway ranges has neither; it has every other one.',
  ],
];

const NAMES: readonly Row[] = [
  [
    'C06',
    'open',
    'Tel Aviv: login graphics and scripts',
    'as printed',
    'The two hosts are those of Paris; the table was probably copied.',
  ],
  [
    'C07',
    'open',
    'Tel Aviv: section without login graphics and scripts',
    'the hosts of the overall table',
    'The section leaves both empty, which feeds the suspicion of C06.',
  ],
  [
    'C08',
    'settled',
    'Tel Aviv: Web Access',
    'not available',
    'The overall table says so in words; the TURN name of the section is template text and stays among the alternates.',
  ],
  [
    'C09',
    'open',
    'Paris: TURN name',
    'as printed in the section',
    'The overall list neither has Paris nor says that Web Access is missing there.',
  ],
  [
    'C11',
    'open',
    'N. Virginia: dynamic messaging over IPv6',
    'the printed IPv4 name',
    'The fifteen other Regions print an api.aws name; the slip is AWS’s own and unproved.',
  ],
  [
    'C12',
    'settled',
    'Paris: IPv6 names of client metrics and messaging',
    'none, as printed',
    'Only broker, API and session broker have one.',
  ],
  [
    'C13',
    'settled',
    'SAML heartbeat in Montreal, Ireland, São Paulo',
    'none, as printed',
    'The relay-state table has these Regions; the gap is probably an omission.',
  ],
  [
    'C14',
    'settled',
    'Paris: SAML relay state',
    'none, as printed',
    'The heartbeat list has Paris; two further copies lack it too.',
  ],
  [
    'C15',
    'settled',
    'GovCloud: client metrics printed with hhttps',
    'https',
    'A slip of AWS in the Region sections.',
  ],
  [
    'C16',
    'settled',
    'GovCloud: client update',
    'both hosts in the West, the older in the East',
    'The overall table is the newer one (64-bit client); the sections keep the older host.',
  ],
  [
    'C17',
    'open',
    'GovCloud: login graphics',
    'both hosts',
    'The host printed for the East bears the code of the West (pdt).',
  ],
  [
    'C18',
    'settled',
    'GovCloud: authentication host',
    'the general host',
    'The sections print it, and the overall row is not tied to a Region.',
  ],
  [
    'C20',
    'open',
    'GovCloud: smart card and sign-in names',
    'those of the overall table',
    'The sections have one of them only, and a later copy of the page moves the West to signin-fips and drops us-gov-west-1.sso.',
  ],
  [
    'C21',
    'open',
    'Seoul: device metrics',
    'as printed',
    'A host of clients 1.0 and 2.0, left over in one Region’s section.',
  ],
  [
    'C22',
    'settled',
    'Cape Town and Tel Aviv: health-check names with a slash',
    'without',
    'The sections print them without.',
  ],
  [
    'C23',
    'settled',
    'N. Virginia: FIPS name of the API',
    'listed',
    'The section leaves it out; other sections have theirs.',
  ],
  [
    'C24',
    'open',
    'Regions with smart-card names',
    'the overall list',
    'The sections have smart cards in five Regions only, and a later copy of the page cuts the list to these.',
  ],
  [
    'C25',
    'settled',
    'Login graphics: one host or one per Region',
    'both',
    'The overall table has both, the sections the older one.',
  ],
  [
    'C26',
    'settled',
    'Paris: stray word after the CAPTCHA address',
    'dropped',
    'Other copies show the same slip.',
  ],
  ['C27', 'settled', 'DCV gateway names for FIPS', 'listed', 'The sections leave them out.'],
];

const DOCUMENTS: readonly Row[] = [
  ['C35', 'settled', 'Client update host', 'd2td7dqidlhjx7', 'The guide of 2016 lost a letter.'],
  ['C36', 'settled', 'Login page style', 'two CloudFront hosts', 'The S3 host of 2016 is gone.'],
  [
    'C37',
    'settled',
    'Path with the directory',
    'directory id',
    'The guide of 2016 prints the directory name.',
  ],
  ['C38', 'settled', 'Management ranges', 'those of 2025', 'Several Regions gained or changed ranges.'],
  ['C39', 'settled', 'PCoIP ranges', 'those of 2025', 'Each range of 2016 is still there; more were added.'],
  [
    'C40',
    'settled',
    'Streaming ports of the management interface',
    '50002 and 55002',
    'The older documents have 55002 alone.',
  ],
  [
    'C41',
    'settled',
    'Ports of the client',
    '53, 443, 4172, 4195',
    'The older documents know nothing of 4195.',
  ],
  ['C42', 'settled', 'Transport of port 443', 'TCP and UDP', 'The older documents have TCP alone.'],
  [
    'C43',
    'settled',
    'Targets of 443 and 4172',
    'those of 2025',
    'The older documents open 4172 to a whole Region.',
  ],
  [
    'C44',
    'settled',
    'Round-trip bands of PCoIP',
    '100, 200, 375 ms',
    'The older documents print 100 and 250.',
  ],
  [
    'C45',
    'settled',
    'Edges of the bands',
    '200 ms is affected, 100 and 250 are not best',
    'The text prints 200 in two bands and says nothing about DCV above 400.',
  ],
  ['C46', 'settled', 'Bandwidth', 'all statements, each with its document', 'They measure different things.'],
  [
    'C47',
    'settled',
    'Proxy for DCV',
    'TCP 4195 only, not advised',
    'The guide names 5.4 and 5.5.0 as the first macOS version.',
  ],
  [
    'C48',
    'settled',
    'Folders of client logs',
    'those of the 2022 copy',
    'The whitepaper mixes the program with the log folder.',
  ],
  ['C50', 'settled', 'RADIUS', 'UDP 1812', 'The older documents print no transport.'],
  ['C51', 'settled', 'Ports of the directory', 'those of 2025', 'Port 464 stands in both older lists only.'],
  [
    'C52',
    'settled',
    'Distance to the Region',
    'not used',
    'The guide of 2025 has none; the 2000 miles are older.',
  ],
  ['C53', 'settled', 'WSP and DCV', 'one protocol', 'The name changed.'],
];

/** Our own entry: facts that stand in no document of the transcription. */
const OWN: readonly Row[] = [
  [
    'T01',
    'open',
    'IPv6 names of the health-check servers',
    'drp-workspaces.<region>.api.aws, not probed by default',
    'Only a later public copy of the page has them; the transcribed guide does not.',
  ],
  [
    'T02',
    'open',
    'Names that a calibration on a real network did not find',
    'kept, marked with the day',
    'One network on one day is no proof that a name is retired.',
  ],
  [
    'T03',
    'open',
    'IPv6 addresses of the health-check servers',
    'one block a Region; none of Paris and Ohio',
    'Only a public copy of the page of 2026 has them.',
  ],
  [
    'T04',
    'open',
    'Names of streaming through a VPC endpoint',
    'two patterns a Region, never probed',
    'Only a public copy of the page of 2026 has them; they matter where streaming goes through an endpoint of the organisation.',
  ],
  [
    'T05',
    'open',
    'Facts that an overlay marks as doubtful',
    'as the overlay has them',
    'Who wrote the overlay says why; `tables diff --write-overlay` marks each range and Region that AWS publishes and no document lists.',
  ],
];

function toConflicts(kind: Conflict['kind'], rows: readonly Row[]): Conflict[] {
  return rows.map(([id, status, subject, reading, why]) => ({ id, status, kind, subject, reading, why }));
}

export const CONFLICTS: readonly Conflict[] = [
  ...toConflicts('addresses', ADDRESSES),
  ...toConflicts('names', NAMES),
  ...toConflicts('names', OWN),
  ...toConflicts('documents', DOCUMENTS),
];
