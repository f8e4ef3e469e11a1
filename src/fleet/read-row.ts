/**
 * From a stranger's bundle or report to its row, as fast as a thousand of them ask for: everything but the checks is bounded, parsed and read by
 * a small schema. Of the checks only a few answers are parsed, for the dates that servers sent.
 */
import { z } from 'zod';
import { BundleError } from '../bundle/bundle-error.ts';
import { BUNDLE_LIMITS, FILES } from '../bundle/bundle-format.ts';
import { sha256Of } from '../bundle/make-manifest.ts';
import { openReportOnly } from '../bundle/open-bundle.ts';
import { parseJson } from '../bundle/parse-json.ts';
import { holdsStandIn } from '../bundle/stand-ins.ts';
import { tellsANetwork } from '../bundle/tags.ts';
import { parseIpAddress } from '../core/address.ts';
import { PROTOCOLS, SEVERITIES, VERDICTS } from '../core/words.ts';
import { agreedSkew, skewOf } from '../reading/clock.ts';
import { worstVerdict } from '../words/speakable.ts';
import { ROW_SCHEMA, type BundleRow, type RowCause } from './row.ts';

/** A text that may be anything in a stranger's file; a missing one is empty. */
const text = z.string().catch('');
const maybe = z.string().nullable().catch(null);
const verdict = z.enum(VERDICTS).catch('unknown');
const protocol = z.object({ verdict }).optional().catch(undefined);
const list = <T extends z.ZodType>(item: T, most: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) => items.slice(0, most).flatMap((one) => item.safeParse(one).data ?? []));

const headSchema = z.object({
  schema: z.literal('preflight.report/1'),
  id: z.string(),
  createdAt: text,
  completed: z.boolean().catch(true),
  simulated: z.boolean().catch(false),
  agent: z.object({ version: text }).catch({ version: '' }),
  tables: z.object({ edition: text }).catch({ edition: '' }),
  verdict,
  decidingRegion: maybe,
  protocols: z.object({ pcoip: protocol, dcv: protocol }).catch({}),
  request: z.object({ regions: list(z.string(), 60) }).catch({ regions: [] }),
  regions: list(z.object({ code: z.string(), name: text }), 200),
  findings: list(
    z.object({
      code: z.string().max(200),
      severity: z.enum(SEVERITIES).catch('notice'),
      title: text,
      params: z.record(z.string(), z.unknown()).nullable().catch(null),
    }),
    500,
  ),
  host: z.object({
    hostName: maybe,
    os: z
      .object({ platform: text, release: text, name: maybe })
      .catch({ platform: '', release: '', name: null }),
    dnsServers: list(z.object({ address: z.string() }), 20),
    defaultGateways: list(z.object({ address: z.string() }), 10),
    wifi: z.object({ ssid: maybe }).nullable().catch(null),
    vpn: z.object({ interface: maybe }).nullable().catch(null),
    proxy: z.object({ httpsProxy: maybe, pacUrl: maybe, problem: maybe }).nullable().catch(null),
    client: z.object({ version: maybe }).nullable().catch(null),
  }),
});
type Head = z.infer<typeof headSchema>;

export interface RowFile {
  /** Relative to the folder. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly mtimeMs: number;
}

/** Rejects with a `BundleError` for what is neither a bundle nor a report. */
export async function readRow({ file, bytes, mtimeMs }: RowFile): Promise<BundleRow> {
  const isReport = /\.json$/i.test(file);
  const opened = isReport ? reportAlone(bytes) : await openReportOnly(bytes);
  const { rest, checks } = splitReport(opened.report);
  const head = headSchema.safeParse(rest);
  if (!head.success) throw new BundleError('its report is none of preflight');
  return {
    ...{ schema: ROW_SCHEMA, file, bytes: bytes.byteLength, form: isReport ? 'report' : 'bundle' },
    fileTime: new Date(mtimeMs).toISOString(),
    sha256: sha256Of(bytes),
    ...rowOfHead(head.data),
    aheadMs: aheadOf(checks),
    changed: opened.problems.length > 0,
    tags: opened.manifest?.tags ?? null,
  };
}

function reportAlone(bytes: Uint8Array) {
  return {
    report: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    manifest: null,
    problems: [],
  };
}

/** A raw line break is never inside a string of JSON, so these can only stand between its parts. */
const CHECKS_BEGIN = '\n  "checks": [';
const CHECKS_END = '\n  ]';
const NEXT_CHECK = '\n    {';
const SENT_A_DATE = '"dateHeader": "';

interface SplitReport {
  /** The report with no checks. */
  readonly rest: unknown;
  /** Checks that may tell the time; of a report that is laid out otherwise all of them. */
  readonly checks: readonly unknown[];
}

/**
 * Nine tenths of a report are its checks. Our own layout is cut apart by its line breaks; what is laid out otherwise is parsed whole. Who lays
 * out a file to deceive this deceives about that file alone, as he could in plain words.
 */
function splitReport(content: Buffer): SplitReport {
  const budget = { values: BUNDLE_LIMITS.values };
  const begin = content.indexOf(CHECKS_BEGIN);
  const end = begin < 0 ? -1 : content.indexOf(CHECKS_END, begin);
  if (end < 0) {
    const rest = parseJson(content, FILES.report, budget);
    const checks = member(rest, 'checks');
    return { rest, checks: Array.isArray(checks) ? checks.slice(0, BUNDLE_LIMITS.steps) : [] };
  }
  const head = content.subarray(0, begin + CHECKS_BEGIN.length);
  const rest = parseJson(Buffer.concat([head, content.subarray(end)]), FILES.report, budget);
  return { rest, checks: datedChecks(content.subarray(begin, end), budget) };
}

/** So many answers are enough: three hosts must agree, and some may be silent about the time. */
const MOST_DATED = 9;

function datedChecks(content: Buffer, budget: { values: number }): readonly unknown[] {
  const found: unknown[] = [];
  for (let at = content.indexOf(SENT_A_DATE); at >= 0 && found.length < MOST_DATED;) {
    const from = content.lastIndexOf(NEXT_CHECK, at);
    const next = content.indexOf(NEXT_CHECK, at);
    const to = next < 0 ? content.length : content.lastIndexOf('}', next) + 1;
    if (from >= 0 && to > from) found.push(parsedOrNothing(content.subarray(from, to), budget));
    at = next < 0 ? -1 : content.indexOf(SENT_A_DATE, next);
  }
  return found;
}

/** A check that cannot be parsed tells no time; the rest of the report was parsed all the same. */
function parsedOrNothing(content: Buffer, budget: { values: number }): unknown {
  try {
    return parseJson(content, FILES.report, budget);
  } catch (error) {
    if (error instanceof BundleError && budget.values >= 0) return null;
    throw error;
  }
}

type FromHead = Omit<
  BundleRow,
  'schema' | 'file' | 'bytes' | 'form' | 'fileTime' | 'sha256' | 'aheadMs' | 'changed' | 'tags'
>;

function rowOfHead(head: Head): FromHead {
  const { host, protocols, agent, tables } = head;
  const region = head.decidingRegion ?? head.request.regions[0] ?? 'unknown';
  return {
    report: cut(head.id, 200),
    createdAt: cut(head.createdAt, 40),
    verdict: worstVerdict({ verdict: head.verdict, protocols: verdictsOf(head) }),
    ...{ simulated: head.simulated, completed: head.completed },
    causes: head.findings
      .filter(({ severity }) => severity !== 'notice')
      .slice(0, 40)
      .map(causeOf),
    region: cut(region, 200),
    regionName: cut(head.regions.find(({ code }) => code === region)?.name ?? region, 200),
    agent: cut(agent.version, 200),
    tables: cut(tables.edition, 200),
    ...ofHost(host),
    protocols: PROTOCOLS.filter((one) => protocols[one] !== undefined),
  };
}

function ofHost(
  host: Head['host'],
): Pick<BundleRow, 'client' | 'os' | 'vpn' | 'proxy' | 'hostName' | 'plain'> {
  const [client, name] = [host.client?.version ?? null, host.hostName];
  return {
    client: client === null ? null : cut(client, 200),
    os: cut(host.os.name ?? `${host.os.platform} ${host.os.release}`.trim(), 200),
    vpn: host.vpn === null ? null : host.vpn.interface === null ? 'off' : 'on',
    proxy: proxyKind(host.proxy),
    hostName: name === null || isHidden(name) ? null : cut(name, 200),
    plain: plainFacts(host),
  };
}

/** `worstVerdict` reads the verdicts alone. */
function verdictsOf({ protocols }: Head) {
  const whole = { transport: null, udpProof: 'not-tested', band: null } as const;
  return Object.fromEntries(
    PROTOCOLS.flatMap((one) => {
      const asked = protocols[one];
      return asked === undefined ? [] : [[one, { ...asked, ...whole }]];
    }),
  );
}

function cut(value: string, most: number): string {
  return value.slice(0, most);
}

/** More than this is no list of facts that a sentence is made of. */
const PARAMS_SIGNS = 4000;

function causeOf({ code, severity, title, params }: Head['findings'][number]): RowCause {
  const isSmall = params !== null && JSON.stringify(params).length <= PARAMS_SIGNS;
  return { code, severity, title: cut(title, 400), params: isSmall ? params : null };
}

function proxyKind(proxy: Head['host']['proxy']): BundleRow['proxy'] {
  if (proxy === null) return null;
  if (proxy.pacUrl !== null) return 'pac';
  if (proxy.httpsProxy !== null) return 'proxy';
  return proxy.problem === null ? 'none' : null;
}

/** Hidden, or left out: nothing that could be the same elsewhere. */
function isHidden(value: string): boolean {
  return value === 'left-out' || holdsStandIn(value);
}

function plainFacts({ dnsServers, defaultGateways, wifi }: Head['host']): BundleRow['plain'] {
  const addresses = (kind: string, from: readonly { readonly address: string }[]) =>
    from.flatMap(({ address }) => {
      const real = isHidden(address) ? null : parseIpAddress(address);
      return real === null || !tellsANetwork(real) ? [] : [{ kind, value: real }];
    });
  const ssid = wifi?.ssid ?? null;
  return [
    ...addresses('dns', dnsServers),
    ...addresses('gateway', defaultGateways),
    ...(ssid === null || isHidden(ssid) ? [] : [{ kind: 'ssid', value: cut(ssid, 200) }]),
  ];
}

/** `Date` has whole seconds, and an answer takes a while: a smaller difference is none. */
const DATE_STEP_MS = 2000;

/** Milliseconds that the machine's clock was ahead, by the `Date` of servers; null where fewer than three agree. */
function aheadOf(checks: readonly unknown[]): number | null {
  const skews = checks.flatMap(skewsOfCheck);
  const middle = agreedSkew(skews)?.middle ?? null;
  return middle !== null && Math.abs(middle) <= DATE_STEP_MS ? 0 : middle;
}

const dated = z.object({
  dateHeader: z.string().max(100).nullable(),
  ageSeconds: z.number().nullable(),
  receivedAt: z.string().max(100),
});

function skewsOfCheck(check: unknown): readonly { host: string; skewMs: number }[] {
  const evidence = member(check, 'evidence');
  const [host, attempts] = [member(evidence, 'host'), member(evidence, 'attempts')];
  if (typeof host !== 'string' || !Array.isArray(attempts)) return [];
  for (const attempt of attempts.slice(0, 10)) {
    const answer = dated.safeParse(member(attempt, 'http'));
    const skewMs = answer.success ? skewOf(answer.data) : null;
    if (skewMs !== null) return [{ host, skewMs }];
  }
  return [];
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
