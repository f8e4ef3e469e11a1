/** The mutants of scripts/mutants.ts: each breaks one truth in one place. */

export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Replaced once; the run stops where the file does not hold it. */
  readonly find: string;
  readonly put: string;
  /** Tests that should notice it; asked before everything else is. */
  readonly tests?: readonly string[];
}

const BOUNDARIES = ['test/unit/judge/boundaries'];

const cause = (path: string) => `src/causes/${path}.ts`;

/** A fact renamed in its schema alone: rule, words and tests still read the old name. */
const renamed = (path: string, find: string, put: string): Mutant => ({
  name: `fact renamed: ${path} ${find} to ${put}`,
  file: cause(path),
  find,
  put,
});

/** The words of a language dropped from a cause. */
const silenced = (path: string): Mutant => ({
  name: `no Japanese: ${path}`,
  file: cause(path),
  find: '    ja: (',
  put: '    jp: (',
});

/** A cause taken from the one list. */
const dropped = (name: string): Mutant => ({
  name: `dropped from the list: ${name}`,
  file: 'src/causes/index.ts',
  find: `\n  ${name},\n`,
  put: '\n',
  tests: BOUNDARIES,
});

const limit = (name: string, find: string, put: string): Mutant => ({
  name: `limit changed: ${name}`,
  file: 'src/reading/thresholds.ts',
  find,
  put,
  tests: [...BOUNDARIES, 'test/unit/judge/latency.test.ts'],
});

/** A limit of the documents, changed in the tables: the tables' own digest and the boundary rows hold it. */
const inTables = (name: string, find: string, put: string): Mutant => ({
  name: `limit changed in the tables: ${name}`,
  file: 'src/regions/data/tables.json',
  find,
  put,
  tests: ['test/unit/regions/tables.test.ts'],
});

const truth = (name: string, file: string, [find, put]: readonly [find: string, put: string]): Mutant => ({
  name: `truth: ${name}`,
  file,
  find,
  put,
  tests: [
    'test/golden',
    'test/unit/words',
    'test/unit/core/check-exit.test.ts',
    'test/unit/judge/dns.test.ts',
  ],
});

export const MUTANTS: readonly Mutant[] = [
  renamed('web/clock-skew', '  skew: count(),', '  skewMinutes: count(),'),
  renamed('dns/slow', 'limitMs: limit() }', 'ceilingMs: limit() }'),
  renamed('streaming/partial', '  failing: z.array(address()),', '  broken: z.array(address()),'),
  renamed('streaming/tcp-blocked', '  servers: count(),', '  serverCount: count(),'),
  renamed('streaming/udp-unproven', '  verified: flag(),', '  sure: flag(),'),
  renamed('path/loss', 'percent: percent()', 'share: percent()'),
  renamed('path/round-trip', '  medianMs: ms(),', '  middleMs: ms(),'),
  renamed('local/accepts-all', '  control: z.array(server()),', '  controls: z.array(server()),'),
  renamed('dns/name-not-found', '  retired: flag(),', '  gone: flag(),'),
  silenced('web/clock-skew'),
  silenced('dns/slow'),
  silenced('dns/no-answer'),
  silenced('local/accepts-all'),
  silenced('local/offline'),
  silenced('path/loss'),
  silenced('path/terminated'),
  silenced('streaming/partial'),
  {
    name: 'no Japanese word: a cell state',
    file: 'src/words/ja/states.ts',
    find: "    silent: '応答なし（遮断）',\n",
    put: '',
  },
  {
    name: 'no Japanese word: a reason',
    file: 'src/words/ja/states.ts',
    find: "    deadline: '時間が過ぎたため',\n",
    put: '',
  },
  {
    name: 'no English word: a lane state',
    file: 'src/words/en/states.ts',
    find: "    detour: 'goes around, over 443',\n",
    put: '',
  },
  dropped('offline'),
  dropped('noAnswer'),
  dropped('captivePortal'),
  dropped('acceptsAll'),
  dropped('terminated'),
  dropped('loss'),
  dropped('partial'),
  dropped('tlsIntercepted'),
  dropped('tcpBlockedBy.dcv'),
  dropped('unconfirmed'),
  limit('loss, error', 'lossError: { lost: 10, ratio: 0.1 }', 'lossError: { lost: 10, ratio: 0.3 }'),
  limit('loss, warning', 'lossWarning: { lost: 3, ratio: 0.01 }', 'lossWarning: { lost: 3, ratio: 0.2 }'),
  limit('jitter', 'jitterMs: 30', 'jitterMs: 90'),
  limit('clock', 'clockSkewMs: 5 * 60_000', 'clockSkewMs: 50 * 60_000'),
  limit('slow DNS', 'dnsSlowMs: 300', 'dnsSlowMs: 900'),
  limit('grade of a Region', 'poorUpToMs: 375', 'poorUpToMs: 475'),
  limit('too near to be true', 'acceptsAllMs: 5', 'acceptsAllMs: 0.5'),
  inTables('PCoIP ends', '"to": 375,', '"to": 475,'),
  inTables('packet size', '"minimumBytes": 1200,', '"minimumBytes": 1100,'),
  truth('silence on UDP becomes a failure', 'src/judge/truth.ts', [
    "  'no-reply': 'unproven',",
    "  'no-reply': 'fail',",
  ]),
  truth('accepted becomes a pass', 'src/judge/truth.ts', ["  accepted: 'unproven',", "  accepted: 'pass',"]),
  truth('a cut lane passes', 'src/judge/truth.ts', [
    "    case 'cut':\n      return 'fail';",
    "    case 'cut':\n      return 'pass';",
  ]),
  truth('what failed leaves the denominator', 'src/judge/cells.ts', [
    'planned: targets.length,',
    "planned: targets.filter((states) => states.includes('open')).length,",
  ]),
  truth('no way around is seen', 'src/judge/cells.ts', [
    "=== 'open' && laneIsAround",
    "=== 'closed' && laneIsAround",
  ]),
  truth('sides of the way are always proven', 'src/causes/path/loss.ts', [
    "sideProven: ({ begins }) => begins !== 'unproven'",
    'sideProven: () => true',
  ]),
  truth('an agent that accepts everything is "not ready"', 'src/causes/local/accepts-all.ts', [
    '  hidesVerdict: () => true,\n',
    '',
  ]),
  truth('the verdict forgets a warning', 'src/judge/verdict.ts', [
    "? 'degraded' : 'ready'",
    "? 'ready' : 'ready'",
  ]),
  truth('one cause is told twice', 'src/causes/streaming/tcp-blocked.ts', [
    "    family: 'tcp-blocked',\n",
    '',
  ]),
  truth('a dead server does not explain slow names', 'src/causes/dns/partial-servers.ts', [
    'when: () => true',
    'when: () => false',
  ]),
  truth('the headline forgets what works', 'src/words/headline.ts', [
    'ready.length > 0 && v.works(say.protocols(ready), ready.length)',
    'ready.length > 9 && v.works(say.protocols(ready), ready.length)',
  ]),
  truth('Japanese sentences get a blank', 'src/core/language.ts', [
    "ja: { locale: 'ja', second: '秒', gap: ''",
    "ja: { locale: 'ja', second: '秒', gap: ' '",
  ]),
  truth('exit 0 beside a protocol that is not ready', 'src/core/check-exit.ts', [
    'if (broken.length > 0) return end(1,',
    'if (broken.length > 1) return end(1,',
  ]),
];
