/**
 * What of a report and of its evidence goes into a bundle, field by field. A field that is not here does not go in: whoever adds one decides
 * here what it says of a person (test/unit/bundle/allow-list.test.ts fails until then). The shape is the shape of the schemas; a rule
 * for a list is the rule of its items.
 *
 * `keep`: figures and words of closed lists. `text`: a sentence of ours, scrubbed. `spoken`: a sentence of ours, made anew from what stays. `foreign`: a stranger's words, known ones alone. `id`: ours, may hold a host. The other words name what the
 * value is. `~` in front: not at the level "minimal".
 */

import { evidence, failure, peerLoad, target } from './allow-evidence.ts';
import { finding } from './allow-findings.ts';
import type { Rule } from './allow-rule.ts';

const step: Rule = {
  id: 'id',
  probe: 'keep',
  role: 'keep',
  group: 'keep',
  category: 'keep',
  need: 'keep',
  region: 'keep',
  regions: 'keep',
  protocols: 'keep',
  target: { host: 'host', address: 'address', zone: 'interface', port: 'keep' },
  path: 'text',
  proxy: 'url',
  samples: 'keep',
  extend: 'keep',
  untilLost: 'keep',
  method: 'keep',
  control: 'keep',
  everyMs: 'keep',
  localPort: 'keep',
  signed: 'keep',
  countedOn: 'keep',
  loads: { direction: 'keep', kbps: 'keep', seconds: 'keep' },
  delaysS: 'keep',
  dependsOn: 'id',
  budgetMs: 'keep',
  quiet: 'keep',
  listed: 'keep',
  reason: 'text',
  skipped: 'text',
  skipReason: 'keep',
};

const observed: Rule = {
  outcome: 'keep',
  startMs: 'keep',
  durationMs: 'keep',
  evidence,
  failure,
  reason: 'keep',
  text: 'foreign',
  because: 'id',
};

const host = {
  os: { platform: 'keep', release: 'version', name: 'foreign', arch: 'keep' },
  hostName: '~host',
  timezone: '~keep',
  interfaces: {
    name: 'interface',
    kind: 'keep',
    up: 'keep',
    mtuBytes: 'keep',
    mac: '~mac',
    addresses: { address: 'address', family: 'keep', prefixLength: 'keep' },
  },
  defaultGateways: { family: 'keep', address: 'address', interfaceName: 'interface' },
  hasIpv4: 'keep',
  hasIpv6: 'keep',
  dnsServers: { address: 'address', port: 'keep', interfaceName: 'interface' },
  hostsFile: { address: 'address', names: 'host' },
  splitDns: { by: 'keep', domains: '~host', servers: 'address', interfaceName: 'interface' },
  proxy: {
    source: 'keep',
    httpsProxy: 'url',
    hasCredentials: 'keep',
    bypass: '~bypass',
    pacUrl: 'url',
    pacEntries: { kind: 'keep', proxy: 'url', word: 'foreign', outcome: 'keep', failure: 'keep' },
    problem: 'foreign',
    notFollowed: { kind: 'keep', text: 'foreign' },
    seen: { place: 'keep', name: 'keep', value: '~foreign' },
  },
  wifi: { ssid: '~ssid', signalDbm: 'keep', linkMbps: 'keep', channel: '~keep' },
  unread: { '*': 'foreign' },
} as const satisfies Rule;

const agent: Rule = { name: 'keep', version: 'keep', platform: 'keep', arch: 'keep', runtime: 'keep' };

const hostPort: Rule = { host: 'host', port: 'keep' };

const request: Rule = {
  regions: 'keep',
  allRegions: 'keep',
  namedRegion: 'keep',
  protocols: 'keep',
  profile: 'keep',
  samples: 'keep',
  deadlineMs: 'keep',
  directoryId: 'name',
  // A fully qualified registration code is a registration code.
  registrationName: 'secret-name',
  also: hostPort,
  require: 'keep',
  proxyMode: 'keep',
  stun: hostPort,
  peers: { kind: 'keep', host: 'host', port: 'keep' },
  peerScope: 'keep',
  peerLoad: 'keep',
  peerIdle: 'keep',
  signIn: 'keep',
  fips: 'keep',
  where: 'keep',
  gentle: 'keep',
  accessControl: 'address',
  localDiscovery: 'keep',
  assumeUdpAnswers: 'keep',
  customRoots: 'keep',
  shapedBy: { kind: 'keep', name: 'name' },
  systemTrust: 'keep',
};

const run = {
  id: 'keep',
  createdAt: 'keep',
  durationMs: 'keep',
  completed: 'keep',
  completedBecause: 'keep',
  simulated: 'keep',
  scenario: 'keep',
  agent,
  request,
} as const;

const forecast: Rule = {
  verdict: 'keep',
  transport: 'keep',
  udpProof: 'keep',
  band: 'keep',
  forecast: 'text',
};

const openOfTested: Rule = { open: 'keep', tested: 'keep' };

const region: Rule = {
  code: 'keep',
  name: 'keep',
  reachable: 'keep',
  rank: 'keep',
  scoreMs: 'keep',
  rtt: {
    method: 'keep',
    port: 'keep',
    sent: 'keep',
    received: 'keep',
    lossRatio: 'keep',
    minMs: 'keep',
    medianMs: 'keep',
    p95Ms: 'keep',
    maxMs: 'keep',
    jitterMs: 'keep',
    servers: { address: 'address', sent: 'keep', received: 'keep', medianMs: 'keep', samplesMs: 'keep' },
  },
  grade: 'keep',
  bands: { pcoip: 'keep', dcv: 'keep' },
  mtu: {
    requiredBytes: 'keep',
    pathMtuBytes: 'keep',
    interfaceMtuBytes: 'keep',
    interface: 'interface',
    target: 'address',
    family: 'keep',
    methods: 'keep',
    blackHole: 'keep',
    verdict: 'keep',
  },
  streaming: { pcoip: openOfTested, dcv: openOfTested },
};

const check: Rule = {
  id: 'id',
  probe: 'keep',
  role: 'keep',
  group: 'keep',
  category: 'keep',
  need: 'keep',
  region: 'keep',
  target,
  status: 'keep',
  state: 'keep',
  startMs: 'keep',
  durationMs: 'keep',
  failure,
  // Where a finding stands behind it, its title is spoken anew.
  notTestedBecause: ({ finding: behind }) => ({
    reason: 'keep',
    check: 'id',
    finding: 'id',
    text: typeof behind === 'string' ? 'spoken' : 'text',
  }),
  evidence,
};

const lane: Rule = {
  state: 'keep',
  limit: 'keep',
  side: 'keep',
  sideProven: 'keep',
  before: 'keep',
  because: 'id',
  medianMs: 'keep',
};

const truth: Rule = {
  cells: {
    role: 'keep',
    port: 'keep',
    transport: 'keep',
    protocol: 'keep',
    state: 'keep',
    limit: 'keep',
    counts: { planned: 'keep', tested: 'keep', passed: 'keep' },
    because: 'id',
  },
  lanes: { 'sign-in': lane, pcoip: lane, dcv: lane },
};

const bandLimits: Rule = { band: 'keep', fromMs: 'keep', toMs: 'keep' };

const limits: Rule = {
  rttMs: { pcoip: bandLimits, dcv: bandLimits },
  gradeMs: { optimalBelow: 'keep', usableBelow: 'keep', poorUpTo: 'keep' },
  mtuBytes: 'keep',
  jitterMs: 'keep',
  loss: { warnRatio: 'keep', warnLost: 'keep', errorRatio: 'keep', errorLost: 'keep' },
  sources: 'keep',
};

const peer: Rule = {
  name: 'host-port',
  kind: 'keep',
  scope: 'keep',
  tcp: { port: 'keep', state: 'keep', answers: 'keep' },
  udp: {
    port: 'keep',
    sent: 'keep',
    atPeer: 'keep',
    answered: 'keep',
    received: 'keep',
    rttMs: { p50: 'keep', p90: 'keep' },
    pdvMs: { up: 'keep', down: 'keep' },
    ipdvMs: { up: 'keep', down: 'keep' },
    provenElsewhereAgo: 'keep',
  },
  outside: { tcp: 'address', udp: 'address', mapping: 'keep', keepsPort: 'keep' },
  mtu: { up: 'keep', down: 'keep', dfKnown: 'keep' },
  load: { allowedKbps: 'keep', lateMs: 'keep', runs: peerLoad },
  idle: { answeredS: 'keep', lostS: 'keep' },
};

const repeat: Rule = {
  runs: {
    id: 'keep',
    createdAt: 'keep',
    durationMs: 'keep',
    verdict: 'keep',
    worst: 'keep',
    completed: 'keep',
  },
  checks: { id: 'id', steady: 'keep', statuses: { '*': 'keep' } },
  findings: {
    id: 'id',
    code: 'keep',
    severity: 'keep',
    title: 'foreign',
    inRuns: 'keep',
    comesAndGoes: 'keep',
  },
};

/** A report, and what of a record stands beside it. */
export const REPORT_RULE = {
  schema: 'keep',
  ...run,
  criticalPathMs: 'keep',
  tables: { edition: 'keep', date: 'keep', sha256: 'keep', overlay: '~text' },
  host: {
    ...host,
    vpn: { interface: 'interface', kind: 'foreign', allTraffic: 'keep' },
    client: { installed: 'keep', version: 'version' },
  },
  verdict: 'keep',
  summary: 'text',
  language: 'keep',
  protocols: { pcoip: forecast, dcv: forecast },
  regions: region,
  bestRegion: { code: 'keep', reasons: 'text' },
  decidingRegion: 'keep',
  checks: check,
  findings: finding,
  truth,
  peers: peer,
  limits,
  repeat,
} as const satisfies Rule;

export const RECORD_RULE = {
  ...run,
  host,
  steps: step,
  observations: { '*': observed },
  // It goes in as files of its own (tool-output.ts).
  toolOutput: 'never',
} as const satisfies Rule;
