/**
 * Every reader of strangers' bytes, with good inputs to damage and the one way in which it may refuse. `npm run fuzz` feeds them a million inputs,
 * `npm test` a few hundred of each; both from a seed.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { Duplex, duplexPair } from 'node:stream';
import tls from 'node:tls';
import dnsPacket, { type Answer } from 'dns-packet';
import { BundleError } from '../../src/bundle/bundle-error.ts';
import { derTexts } from '../../src/bundle/der-texts.ts';
import { makeBundle } from '../../src/bundle/make-bundle.ts';
import { openBundle } from '../../src/bundle/open-bundle.ts';
import { configSchema, optionsOfConfig } from '../../src/cli/config-file.ts';
import { parseBoundedJson } from '../../src/core/bounded-json.ts';
import { readMessage } from '../../src/net/dns/dns-message.ts';
import { exchange } from '../../src/net/https/https-exchange.ts';
import { openTls } from '../../src/net/https/https-tls.ts';
import { decodePac } from '../../src/net/proxy/pac-file.ts';
import { loadPac, PacError, parsePacAnswer } from '../../src/net/proxy/pac.ts';
import { judgePath } from '../../src/net/trust/trust-path.ts';
import { makeQuicProbe, readVersionNegotiation } from '../../src/probes/quic-packet.ts';
import { makeBindingRequest, readBindingReply } from '../../src/probes/stun-message.ts';
import { applyOverlay } from '../../src/regions/overlay.ts';
import { overlay } from '../../src/regions/overlay-schema.ts';
import { loadTables } from '../../src/regions/tables.ts';
import { acceptReport } from '../../src/report/accept-report.ts';
import { renderCsv } from '../../src/report/render-csv.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { audit } from '../../src/rules/audit/audit.ts';
import { auditContext } from '../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../src/rules/audit/read-audit-text.ts';
import { issue } from '../loopback/certificates.ts';
import { blockedReport, madeReport } from '../unit/report/made-report.ts';

export interface Target {
  /** Of a full run of a million. */
  readonly inputs: number;
  readonly seeds: () => Promise<readonly Uint8Array[]> | readonly Uint8Array[];
  /** Read word by word and line by line: damage keeps to that, mostly. */
  readonly isLanguage?: true;
  /** Throws (rejects) for a fault alone: whatever a reader may refuse, it refuses here. */
  readonly feed: (bytes: Uint8Array) => unknown;
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const filesIn = (folder: string, names: RegExp): readonly Uint8Array[] =>
  readdirSync(folder)
    .filter((name) => names.test(name))
    .map((name) => readFileSync(join(folder, name)));

const FIREWALLS = 'test/fixtures/firewalls';
const tables = loadTables();
const { signal } = new AbortController();
const NAME = 'drp-fra.amazonworkspaces.com';
const ID = 4711;

let audits = 0;
let context: ReturnType<typeof auditContext> | null = null;

/** Reading is cheap and judging is not: every fiftieth file that could be read is judged. */
function auditText(bytes: Uint8Array): void {
  const file = readAuditText(textOf(bytes));
  audits += 1;
  if (typeof file === 'string' || audits % 50 !== 0) return;
  context ??= auditContext(tables, {
    regions: ['eu-central-1'],
    protocols: ['pcoip', 'dcv'],
    profile: 'client',
    withAga: false,
    withFips: false,
    withIpv6: false,
    directoryId: null,
  });
  audit(file, context);
}

function dnsSeeds(): readonly Uint8Array[] {
  const answers: Answer[] = [
    { type: 'CNAME', name: NAME, ttl: 20, data: 'b.example' },
    { type: 'A', name: 'b.example', ttl: 60, data: '192.0.2.1' },
    { type: 'AAAA', name: 'b.example', ttl: 60, data: '2001:db8::1' },
    { type: 'TXT', name: NAME, ttl: 60, data: ['abc', 'def'] },
    { type: 'SOA', name: 'example', ttl: 60, data: soa },
  ];
  const questions: dnsPacket.Question[] = [{ type: 'A', name: NAME }];
  return [1, 2, 3, 5].map((count) =>
    dnsPacket.encode({ type: 'response', id: ID, questions, answers: answers.slice(0, count) }),
  );
}
const soa = {
  mname: 'ns.example',
  rname: 'who.example',
  serial: 1,
  refresh: 1,
  retry: 1,
  expire: 1,
  minimum: 1,
};

const BINDING = makeBindingRequest();
function stunSeeds(): readonly Uint8Array[] {
  const mapped = Buffer.from([0, 0x20, 0, 8, 0, 1, 0x21, 0x12, 0xe1, 0xba, 0xa5, 0x42]);
  const software = Buffer.from([0x80, 0x22, 0, 4, 0x61, 0x62, 0x63, 0x64]);
  return [[mapped], [software, mapped], [mapped, software]].map((attributes) => {
    const body = Buffer.concat(attributes);
    const head = Buffer.from(BINDING);
    head.writeUInt16BE(0x0101, 0);
    head.writeUInt16BE(body.length, 2);
    return Buffer.concat([head, body]);
  });
}

const PROBE = makeQuicProbe();
function quicSeeds(): readonly Uint8Array[] {
  const ids = [PROBE.sourceId, PROBE.destinationId].flatMap((id) => [id.length, ...id]);
  return [4, 8, 32].map((bytes) =>
    Buffer.concat([Buffer.from([0x80, 0, 0, 0, 0, ...ids]), Buffer.alloc(bytes, 0x1a)]),
  );
}

/** What a TLS 1.2 server answers to a hello: its hello, its chain and its key in the clear. */
async function tlsSeeds(): Promise<readonly Uint8Array[]> {
  const root = issue({ commonName: 'root.example', ca: true, issuer: null });
  const leaf = issue({ commonName: 'leaf.example', dnsNames: ['leaf.example'], issuer: root });
  const [client, server] = duplexPair();
  const flight: Buffer[] = [];
  const told = new Promise<void>((resolve) => {
    const write = server.write.bind(server);
    Object.assign(server, {
      write: (chunk: Buffer, ...rest: never[]) => {
        flight.push(Buffer.from(chunk));
        setImmediate(resolve);
        return write(chunk, ...rest);
      },
    });
  });
  const secured = new tls.TLSSocket(server, {
    isServer: true,
    secureContext: tls.createSecureContext({
      key: leaf.keyPem,
      cert: `${leaf.certificatePem}\n${root.certificatePem}`,
      maxVersion: 'TLSv1.2',
    }),
  });
  secured.on('error', () => undefined);
  const asked = tls.connect({ socket: client, servername: 'leaf.example', rejectUnauthorized: false });
  asked.on('error', () => undefined);
  await told;
  await new Promise((resolve) => setTimeout(resolve, 100));
  asked.destroy();
  return [Buffer.concat(flight)];
}

const CONTEXT = tls.createSecureContext({ minVersion: 'TLSv1.2' });

/** A stream that answers the first thing it is told with these bytes and then ends. */
function answering(bytes: Uint8Array): Duplex {
  let told = false;
  const stream: Duplex = new Duplex({
    read: () => undefined,
    write: (_chunk, _encoding, done) => {
      if (!told) {
        stream.push(Buffer.from(bytes));
        stream.push(null);
      }
      told = true;
      done();
    },
  });
  stream.on('error', () => undefined);
  return stream;
}

async function feedTls(bytes: Uint8Array): Promise<void> {
  const { socket } = await openTls(
    answering(bytes),
    { host: 'leaf.example', context: CONTEXT },
    { timeoutMs: 1000, signal },
  );
  socket?.destroy();
}

function feedCertificate(bytes: Uint8Array): void {
  derTexts(Buffer.from(bytes));
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(bytes);
  } catch {
    return;
  }
  judgePath([certificate], [], new Date());
}

const HTTP = [
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: Sun, 29 Nov 2026 10:00:00 GMT\r\nServer: x\r\n\r\nok',
  'HTTP/1.1 302 Found\r\nLocation: http://portal.example/login?x=1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nProxy-Authenticate: NTLM\r\nConnection: close\r\n\r\n',
  'HTTP/1.0 511 Network Authentication Required\r\n\r\n<title>Sign in</title>',
];

async function feedHttp(bytes: Uint8Array): Promise<void> {
  const request = { origin: 'http://leaf.example', path: '/', headers: {} };
  await exchange(answering(bytes), request, { timeoutMs: 1000, signal });
}

const OVERLAY = {
  schema: 'preflight.overlay/1',
  name: 'ours',
  date: '2026-11-29',
  changes: [
    {
      action: 'add',
      region: 'eu-central-1',
      fact: 'healthCheck.addresses',
      value: '203.0.113.7',
      why: 'measured',
    },
    {
      action: 'replace',
      region: 'eu-central-1',
      fact: 'healthCheck.host',
      value: 'a.example',
      with: 'b.example',
      why: 'moved',
    },
    { action: 'verify-udp', region: 'eu-central-1', protocols: ['dcv'], why: 'calibrated' },
    {
      action: 'add-region',
      region: 'eu-north-9',
      name: 'EU (Nowhere)',
      partition: 'aws',
      airport: 'nwh',
      protocols: ['dcv'],
      why: 'new',
    },
  ],
};

const CONFIG = {
  regions: ['eu-central-1'],
  protocols: ['dcv'],
  profile: 'client',
  also: ['idp.example:8443'],
  overlay: 'ours.json',
  calibration: ['a.json', 'b.json'],
  samples: 10,
  strict: true,
};

async function feedBundle(bytes: Uint8Array): Promise<void> {
  try {
    await openBundle(bytes);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
  }
}

function bundleSeeds(): readonly Uint8Array[] {
  return [madeReport(), blockedReport()].map((report) => {
    const { id, createdAt, durationMs, completed, completedBecause, simulated, agent, request, host } =
      report;
    const of = { id, createdAt, durationMs, completed, completedBecause, simulated, scenario: null };
    const record = { ...of, agent, request, host, steps: [], observations: {} };
    const identity = { userNames: ['jane.doe'], hostNames: ['laptop'], domains: [] };
    const input = { report, record, tables, identity, secrets: [], clientLogs: [], createdAt };
    return makeBundle(input, { level: 'standard', leaveOut: [], putIn: [] }).bytes;
  });
}

let reports = 0;
function feedReport(bytes: Uint8Array): void {
  const json = parseBoundedJson(textOf(bytes));
  const accepted = json.ok ? acceptReport(json.value) : { ok: false as const };
  reports += 1;
  if (!accepted.ok || reports % 10 !== 0) return;
  renderHtml(accepted.report);
  renderCsv(accepted.report);
}

function feedOverlay(bytes: Uint8Array): void {
  const json = parseBoundedJson(textOf(bytes));
  const parsed = overlay.safeParse(json.ok ? json.value : null);
  if (parsed.success) applyOverlay(tables, { value: parsed.data, sha256: '0'.repeat(64) });
}

function feedConfig(bytes: Uint8Array): void {
  const json = parseBoundedJson(textOf(bytes));
  const parsed = configSchema.safeParse(json.ok ? json.value : null);
  if (parsed.success) optionsOfConfig(parsed.data, '/');
}

const NO_NAMES = {
  lookup: () => Promise.resolve({ addresses: [], durationMs: 1, failure: null }),
};

async function feedPac(bytes: Uint8Array): Promise<void> {
  try {
    const pac = await loadPac(decodePac(bytes), { dns: NO_NAMES, platform: 'win32', signal });
    parsePacAnswer(await pac.find('drp-fra.amazonworkspaces.com', signal));
  } catch (error) {
    if (!(error instanceof PacError)) throw error;
  }
}

const PAC_ANSWERS = [
  'PROXY a.example:8080; SOCKS5 b.example:1080; DIRECT',
  'HTTPS [2001:db8::1]:8443 ;DIRECT',
  'direct',
];

/** One input that takes longer stands still: wall clock, on a machine with other work. The watchdog of the program ends a main thread after as long. */
export const SLOWEST_MS = 20_000;

export const TARGETS: Readonly<Record<string, Target>> = {
  dns: {
    inputs: 260_000,
    seeds: dnsSeeds,
    feed: (bytes) => readMessage(bytes, { name: NAME, type: 'A' }, [1, ID]),
  },
  stun: { inputs: 240_000, seeds: stunSeeds, feed: (bytes) => readBindingReply(bytes, BINDING) },
  quic: { inputs: 240_000, seeds: quicSeeds, feed: (bytes) => readVersionNegotiation(bytes, PROBE) },
  tls: { inputs: 10_000, seeds: tlsSeeds, feed: feedTls },
  certificate: {
    inputs: 80_000,
    seeds: () => tls.rootCertificates.slice(0, 12).map((pem) => new X509Certificate(pem).raw),
    feed: feedCertificate,
  },
  http: { inputs: 20_000, seeds: () => HTTP.map(bytesOf), feed: feedHttp },
  'pac answer': {
    inputs: 80_000,
    seeds: () => PAC_ANSWERS.map(bytesOf),
    feed: (bytes) => parsePacAnswer(textOf(bytes)),
  },
  'pac script': {
    inputs: 1_000,
    isLanguage: true,
    seeds: () => filesIn('test/fixtures/pac', /\.pac$/),
    feed: feedPac,
  },
  zip: { inputs: 8_000, seeds: bundleSeeds, feed: feedBundle },
  report: {
    inputs: 24_000,
    seeds: () => [madeReport(), blockedReport()].map((report) => bytesOf(JSON.stringify(report))),
    feed: feedReport,
  },
  nft: { inputs: 50_000, isLanguage: true, seeds: () => filesIn(FIREWALLS, /\.nft\.json$/), feed: auditText },
  iptables: {
    inputs: 100_000,
    isLanguage: true,
    seeds: () => filesIn(FIREWALLS, /\.save$/),
    feed: auditText,
  },
  csv: { inputs: 100_000, isLanguage: true, seeds: () => filesIn(FIREWALLS, /\.csv$/), feed: auditText },
  'other firewalls': {
    inputs: 20_000,
    isLanguage: true,
    seeds: () => filesIn(FIREWALLS, /\.(?:cfg|conf|txt|tf)$|(?<!nft)\.json$/),
    feed: auditText,
  },
  overlay: { inputs: 40_000, seeds: () => [bytesOf(JSON.stringify(OVERLAY))], feed: feedOverlay },
  config: { inputs: 40_000, seeds: () => [bytesOf(JSON.stringify(CONFIG))], feed: feedConfig },
};
