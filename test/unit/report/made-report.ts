/** Reports made by hand from the schema: a healthy one and one with PCoIP blocked. What a test needs different it overrides. */
import type { Check } from '../../../src/reading/check.ts';
import type { Finding } from '../../../src/report/finding.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { limitsOf } from '../../../src/judge/limits.ts';
import type { Cell, LaneTruth, Truth } from '../../../src/judge/truth.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import type { Report } from '../../../src/report/report.ts';

const HEALTH_CHECK = 'drp-iad.amazonworkspaces.com';

export function madeCheck(over: Partial<Check> = {}): Check {
  return {
    id: 'us-east-1/health-check/tcp-4172/3.209.215.252',
    group: 'streaming',
    category: 'healthCheck',
    need: 'essential',
    region: 'us-east-1',
    target: { host: HEALTH_CHECK, address: '3.209.215.252', port: 4172, transport: 'tcp' },
    status: 'pass',
    state: 'open',
    startMs: 12.0,
    durationMs: 40.2,
    failure: null,
    notTestedBecause: null,
    evidence: {},
    ...over,
  };
}

export function madeFinding(over: Partial<Finding> = {}): Finding {
  return {
    id: 'pcoip/tcp-blocked@us-east-1',
    code: 'pcoip/tcp-blocked',
    severity: 'error',
    side: 'path',
    protocols: ['pcoip'],
    region: 'us-east-1',
    params: {
      port: 4172,
      addresses: ['3.209.215.252', '3.212.50.30'],
      servers: 2,
      fallback443: null,
      byProxy: null,
      byThisMachine: false,
    },
    title: 'PCoIP is blocked: TCP 4172 does not get through',
    explanation:
      'A firewall, the VPN or the Internet provider drops everything sent to the port that PCoIP uses. From here nobody can see which of the three.',
    checks: ['us-east-1/health-check/tcp-4172/3.209.215.252', 'us-east-1/health-check/tcp-4172/3.212.50.30'],
    explains: [],
    remedies: {
      user: 'Switch the VPN off, if you may, and check again. Or use a phone hotspot. If that helps, tell your helpdesk: "port 4172 is blocked".',
      helpdesk:
        'First broken layer: TCP 4172, filtered. DNS, proxy and sign-in pass. Look up the protocol of the WorkSpace: only PCoIP is hit.',
      network:
        'Allow outbound TCP and UDP 4172, stateful, to the ranges of the Region and its health-check servers.',
    },
    sources: ['Amazon WorkSpaces Administration Guide, "Ports for client applications"'],
    ...over,
  };
}

export function madeRegion(over: Partial<RegionFigures> = {}): RegionFigures {
  return {
    code: 'us-east-1',
    name: 'US East (N. Virginia)',
    reachable: true,
    rank: 1,
    scoreMs: 40.2,
    rtt: {
      method: 'tcp-connect',
      port: 4172,
      sent: 60,
      received: 60,
      lossRatio: 0,
      minMs: 40.1,
      medianMs: 40.3,
      p95Ms: 41.0,
      maxMs: 41.0,
      jitterMs: 0.2,
      servers: [
        { address: '3.209.215.252', sent: 10, received: 10, medianMs: 40.3, samplesMs: [40.2, 40.3] },
      ],
    },
    grade: 'optimal',
    bands: { pcoip: 'best', dcv: 'best' },
    mtu: {
      requiredBytes: 1200,
      pathMtuBytes: 1500,
      interfaceMtuBytes: 1500,
      interface: 'eth0',
      target: '3.209.215.252',
      family: 4,
      methods: ['icmp-df'],
      blackHole: false,
      verdict: 'pass',
    },
    streaming: { pcoip: { open: 6, tested: 6 }, dcv: { open: 6, tested: 6 } },
    ...over,
  };
}

const CHECKS: readonly Check[] = [
  madeCheck({
    id: 'dns/connectivity.amazonworkspaces.com',
    group: 'dns',
    category: 'connectivityCheck',
    region: null,
    target: { host: 'connectivity.amazonworkspaces.com', address: null, port: null, transport: null },
    state: null,
    durationMs: 8.1,
  }),
  madeCheck({
    id: 'https/connectivity.amazonworkspaces.com',
    group: 'https',
    category: 'connectivityCheck',
    region: null,
    target: { host: 'connectivity.amazonworkspaces.com', address: null, port: 443, transport: 'tcp' },
    durationMs: 121.4,
  }),
  madeCheck(),
  madeCheck({ id: 'us-east-1/health-check/tcp-4172/3.212.50.30' }),
  madeCheck({
    id: 'us-east-1/health-check/udp-4172/3.209.215.252',
    target: { host: HEALTH_CHECK, address: '3.209.215.252', port: 4172, transport: 'udp' },
    status: 'unproven',
    state: 'open|filtered',
    failure: { code: 'no-reply', operation: 'receive', detail: null },
  }),
];

export function madeReport(over: Partial<Report> = {}): Report {
  return {
    schema: 'preflight.report/1',
    id: '6f1f2a3e-8a55-4a53-9c55-0d7a1a0c8f11',
    createdAt: '2026-11-20T10:31:12.000Z',
    durationMs: 14210.4,
    completed: true,
    completedBecause: null,
    simulated: false,
    scenario: null,
    criticalPathMs: 11800.2,
    agent: {
      name: 'preflight',
      version: '0.1.0',
      platform: 'linux',
      arch: 'x64',
      runtime: 'node 20.20.2',
    },
    tables: { edition: '2025-08', sha256: 'ab'.repeat(32), overlay: null },
    request: {
      regions: ['us-east-1'],
      allRegions: false,
      protocols: ['pcoip', 'dcv'],
      profile: 'client',
      samples: 10,
      deadlineMs: 60000,
      directoryId: null,
      registrationName: null,
      also: [],
      require: [],
      proxyMode: 'auto',
      stun: null,
      localDiscovery: false,
      assumeUdpAnswers: false,
      customRoots: false,
      systemTrust: 'auto',
    },
    host: {
      os: { platform: 'linux', release: '6.18', name: 'Debian 12', arch: 'x64' },
      hostName: 'desk-12',
      timezone: 'Europe/Berlin',
      interfaces: [],
      defaultGateways: [],
      hasIpv4: true,
      hasIpv6: false,
      dnsServers: [],
      proxy: {
        source: 'none',
        httpsProxy: null,
        hasCredentials: false,
        bypass: [],
        pacUrl: null,
        problem: null,
      },
      wifi: null,
      unread: {},
      vpn: null,
      client: null,
    },
    verdict: 'ready',
    summary: 'Ready. PCoIP and DCV both get through.',
    protocols: {
      pcoip: { verdict: 'ready', transport: 'udp', udpProof: 'proved', band: 'best', forecast: null },
      dcv: { verdict: 'ready', transport: 'quic', udpProof: 'proved', band: 'best', forecast: null },
    },
    regions: [madeRegion()],
    bestRegion: { code: 'us-east-1', reasons: ['shortest round trip'] },
    decidingRegion: 'us-east-1',
    checks: [...CHECKS],
    findings: [],
    language: 'en',
    truth: healthyTruth(),
    limits: limitsOf(loadTables()),
    ...over,
  };
}

const LANE: LaneTruth = {
  state: 'open',
  limit: null,
  side: null,
  sideProven: false,
  before: false,
  because: null,
  medianMs: 40.3,
};

function madeCell(over: Partial<Cell>): Cell {
  return {
    ...{ role: 'health-check', port: 4172, transport: 'tcp', protocol: 'pcoip', state: 'open', limit: null },
    ...{ counts: { planned: 6, tested: 6, passed: 6 }, because: null },
    ...over,
  };
}

function healthyTruth(): Truth {
  return {
    cells: [
      madeCell({ role: 'names', port: 53, transport: 'udp', protocol: null }),
      madeCell({ role: 'connectivity', port: 443, protocol: null }),
      madeCell({}),
      madeCell({ port: 4195, protocol: 'dcv' }),
    ],
    lanes: { 'sign-in': { ...LANE, medianMs: null }, pcoip: LANE, dcv: LANE },
  };
}

function blockedTruth(): Truth {
  const { cells, lanes } = healthyTruth();
  const because = madeFinding().id;
  const cut: LaneTruth = { ...LANE, state: 'cut', side: 'path', because, medianMs: null };
  const silent = { state: 'silent', counts: { planned: 2, tested: 2, passed: 0 }, because } as const;
  return {
    cells: cells.map((cell) => (cell.port === 4172 ? { ...cell, ...silent } : cell)),
    lanes: { ...lanes, pcoip: cut },
  };
}

/** PCoIP's port is silent, DCV works, and the gateways were not tried because of it. */
export function blockedReport(over: Partial<Report> = {}): Report {
  const finding = madeFinding();
  const silent = { code: 'connection-timeout', operation: 'connect', detail: null } as const;
  const failed = CHECKS.map((check) =>
    finding.checks.includes(check.id)
      ? { ...check, status: 'fail' as const, state: 'filtered' as const, failure: silent }
      : check,
  );
  const untested = ['52.23.61.7', '3.217.228.9'].map((address) =>
    madeCheck({
      id: `us-east-1/gateway/tcp-4172/${address}`,
      category: null,
      need: null,
      target: { host: null, address, port: 4172, transport: 'tcp' },
      status: 'not-tested',
      state: null,
      startMs: null,
      durationMs: null,
      notTestedBecause: {
        reason: 'dependency-failed',
        check: finding.checks[0] ?? null,
        finding: finding.id,
        text: 'the port is blocked',
      },
    }),
  );
  return madeReport({
    verdict: 'degraded',
    summary: 'PCoIP is blocked here. DCV is ready.',
    truth: blockedTruth(),
    protocols: {
      pcoip: {
        verdict: 'not-ready',
        transport: 'none',
        udpProof: 'not-tested',
        band: 'best',
        forecast: null,
      },
      dcv: { verdict: 'ready', transport: null, udpProof: 'unproven', band: 'best', forecast: null },
    },
    checks: [...failed, ...untested],
    findings: [
      finding,
      madeFinding({
        id: 'tables/drift@us-east-1',
        code: 'tables/drift',
        severity: 'notice',
        side: 'us',
        protocols: ['pcoip', 'dcv'],
        params: {},
        title: 'drp-iad.amazonworkspaces.com has an address that the tables do not list',
        checks: [],
      }),
    ],
    ...over,
  });
}

export const HOSTILE =
  '\u001b[31mred\u001b]0;title\u0007<script>alert("x")</script>\n=cmd()|\u009b2J\u202e[a](http://e)`';

/** Every string that a stranger can write is hostile. */
export function hostileReport(): Report {
  const target = { host: HOSTILE, address: '203.0.113.9', port: 443, transport: 'tcp' } as const;
  const failure = { code: 'tls-unknown-authority', operation: 'tls-handshake', detail: HOSTILE } as const;
  return blockedReport({
    summary: HOSTILE,
    simulated: true,
    scenario: HOSTILE,
    checks: [
      madeCheck({
        id: `=HYPERLINK("x")${HOSTILE}`,
        target,
        failure,
        status: 'fail',
        evidence: { issuer: HOSTILE },
      }),
      madeCheck({ id: 'warned', target, failure, status: 'warn', state: null }),
      madeCheck({
        id: 'untested',
        target,
        status: 'not-tested',
        notTestedBecause: { reason: 'deadline', check: null, finding: HOSTILE, text: HOSTILE },
      }),
    ],
    findings: [
      madeFinding({
        title: HOSTILE,
        explanation: HOSTILE,
        region: HOSTILE,
        checks: [`=HYPERLINK("x")${HOSTILE}`],
        params: { issuer: HOSTILE },
        remedies: { user: HOSTILE, helpdesk: HOSTILE, network: HOSTILE },
        sources: [HOSTILE],
      }),
      madeFinding({ id: 'n', severity: 'notice', title: HOSTILE, code: HOSTILE, checks: [] }),
    ],
    regions: [
      madeRegion({ name: HOSTILE, code: HOSTILE }),
      madeRegion({ code: 'eu-west-1', name: HOSTILE, rtt: null, rank: null }),
    ],
    bestRegion: { code: HOSTILE, reasons: [HOSTILE] },
  });
}

/** What such a report would have been judged from: no step was taken. */
export function madeRecord(report: Report): RunRecord {
  const { id, createdAt, durationMs, completed, completedBecause, simulated, agent, request, host } = report;
  const facts = { id, createdAt, durationMs, completed, completedBecause, simulated, agent, request, host };
  return { ...facts, scenario: null, steps: [], observations: {} };
}
