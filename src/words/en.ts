/**
 * English: the closed vocabularies and the sentences around the causes. Each language is one such record; the compiler checks the others
 * against this one. Words of causes stand in the causes' own files.
 */
import { sayIn } from '../core/say.ts';
import type { Group, Need, PortState, Protocol, Severity, Side, Status, Verdict } from '../core/words.ts';
import type { NotTestedReason } from '../core/measured.ts';

const say = sayIn('en');
const checks = { one: 'check', other: 'checks' };
const servers = { one: 'server', other: 'servers' };

/** Entries that a run makes in the tables of routers (`PlanSessions` of the plan). */
interface SessionsTold {
  readonly least: {
    readonly tcp: number;
    readonly udp: number;
    readonly ping: number;
    readonly total: number;
  };
  readonly most: { readonly total: number };
  readonly bound: { readonly atOnce: number; readonly new: number; readonly inSeconds: number } | null;
}

export const en = {
  status: {
    pass: 'pass',
    warn: 'warning',
    fail: 'fail',
    unproven: 'unproven',
    'not-tested': 'not tested',
    running: 'running',
  } satisfies Record<Status | 'running', string>,
  verdict: {
    ready: 'Ready',
    degraded: 'Ready with limits',
    'not-ready': 'Not ready',
    unknown: 'Could not tell',
  } satisfies Record<Verdict, string>,
  group: {
    dns: 'Names (DNS)',
    https: 'Sign-in (443)',
    streaming: 'Streaming ports',
    latency: 'Round trip',
    mtu: 'Packet size',
    local: 'Local network',
    client: 'This computer',
  } satisfies Record<Group, string>,
  need: { essential: 'needed', supporting: 'helps', situational: 'sometimes' } satisfies Record<Need, string>,
  severity: { error: 'Error', warning: 'Warning', notice: 'Good to know' } satisfies Record<Severity, string>,
  side: {
    'this-machine': 'this computer',
    'local-network': 'the local network',
    path: 'the way there',
    service: 'Amazon',
    us: 'a limit of Preflight, not of your network',
  } satisfies Record<Side, string>,
  /** Where the fault lies, as far as it is proved. */
  where: {
    proven: (place: string) => place,
    path: (things: readonly string[]) =>
      `somewhere from here to Amazon (${things.join(', ')} or the provider)`,
    vpn: (name: string) => (name === '' ? 'the VPN' : `VPN ${name}`),
    firewall: 'a firewall',
    likely: (place: string) => `most likely ${place}`,
    /** Hops were asked (`--where`), and do not tell. */
    untold: (place: string) => `${place}; the hops that were asked do not tell where`,
    here: 'this computer',
    hop: (n: number, address: string | null, inside: boolean | null) => {
      const place = inside === null ? '' : inside ? ', in your network' : ', outside your network';
      return address === null ? `hop ${n}${place}` : `${address} (hop ${n}${place})`;
    },
    end: 'the end',
    dropped: (port: string, last: string, control: string, next: string) =>
      `packets to ${port} end at or right after ${last}; to ${control} they go on to ${next}`,
    refused: (port: string, hop: string) => `${port} is refused by ${hop}`,
    answeredEarly: (port: string, control: string, hop: string) =>
      `${port} is answered in the server's place where packets to ${control} meet ${hop}`,
    large: (last: string, next: string) =>
      `packets of full size end at or right after ${last}; small ones go on to ${next}`,
    largest: (hop: string, bytes: string) => `${hop} passes on packets of up to ${bytes}`,
    delay: (last: string, next: string, ms: string) => `the delay begins between ${last} and ${next}: +${ms}`,
  },
  /** A port as nmap says it, for the list of checks. */
  portState: {
    open: 'open',
    closed: 'refused',
    filtered: 'silent',
    'open|filtered': 'no reply',
  } satisfies Record<PortState, string>,
  /** The one table of words for the states of the truth table. */
  cell: {
    open: 'open',
    answers: 'answers',
    found: 'found',
    closed: 'refused',
    silent: 'silent',
    failed: 'fails',
    'no-reply': 'no reply',
    accepted: 'accepted, no proof',
    detour: 'way around',
    'not-tested': 'not tested',
    'not-needed': 'not used',
  },
  lane: {
    open: 'gets through',
    limited: 'with limits',
    detour: 'goes around, over 443',
    cut: 'stopped',
    unproven: 'not proved',
    'not-tested': 'not tested',
    ended: 'outside the limits',
  },
  laneName: { 'sign-in': 'Sign-in', pcoip: 'PCoIP', dcv: 'DCV' },
  of: (passed: number, planned: number) => `${say.number(passed)} of ${say.number(planned)}`,
  /** One ladder of words for a round trip, by protocol. */
  band: {
    best: 'best',
    affected: 'affected',
    degraded: 'degraded',
    beyond: 'beyond what is documented',
    unspecified: 'beyond what is documented',
    terminated: 'ends the session',
  } as Readonly<Record<string, string>>,
  bandLimits: (best: string, end: string | null) =>
    end === null ? `best below ${best}` : `best below ${best}, ends above ${end}`,
  grade: { optimal: 'optimal', usable: 'usable', poor: 'poor', unusable: 'unusable' },
  role: {
    names: 'Names',
    connectivity: 'Connectivity check',
    directory: 'Directory sign-in and settings',
    broker: 'WorkSpaces broker',
    'session-broker': 'Session broker',
    login: 'Login pages and their parts',
    updates: 'Client updates, metrics and messages',
    'smart-card': 'Smart card and single sign-on',
    api: 'WorkSpaces API',
    'web-access': 'Web Access and zero clients',
    own: 'Hosts of your own',
    other: 'Other names',
    'health-check': 'Health check servers',
    gateways: 'Streaming gateways',
  },
  reason: {
    'dependency-failed': 'something before it failed',
    'proxy-instead': 'the proxy is the way out here',
    deadline: 'the time was over',
    cancelled: 'the check was stopped',
    'not-supported-here': 'this system cannot do it',
    'placeholder-host': 'the published name is only a pattern: look in the firewall',
    'not-in-tables': 'nothing is published for it',
    profile: 'not used with this kind of client',
    'no-ipv6': 'no IPv6 here',
    'no-ipv4': 'no IPv4 here',
    'unconfirmed-fact': 'the published fact is in doubt',
    'opt-in': 'only on request',
    'tool-missing': 'a program that it needs is not installed',
    'not-permitted': 'an ordinary user may not do it',
    'agent-failure': 'Preflight itself failed there',
    'sampled-out': 'others stand for it',
  } satisfies Record<NotTestedReason, string>,
  because: (title: string) => `because of: ${title}`,

  headline: {
    ready: (names: string, count: number) =>
      count > 1 ? `Ready. ${names} both get through.` : `Ready. ${names} gets through.`,
    readySoFar: (proved: string, unproved: string) =>
      proved === ''
        ? `Ready, as far as can be proved: UDP for ${unproved} gave no reply.`
        : `Ready. ${proved} gets through; ${unproved} too, as far as can be proved.`,
    readyToPeer: (names: string) => `Ready, as far as can be proved: UDP for ${names} passes to your peer.`,
    works: (names: string, count: number) => `${names} ${count > 1 ? 'are' : 'is'} ready.`,
    worksLimited: (names: string, count: number) => `${names} ${count > 1 ? 'work' : 'works'} with limits.`,
    goesAround: (name: string) => `${name} can only go around, over 443.`,
    itGoesAround: 'It can only go around, over 443.',
    notTold: (names: string) => `${names} could not be tested.`,
    cut: (names: string, how: 'deadline' | 'cancelled') =>
      how === 'deadline'
        ? `${names} could not be tested: the time was over.`
        : `${names} could not be tested: the check was stopped.`,
    allCut: (how: 'deadline' | 'cancelled', gap: string) =>
      `Could not tell: ${how === 'deadline' ? 'the time was over' : 'the check was stopped'} before ${gap}.`,
    unknown: (gap: string) => `Could not tell: ${gap}.`,
    itWorks: 'It works, with limits.',
  },
  gapCut: {
    names: 'the names were looked up',
    'sign-in': 'the sign-in servers were tried',
    streaming: 'the streaming ports were tried',
  },
  gap: {
    names: 'not every name that WorkSpaces needs could be tested',
    'sign-in': 'not every sign-in server could be tested',
    streaming: 'no streaming port could be proved open',
  },
  lead: {
    onlyIf: (names: string) => `That matters only if your WorkSpace uses ${names}.`,
    nothing: 'Nothing to fix.',
    again: (how: 'deadline' | 'cancelled'): string =>
      how === 'deadline' ? 'Check again with more time.' : 'Check again, and let it end.',
    stillFails:
      'If it still fails, it is not this network: a stopped WorkSpace, a password or an address restriction cannot be seen from here.',
    counted: (done: number, all: number) =>
      `${say.number(done)} of ${say.count(all, checks)} were done. What was seen is kept.`,
  },
  limitOfSight:
    'This judges this computer and this network. It cannot see a stopped WorkSpace, an IP access control group, a VPC or a password.',

  /** The line of a protocol: what a session would run over, or what stands in its way. */
  line: {
    before: 'no session can start before this is fixed',
    silent: (port: string, passed: number, all: number) =>
      `TCP ${port}: silent at ${say.number(all - passed)} of ${say.count(all, servers)}`,
    refused: (port: string, passed: number, all: number) =>
      `TCP ${port}: refused at ${say.number(all - passed)} of ${say.count(all, servers)}`,
    udpRefused: (port: number) => `UDP ${port} is refused`,
    accepted: (port: number) => `TCP ${port} is accepted even where no host can be`,
    notTested: (port: number, reason: string) => `TCP ${port} was not tested: ${reason}`,
    notAllTested: 'not everything that it needs could be tested',
    delay: (ms: string, band: string) => `${ms}, ${band}`,
    overUdp: (port: number) => `Over UDP ${port}, which answers.`,
    overQuic443: 'Over UDP 443 (QUIC), which answers.',
    overTcp: (port: number) => `Over TCP ${port}.`,
    noReply: (port: number) => `UDP ${port} gave no reply, which proves nothing.`,
    provedToPeer: (port: number, count: string) =>
      `UDP ${port} goes out and comes back (${count} to your peer); whether Amazon's gateway answers was not seen.`,
    udpSilent: (port: number) => `UDP ${port} gave no reply, although the service is known to answer.`,
    around: 'around, over TCP 443',
    notTimed: 'not timed',
    lost: (percent: string) => `${percent} lost: picture and sound stutter.`,
  },

  evidence: {
    port: (transport: string, port: number, word: string, count: string) =>
      `${transport} ${port}: ${word}, ${count}`,
    after: (span: string) => `no answer after ${span}`,
    namesMissing: (count: string, names: string) => `${count} names have no address: ${names}`,
    namesFailed: (count: string, names: string) => `${count} names could not be looked up: ${names}`,
    certificates: (count: string) => `${count} certificates are from another authority`,
    badCertificates: (count: string) => `${count} certificates are not valid`,
    handshake: (count: string) => `TCP 443 opens and the secure connection is cut at ${count} names`,
    serverErrors: (count: string) => `${count} hosts answer with an error`,
    answeredBy: (port: number, who: string) => `TCP ${port} is answered by ${who}`,
    somebodyElse: 'somebody else',
    roundTrip: (ms: string, count: string) => `${ms} median of ${count}`,
    connects: { one: 'connect', other: 'connects' },
    lost: (lost: number, sent: number) =>
      `${say.number(lost)} of ${say.count(sent, { one: 'connect', other: 'connects' })} lost`,
    router: (lost: number, sent: number) =>
      `Router: ${say.number(lost)} of ${say.count(sent, { one: 'ping', other: 'pings' })} lost`,
    routerDelay: (ms: string) => `Router: answers in ${ms}`,
    routerSilent: 'Router: does not answer ping',
    control: (addresses: string) => `${addresses}: accepted, and no host can be there`,
    packet: (bytes: string) => `Packets up to ${bytes} pass`,
    open: (ports: string) => `TCP ${ports} to the same Region: open`,
    proved: (ports: string) => `TCP ${ports}: proved by the certificates`,
    waits: (count: number) => `${say.count(count, checks)} not tested, because of this`,
    other: (name: string, word: string, count: string) => `${name}: ${word}, ${count}`,
  },

  figure: {
    roundTrip: 'Round trip',
    limits: 'Limits',
    spread: 'Spread',
    lost: 'Lost',
    packet: 'Packet size',
    notMeasured: 'not measured',
    medianOf: (count: string, port: number, serverCount: number, region: string) =>
      `median of ${count} to port ${port} of ${say.count(serverCount, { one: 'health-check server', other: 'health-check servers' })} in ${region}`,
    range: (min: string, max: string) => `${min} to ${max}`,
    varies: (p95: string, jitter: string) =>
      `95 of 100 below ${p95}; varies by ${jitter} from one to the next`,
    lostOf: (lost: number, sent: number) => `${say.number(lost)} of ${say.number(sent)}`,
    passes: (bytes: string) => `${bytes} pass`,
    needed: (bytes: string) => `${bytes} are needed`,
    noMethod: 'no method could tell',
    methods: (names: string) => `measured by ${names}`,
    hole: 'larger packets vanish without an answer',
    method: {
      'icmp-df': 'ping',
      'quic-ladder': 'QUIC',
      'https-large': 'a large HTTPS request',
      'full-size-tcp': 'a full-size TCP segment',
      'kernel-route': "the system's own record",
      kernel: 'the operating system',
      interface: 'the interface',
    } as Readonly<Record<string, string>>,
  },

  face: {
    you: 'You',
    helpdesk: 'Helpdesk',
    network: 'Network',
    where: 'Where',
    rule: 'Rule',
    cause: 'The cause',
    also: 'Also found',
    notices: 'Good to know',
    ports: 'What passes, by port',
    evidence: 'Evidence',
    figures: (region: string) => `Measured to ${region}`,
    notTested: 'Not tested',
    demonstration: (scenario: string) =>
      scenario === '' ? 'Demonstration: nothing was sent.' : `Demonstration (${scenario}): nothing was sent.`,
    checksIn: (region: string, done: number, all: number, span: string) =>
      done === all
        ? `${region}, ${say.count(all, checks)} in ${span}.`
        : `${region}, ${say.number(done)} of ${say.count(all, checks)} in ${span}.`,
    details: 'Details: -v',
    more: (count: number) => `and ${say.number(count)} more`,
    made: (version: string, tables: string) => `Preflight ${version}, tables ${tables}`,
    oldTables: (edition: string, date: string) =>
      `The tables (${edition}, of ${date}) are older than 12 months: names and addresses may have changed. Get a newer Preflight.`,
    bestRegion: (region: string) => `Best Region: ${region}`,
    alsoShort: 'Also',
    rules: (region: string) => `preflight rules --region ${region}, then preflight prove`,
  },
  /** Between parts of a line that are no sentence. */
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  compare: {
    same: 'Nothing that matters changed.',
    nowReady: (names: string, count: number) => `Now ${names} ${count > 1 ? 'get' : 'gets'} through.`,
    nowBlocked: (names: string, count: number) =>
      `Now ${names} ${count > 1 ? 'do' : 'does'} not get through.`,
    vpnOff: (names: string, count: number) =>
      `With the VPN off, ${names} ${count > 1 ? 'get' : 'gets'} through.`,
    vpnOn: (names: string, count: number) =>
      `With the VPN on, ${names} ${count > 1 ? 'do' : 'does'} not get through.`,
    nowBetter: (names: string, count: number) =>
      `Now ${names} ${count > 1 ? 'are' : 'is'} within the limits.`,
    nowWorse: (names: string, count: number) =>
      `Now ${names} ${count > 1 ? 'get' : 'gets'} through only with limits.`,
    verdictChanged: 'The verdict is another one.',
    causesChanged: 'The verdict is the same, the causes are others.',
    figuresMoved: 'The verdict is the same, figures moved.',
    judgedSame: 'Judged by the rules of this version, the result is the same.',
    judgedOther: 'Judged by the rules of this version, the result is another one.',
    careful: {
      request: 'Careful: A and B did not ask for the same.',
      simulated: 'Careful: A and B did not look at the same network, at least one is scripted.',
      completed: 'Careful: one of the two was cut short; what it lacks was not tested.',
    },
    what: {
      computer: 'Computer',
      os: 'System',
      network: 'Network',
      vpn: 'VPN',
      proxy: 'Proxy',
      'dns-servers': 'DNS servers',
      tables: 'Tables',
      agent: 'Preflight',
      request: 'Asked for',
      simulated: 'Looked at',
      completed: 'Run',
    },
    figure: {
      'rtt-median': 'Round trip',
      'rtt-jitter': 'Varies by',
      'loss-ratio': 'Lost',
      'path-mtu': 'Packet size',
      'dns-median': 'Name lookup',
    },
    notKnown: 'not known',
    notAsked: 'not asked',
    off: 'off',
    noProxy: 'no',
    real: 'the real network',
    whole: 'whole',
    cut: { deadline: 'the time was over', cancelled: 'stopped' } as Readonly<Record<string, string>>,
    withinNoise: 'within the noise',
    gone: 'Gone',
    added: 'New',
    graver: 'Other weight',
    sameThings: 'Same',
    checks: 'Checks that changed',
    onlyIn: (a: number, b: number) =>
      a > 0 && b > 0
        ? `${say.count(a, checks)} in A alone, ${say.number(b)} in B alone; that is no difference.`
        : `${say.count(a + b, checks)} in ${a > 0 ? 'A' : 'B'} alone; that is no difference.`,
    all: 'All: -v',
    exit: (code: number) => `exit ${say.number(code)}: a difference that matters`,
    direction: {
      better: 'B is better than A.',
      worse: 'B is worse than A.',
      mixed: 'B is better in one thing and worse in another.',
      other: 'B is neither better nor worse than A.',
    },
    untold: 'nobody can tell whether they are the same',
    thisRun: 'this run',
  },
  regions: {
    yours: (name: string, ms: string) => `Yours is the best from here: ${name}, ${ms}.`,
    best: (name: string, ms: string) => `The best Region from here: ${name}, ${ms}.`,
    slower: (name: string, cost: string, best: string, ms: string) =>
      `${name} is ${cost} slower from here than ${best} (${ms}).`,
    tied: (name: string, best: string, ms: string) => `${name} is no slower from here than ${best} (${ms}).`,
    notMeasured: (name: string, best: string, ms: string) =>
      `${name} could not be measured. The best from here: ${best}, ${ms}.`,
    stopped: 'Stopped before any Region had answered.',
    noneReached: 'No Region can be reached from here.',
    noneMeasured: 'No Region could be measured from here.',
    cause: (title: string, where: string) => `${title} (${where}).`,
    shutEverywhere: (protocol: string, port: number) => `${protocol}: TCP ${port} opened in no Region.`,
    shutHere: (protocol: string, port: number, best: string, open: string) =>
      `${protocol}: TCP ${port} did not open in ${best}; the nearest Region where it did is ${open}.`,
    region: 'Region',
    median: 'median',
    slowerBy: 'slower by',
    lost: 'lost',
    shut: 'shut',
    ends: 'ends',
    beyond: 'beyond',
    more: (count: number, low: string, high: string) =>
      `… ${say.number(count)} more, ${low} to ${high}  (--all)`,
    hidden: (count: number) => `… ${say.number(count)} more (-v)`,
    standBy: (name: string) => `Second best, for a stand-by: ${name}.`,
    tie: (ms: string, percent: string) => `Within ${ms} or ${percent} it is a tie.`,
    how: (count: number, ports: string, serverCount: number) =>
      `Median of ${say.count(count, { one: 'TCP connect', other: 'TCP connects' })} to port ${ports} of ${say.count(serverCount, { one: 'health-check server', other: 'health-check servers' })}`,
    noRoundTrip: 'No round trip could be measured',
    span: (span: string, tables: string) => `in ${span}. Tables ${tables}.`,
    noAnswer: (sent: number) => `no answer (0 of ${say.number(sent)})`,
    noServer: 'not ranked: the documents name no server to ask',
    noneAnswered: 'no health-check server answered',
    becauseOfCause: 'not measured, because of the cause above',
    untold: 'not measured',
    unreachable: 'not reachable',
  },
  /** Keys of tags. */
  keys: {
    made: (file: string, id: string) =>
      `Key ${id} is in ${file}. Give it to your computers and to the helpdesk; it never goes into a bundle.`,
    caseMade: (id: string) =>
      `Token of a case (its key: ${id}). Send it to everybody who makes a bundle for this case; keep it for "bundle summary --case".`,
  },
  /** Where no Region was given: which one is taken, and why. */
  choice: {
    line: (region: string, why: string) => `${region}: ${why}; --region for yours`,
    why: {
      client: 'the Region of the registration that the WorkSpaces client keeps here',
      'last-check': 'the Region of the last check on this computer',
      nearest: 'nearest by round trip',
      'none-answers': 'no Region answered, so the first one is checked',
    },
    measuresFirst:
      'No Region was given: check measures the health check of every Region first, by these steps, and then checks the nearest; --region for yours',
  },
  /** Why the best Region is the best. */
  best: {
    fastest: (ms: string) => `The shortest round trip: ${ms}.`,
    askedFor: (other: string, otherMs: string, ms: string, tie: string) =>
      `It is the Region asked for, and ${other} is not faster by more than ${tie} (${otherMs} against ${ms}).`,
    costs: (asked: string, ms: string) => `${asked}, which was asked for, costs ${ms} more.`,
    second: (code: string, ms: string, grade: string) => `Second best: ${code} at ${ms} (${grade}).`,
    or: (ms: string, percent: string) => `${ms} or ${percent}`,
  },
  plan: {
    headline: (steps: number, names: number, addresses: number) =>
      `A check with these options takes ${say.count(steps, { one: 'step', other: 'steps' })} and touches ${say.count(names, { one: 'name', other: 'names' })} and ${say.count(addresses, { one: 'listed address', other: 'listed addresses' })}.`,
    skipped: (count: number) =>
      `${say.count(count, { one: 'row', other: 'rows' })} of the tables would not be tested.`,
    dns: 'Addresses that DNS gives are tested as well.',
    nothingSent: 'Nothing was sent now.',
    sessions: ({ least, most, bound }: SessionsTold) =>
      say.sentences(
        `It opens at least ${say.count(least.total, { one: 'session', other: 'sessions' })} in the tables of routers and firewalls on the way (${say.number(least.tcp)} TCP, ${say.number(least.udp)} UDP, ${say.number(least.ping)} ping), more where names have several addresses or something is lost: ${say.number(most.total)} at most.`,
        bound !== null &&
          `At most ${say.number(bound.atOnce)} of them at one time, and ${say.number(bound.new)} new ones in any ${say.number(bound.inSeconds)} s.`,
      ),
    steps: (count: number) => say.count(count, { one: 'step', other: 'steps' }),
    rows: (count: number) => say.count(count, { one: 'row', other: 'rows' }),
    times: (count: number) => `${say.number(count)} times`,
    noReason: 'no reason given',
  },
  timeline: {
    kind: {
      boot: 'This computer was started',
      sleep: 'This computer went to sleep',
      resume: 'This computer woke',
      'link-lost': 'The connection to the network was lost',
      'link-found': 'Connected to the network',
      'wifi-roam': 'Wi-Fi changed to another access point',
      'route-lost': 'No way out of this network any more',
      'route-found': 'The way out is back',
      'address-lost': 'The address was not renewed',
      'vpn-down': 'The VPN went down',
      'vpn-up': 'The VPN came up',
      'dns-trouble': 'A DNS server answered badly or not at all',
      'clock-step': 'The clock was set',
      'session-start': 'The client started a session',
      'session-stream': 'The client opened the stream',
      'session-error': 'The client noted an error',
    },
    samplesLost: (lost: number, sent: number) => `${lost} of ${sent} of our samples were lost`,
    clientLines: (count: number) =>
      `${say.count(count, { one: 'other line', other: 'other lines' })} of the client's log from here on, not interpreted`,
    verdict: (word: string) => `Verdict: ${word}`,
    on: (text: string, name: string) => `${text} (${name})`,
    because: (time: string, what: string) => `${time}: ${what}, and samples were lost until it was over.`,
    before: (time: string, what: string) => `Just before, at ${time}: ${what}.`,
    nothing: 'Nothing on this computer or its network changed.',
    unknown: (read: number, all: number) => `No change was found; ${read} of ${all} sources could be read.`,
    source: {
      link: 'cable and Wi-Fi',
      network: 'routes, addresses and VPN',
      sleep: 'sleep',
      samples: 'our own samples',
      'client-log': "the client's log",
    },
    read: (read: number, all: number) => `${read} of ${all} sources could be read for the whole time`,
    unread: (names: readonly string[]) => `not: ${names.join(', ')}`,
    twice: (time: string) => `${time} came twice that day (the clocks were set back); this is the first one.`,
  },
};

/** What a terminal and a file say and the page does not: the page leaves it behind. */
export const enOfTerminal = {
  madeUpNames: (domain: string) => `made-up names under ${domain}`,
  /** Files that shape a check, before their names. */
  shaper: { config: 'config file', policy: 'policy of this computer', 'public-roots': 'roots from' },
  exit: {
    plain: (code: number) => `exit ${code}`,
    alsoAsked: (code: number, names: string, other: Protocol | null) =>
      `exit ${code}: ${names} ${other === null ? 'cannot be used' : `was asked for too (--protocol ${other} asks for ${say.protocol(other)} alone)`}`,
    canWork: (code: number) => `exit ${code}: it can work (--strict makes it 1)`,
    strict: (code: number) => `exit ${code}: ready with limits, and --strict was given`,
    interrupted: (code: number) => `exit ${code}: stopped by Ctrl-C`,
  },
  ticket: {
    title: (verdict: string) => `Preflight for Amazon WorkSpaces: ${verdict}`,
    evidence: 'Evidence',
    toDo: 'To do',
    user: 'User',
    helpdesk: 'Helpdesk',
    networkTeam: 'Network team',
    noCheck: 'no single check; see the explanation',
    context: 'Context',
    asked: 'Asked',
    machine: 'Machine',
    network: 'Network',
    time: 'Time',
    versions: 'Versions',
    report: 'Report',
    bundle: 'Bundle',
    utc: (time: string, zone: string) => `${time} (UTC); time zone of the machine: ${zone}`,
    clientVersion: (version: string) => `WorkSpaces client ${version}`,
    clientUnknown: 'WorkSpaces client, version not read',
    families: {
      none: 'no address',
      unread: 'DNS servers not read',
      servers: { one: 'DNS server', other: 'DNS servers' },
    },
    link: {
      wifi: 'Wi-Fi',
      ethernet: 'cable',
      tunnel: 'tunnel',
      loopback: 'loopback',
      other: 'another kind of interface',
      none: 'no way out',
      unread: 'interface not read',
    },
    signal: (dbm: number) => ` (signal ${dbm} dBm)`,
    allByVpn: ', all traffic through a VPN',
    noProxy: 'no proxy',
    proxy: (source: string, login: boolean) => `proxy (${source}${login ? ', with a login' : ''})`,
  },
  inspect: {
    warning: 'WARNING: this bundle is not as it was written. Do not rely on what it says.',
    problem: {
      changed: 'was changed after the bundle was made',
      missing: 'is missing',
      extra: 'does not belong to it',
    },
    more: (count: number) => `and ${say.number(count)} more`,
    machine: 'Machine',
    network: 'Network',
    when: 'When',
    hidden: 'Hidden',
    intact: 'Intact',
    evidence: 'Evidence',
    client: (version: string) => `client ${version}`,
    notKnown: 'not known',
    dns: (servers: string) => `DNS ${servers}`,
    standIns: (count: number, level: string) =>
      count === 0
        ? `nothing (level: ${level})`
        : `${say.count(count, { one: 'stand-in', other: 'stand-ins' })} (level: ${level})`,
    leftOut: (count: number) => `${say.count(count, { one: 'thing', other: 'things' })} left out`,
    tagged: (key: string, count: number) =>
      `${say.count(count, { one: 'tag', other: 'tags' })} made with key ${key}`,
    site: (name: string) => `site ${name}`,
    /** What tags tell, before they are written. */
    tagsTell: (holder: string, facts: string) =>
      `Whoever holds ${holder} can see whether two bundles ${facts}. Nobody else can.`,
    holder: { organisation: "your organisation's key", case: 'the key of this case' },
    tagFact: {
      machine: 'come from the same computer',
      dns: 'ask the same DNS server',
      gateway: 'have the same router',
      prefix: 'come from the same network',
      suffix: 'have the same DNS suffix',
      ssid: 'are in the same Wi-Fi',
      vpn: 'use the same kind of VPN',
      proxy: 'go through the same proxy',
      public: 'come from the same public network',
    } as Readonly<Record<string, string>>,
    siteTold: (name: string) => `It names your site: ${name}.`,
    noTags: 'No tags: there is no key, so nobody can tell which bundles belong together.',
    isIntact: (count: number) =>
      `yes: ${say.number(count)} of ${say.count(count, { one: 'file matches its digest', other: 'files match their digests' })}`,
    notIntact: (count: number) =>
      `no: ${say.count(count, { one: 'file is', other: 'files are' })} not as written`,
    noEvidence: 'none that this version can read',
    steps: (count: number) => say.count(count, { one: 'step', other: 'steps' }),
    judgedBy: (version: string) => `Judged by ${version}.`,
    judgedAgain: (tables: string) => `Judged again by this version, tables ${tables}.`,
    written: (name: string, files: number, size: string, level: string, sha256: string) =>
      `Bundle ${name}: ${say.count(files, { one: 'file', other: 'files' })}, ${size}, redaction "${level}", SHA-256 ${sha256}. Nothing was sent: pass it on yourself.`,
    wouldHave: (name: string, files: number, bytes: number) =>
      `${name} would have ${say.count(files, { one: 'file', other: 'files' })}, ${say.bytes(bytes)}. Nothing was written.`,
    standInWords: (words: string) => `Stand-ins: ${words}`,
    staysOut: ' (stays out)',
    cutHere: '[cut here for this preview]',
    hints: 'Files: --files; everything: -v; judge again: --rejudge',
    files: 'Files',
    file: (bytes: number, records: number | null) =>
      `${say.bytes(bytes)}${records === null ? '' : `, ${say.count(records, { one: 'record', other: 'records' })}`}`,
    notInside: (what: string, why: string) => `not inside: ${what} (${why})`,
  },
  /** The page of a folder to which many computers write. */
  fleet: {
    machines: 'Machines',
    when: 'When',
    site: 'Site',
    machine: 'Machine',
    verdict: 'Verdict',
    causes: 'Causes',
    file: 'File',
    runs: (count: number) => say.count(count, { one: 'run', other: 'runs' }),
    arrivals: (first: string, last: string, most: number) =>
      `First bad run of each machine, ${first} to ${last}; at most ${say.number(most)} in ten minutes`,
    foot: 'Times are corrected by the clocks of servers; "~" is the time of the file. A difference need not be the reason.',
    read: (files: number, opened: number) =>
      `${say.count(files, { one: 'file', other: 'files' })}, ${say.number(opened)} of them opened; the rest is as it was.`,
    noIndex: (why: string) => `The index could not be written (${why}): the next time takes as long.`,
  },
  summary: {
    bundles: (count: number) => say.count(count, { one: 'bundle', other: 'bundles' }),
    verdicts: {
      ready: 'ready',
      degraded: 'ready with limits',
      'not-ready': 'not ready',
      unknown: 'could not tell',
    } satisfies Record<Verdict, string>,
    by: {
      cause: 'By cause',
      site: 'By site',
      region: 'By Region',
      version: 'By version',
      time: 'By time',
    },
    machines: (count: number) => say.count(count, { one: 'machine', other: 'machines' }),
    upTo: (count: number) => `up to ${say.count(count, { one: 'machine', other: 'machines' })}`,
    atMost: (known: string, more: number) => `${known} and at most ${say.number(more)} more`,
    mostly: (cause: string) => `mostly ${cause}`,
    someOf: (cause: string, have: number, of: number) =>
      `${cause} at ${say.number(have)} of ${say.number(of)}`,
    nothing: 'Nothing found',
    untold: 'Could not tell',
    noSite: 'Site not known',
    site: (marker: string) => `Network ${marker}`,
    lead: (machines: string, cause: string) => `${machines}: ${cause}`,
    since: (time: string, sure: boolean) => (sure ? `since ${time}` : `since ${time} or earlier`),
    allWell: (machines: string) => `No cause at any of ${machines}.`,
    /** What a statement says that the machines have. */
    share: {
      dns: (value: string, hidden: boolean) =>
        hidden ? `ask one DNS server (tag ${value})` : `ask DNS ${value}`,
      gateway: (value: string, hidden: boolean) =>
        hidden ? `have one router (tag ${value})` : `have the router ${value}`,
      prefix: (value: string, hidden: boolean) =>
        hidden ? `are in one network (tag ${value})` : `are in the network ${value}`,
      suffix: (value: string, hidden: boolean) =>
        hidden ? `have one DNS suffix (tag ${value})` : `have the DNS suffix ${value}`,
      ssid: (value: string, hidden: boolean) =>
        hidden ? `are in one Wi-Fi (tag ${value})` : `are in the Wi-Fi ${value}`,
      vpn: (value: string, hidden: boolean) => `have one kind of VPN (${hidden ? 'tag ' : ''}${value})`,
      proxy: (value: string, hidden: boolean) =>
        hidden ? `go through one proxy (tag ${value})` : `go through the proxy ${value}`,
      public: (value: string, hidden: boolean) =>
        `come from one public network (${hidden ? 'tag ' : ''}${value})`,
      site: (value: string) => `are at ${value}`,
      'vpn-on': (value: string) => `have the VPN ${value}`,
      'proxy-kind': (value: string) =>
        value === 'none' ? 'have no proxy' : value === 'pac' ? 'have a proxy script' : 'have a proxy',
      os: (value: string) => `run ${value}`,
      client: (value: string) => `have the client ${value}`,
      region: (value: string) => `were checked for ${value}`,
      agent: (value: string) => `were checked by Preflight ${value}`,
      protocol: (value: string) => `were checked for ${value.toUpperCase()}`,
    } as Readonly<Record<string, (value: string, hidden: boolean) => string>>,
    other: (kind: string, value: string) => `have the same ${kind} (${value})`,
    statement: (what: string, a: number, b: number, c: number, d: number) =>
      `${a === b ? 'All' : 'Most'} ${what}: ${say.number(a)} of ${say.number(b)} with the cause, ${say.number(c)} of ${say.number(d)} without.`,
    noStatement: 'They have nothing in common that the others lack.',
    tooFew: 'Too few machines to say what they have in common.',
    needNot: 'A difference need not be the reason.',
    readyBefore: (have: number, of: number, span: string) =>
      `${have === of ? `All ${say.number(of)}` : `${say.number(have)} of ${say.number(of)}`} were ready before, last at ${span}.`,
    notCounted: (duplicates: number, demonstrations: number, unreadable: number) =>
      `Not counted: ${say.count(duplicates, { one: 'duplicate', other: 'duplicates' })}, ${say.count(demonstrations, { one: 'demonstration', other: 'demonstrations' })}, ${say.number(unreadable)} unreadable.`,
    counted: (machines: string, bundles: string, span: string) => `${machines} (${bundles}), ${span}`,
    outside: (count: number) =>
      `${say.count(count, { one: 'run is', other: 'runs are' })} outside this time: --since and --until choose another.`,
    untagged: (count: number) =>
      `${say.count(count, { one: 'bundle was', other: 'bundles were' })} made without a key: nobody can tell which are of one machine or one network ("bundle key new").`,
    noKey: (ids: string) => `Made with a key that was not given (${ids}): --key names sites and servers.`,
    oddTimes: (count: number) => `No usable time, so left out of every "since" (${say.number(count)})`,
    odd: {
      'no-time': 'no time that is one',
      'far-from-file': 'its time is more than a day from that of the file',
    },
    duplicates: (count: number) => `The same run twice (${say.number(count)})`,
    duplicateOf: (file: string, of: string) => `${file}: as ${of}`,
    members: (cause: string, count: number) =>
      `${cause}: ${say.count(count, { one: 'bundle', other: 'bundles' })}`,
    noMembers: (cause: string) => `No bundle has the cause ${cause}.`,
    others: 'others',
    span: (first: string, last: string) => `${first} to ${last}`,
    more: (count: number) => `and ${say.number(count)} more`,
    changed: (count: number) => `Changed after they were written (${say.number(count)})`,
    unreadable: (count: number) => `Not readable (${say.number(count)})`,
  },
  merge: {
    head: (sites: number, rules: number, differ: number) =>
      `${say.count(sites, { one: 'site', other: 'sites' })}, ${say.count(rules, { one: 'rule', other: 'rules' })}; ${say.number(differ)} differ`,
    sites: (count: number) => say.count(count, { one: 'site', other: 'sites' }),
    key: [
      'o open, X refused, . silent (on UDP that proves nothing), - not tested,',
      'blank: not asked there',
    ],
    different: 'DIFFERENT',
    same: 'NO DIFFERENCE SEEN',
    state: { open: 'open', closed: 'refused', silent: 'silent', 'not-tested': 'not tested' },
    port: 'port',
    destination: 'destination',
    cutShort: 'not completed',
    simulated: 'SIMULATED: no network was asked',
    tables: 'Made with different tables:',
    overlay: (edition: string, overlay: string) => `${edition} with overlay ${overlay}`,
  },
  repeat: {
    runs: (count: number) => say.count(count, { one: 'run', other: 'runs' }),
    inRuns: (title: string, seen: number, all: number, numbers: string) =>
      `${title}: in ${say.number(seen)} of ${say.count(all, { one: 'run', other: 'runs' })} (${numbers})`,
    failedIn: (seen: number, all: number) =>
      `failed in ${say.number(seen)} of ${say.count(all, { one: 'run', other: 'runs' })}`,
    statusIn: (status: string, seen: number) => `${status} in ${say.number(seen)}`,
    ofRuns: (parts: string, all: number) => `${parts} of ${say.count(all, { one: 'run', other: 'runs' })}`,
    more: (count: number) => `and ${say.count(count, checks)} more that come and go`,
  },
  /** What a watch says in a terminal. */
  watch: {
    /** How it stands, and since when. */
    now: (verdict: string, span: string) => `${verdict} now, for ${span}.`,
    waiting: 'The first check goes on.',
    ends: 'Ctrl+C ends',
    span: (minutes: number) =>
      minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
    notWatched: 'not watched',
    median: 'ms',
    lost: 'lost',
    nowMark: 'now',
    last: ({ ms, lost, sent, ago }: { ms: string; lost: number; sent: number; ago: string }) =>
      `last: ${ms}, ${lost} of ${sent} lost, ${ago} ago`,
    nextRun: (time: string) => `next run ${time}`,
    packets: (count: number) => `${count} packets in the last minute`,
    paused: {
      battery: 'on battery: a full check only after a change of the network',
      metered: 'paused: this line is paid by volume',
    },
    network: {
      address: 'The addresses of this computer changed.',
      resume: 'This computer woke.',
      'clock-step': 'The clock was set.',
    },
    change: { active: (title: string) => title, gone: (title: string) => `Over: ${title}` },
    crashed: (what: string) => `A run failed by a fault of ours: ${what}`,
    notKept: (what: string) => `A file could not be written: ${what}`,
    metricsAt: (url: string) => `Metrics are at ${url}`,
    drop: (what: string) =>
      `By the policy of this computer, a bundle goes by itself when the cause changes, to ${what}. Each one stands in the list of the data folder, drop/left.jsonl.`,
    dropLeft: (place: string, kilobytes: number) =>
      `A bundle of ${kilobytes} kB went to ${place}, by the policy of this computer.`,
    dropFailed: (place: string, reason: string) =>
      `The bundle could not go to ${place} (${reason}); it is tried again later.`,
    otherRun: 'Another check runs on this computer; waiting for its end.',
  },
};

/** What every language has to say. */
export type PageVocabulary = typeof en;
export type TerminalVocabulary = typeof enOfTerminal;
export type Vocabulary = PageVocabulary & TerminalVocabulary;
