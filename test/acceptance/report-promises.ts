/** The sentences of the report's contract that a JSON Schema cannot say, as pure functions: which of them a report breaks. */
import { SEVERITIES, STREAMING_PORT, type Protocol, type Severity } from '../../src/core/words.ts';
import { LANGUAGES } from '../../src/core/language.ts';
import { CODES } from '../../src/causes/index.ts';
import { spokenOf } from '../../src/report/spoken-of.ts';
import { causeOf, hidesVerdict } from '../../src/words/languages.ts';
import type { Report } from '../../src/report/report.ts';
import { broken } from './broken.ts';
import { regionPromises } from './region-promises.ts';

/** One line for each promise that the report breaks; empty when it keeps all of them. */
export function brokenPromises(report: Report, listed: ReadonlySet<string>): string[] {
  return [
    ...numberPromises(report, 'report'),
    ...runPromises(report),
    ...report.regions.flatMap((region) => regionPromises(region, report)),
    ...checkPromises(report, listed),
    ...findingPromises(report),
    ...textPromises(report),
    ...truthPromises(report),
    ...spokenPromises(report),
    ...orderPromises(report),
    ...verdictPromises(report),
  ];
}

/** Durations are finite and never negative, ratios from 0 to 1. */
function numberPromises(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => numberPromises(one, `${path}[${index}]`));
  if (typeof value === 'number')
    return broken([
      [Number.isFinite(value), `${path} is not finite`],
      [!path.endsWith('Ms') || value >= 0, `${path} is negative: ${value}`],
      [!path.endsWith('Ratio') || (value >= 0 && value <= 1), `${path} is no ratio: ${value}`],
    ]);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => numberPromises(one, `${path}.${key}`));
}

function runPromises({ request, completed, completedBecause, ...report }: Report): string[] {
  const { durationMs, criticalPathMs, checks, regions, bestRegion, findings } = report;
  const latest = Math.max(...checks.map((check) => (check.startMs ?? 0) + (check.durationMs ?? 0)));
  const bestRank = regions.find(({ code }) => code === bestRegion?.code)?.rank;
  return broken([
    [completed === (completedBecause === null), 'completedBecause says something else than completed'],
    [(criticalPathMs ?? 0) <= durationMs + 1, 'the critical path is longer than the run'],
    [latest <= durationMs + 1, 'a check ends after the run'],
    [Number.isFinite(Date.parse(report.createdAt)) && report.createdAt.endsWith('Z'), 'createdAt is not UTC'],
    [
      sameSet(
        regions.map(({ code }) => code),
        request.regions,
      ),
      'regions are not those asked for',
    ],
    [sameSet(Object.keys(report.protocols), request.protocols), 'protocols are not those asked for'],
    [bestRegion === null || bestRank === 1, 'the best Region has not rank 1'],
    [
      completedBecause !== 'deadline' || findings.some(({ code }) => code === 'agent/deadline'),
      'a run that the deadline cut does not say so',
    ],
  ]);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b|\[[0-9a-f:]+\]|(?<=\/)[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,}/gi;

function checkPromises({ checks, findings, durationMs }: Report, listed: ReadonlySet<string>): string[] {
  const ids = new Set(checks.map(({ id }) => id));
  const causes = new Set(findings.map(({ id }) => id));
  const twice = ids.size === checks.length ? [] : ['two checks have one id'];
  return [
    ...twice,
    ...checks.flatMap((check) => {
      const { id, status, notTestedBecause: why, evidence, failure } = check;
      const strange = (id.match(ADDRESS) ?? []).filter((text) => !listed.has(text.replace(/[[\]]/g, '')));
      const measured = status !== 'not-tested';
      return broken([
        [measured === (why === null), `${id}: not tested without a reason, or tested with one`],
        [
          (why?.check ?? null) === null || ids.has(why?.check ?? ''),
          `${id}: because of a check that is not there`,
        ],
        [
          (why?.finding ?? null) === null || causes.has(why?.finding ?? ''),
          `${id}: because of a finding that is not there`,
        ],
        [why === null || why.text !== '', `${id}: the reason says nothing`],
        [!measured || Array.isArray(evidence['attempts']), `${id}: no attempts`],
        [!measured || (check.startMs !== null && check.durationMs !== null), `${id}: measured without times`],
        [(check.startMs ?? 0) <= durationMs, `${id}: starts after the run`],
        [status !== 'pass' || failure === null, `${id}: passed with a failure`],
        [strange.length === 0, `${id}: holds an address that the tables do not list`],
      ]);
    }),
  ];
}

function findingPromises({ findings, checks, request, regions }: Report): string[] {
  const measured = new Set(checks.filter(({ status }) => status !== 'not-tested').map(({ id }) => id));
  const ids = findings.map(({ id }) => id);
  const twice = new Set(ids).size === ids.length ? [] : ['two findings have one id'];
  const perSeverity = findings.map(
    ({ code, severity, region, protocols }) => `${code} ${severity} ${region} ${protocols.join()}`,
  );
  const repeated = perSeverity.filter((one, index) => perSeverity.indexOf(one) !== index);
  return [
    ...twice,
    ...repeated.map((one) => `said twice: ${one}`),
    ...findings.flatMap((finding) => {
      const { id, code, severity, protocols, region, explains } = finding;
      const cause = causeOf(code);
      return broken([
        [id.startsWith(code), `${id}: does not begin with its code`],
        [cause !== null && weight(severity) <= weight(cause.ceiling), `${id}: too severe`],
        [protocols.length > 0, `${id}: no protocol`],
        [protocols.every((one) => request.protocols.includes(one)), `${id}: a protocol nobody asked for`],
        [region === null || regions.some((one) => one.code === region), `${id}: a Region nobody asked for`],
        [finding.checks.every((check) => measured.has(check)), `${id}: rests on what was not measured`],
        [explains.every((one) => !ids.includes(one)), `${id}: explains what is reported all the same`],
        [explains.every((one) => CODES.some((known) => one.startsWith(known))), `${id}: explains no finding`],
        [finding.sources.length > 0, `${id}: no source`],
      ]);
    }),
  ];
}

function weight(severity: Severity): number {
  return SEVERITIES.length - SEVERITIES.indexOf(severity);
}

/** What a template leaves behind when a fact is missing. */
const LEFTOVER = /undefined|NaN|\[object|\bnull\b|\{\w+\}/;

function textPromises({ findings, summary }: Report): string[] {
  const texts = findings.flatMap(({ id, title, explanation, remedies }) =>
    [title, explanation, ...Object.values(remedies)].map((text) => ({ id, text })),
  );
  return [...texts, { id: 'summary', text: summary }].flatMap(({ id, text }) =>
    broken([
      [text.trim() !== '', `${id}: an empty text`],
      [!LEFTOVER.test(text), `${id}: a text with a hole: ${text}`],
    ]),
  );
}

/** The second edition: language, limits and truth are there, and the table agrees with the verdicts. */
function truthPromises({ language, limits, truth, protocols, findings }: Report): string[] {
  if (truth === undefined || limits === undefined || language === undefined)
    return ['language, limits or truth are missing'];
  const ids = new Set(findings.map(({ id }) => id));
  return [
    ...truth.cells.flatMap(({ role, port, transport, counts: { planned, tested, passed }, because }) =>
      broken([
        [
          passed <= tested && tested <= planned,
          `${role} ${transport} ${port}: ${passed} of ${tested} of ${planned}`,
        ],
        [because === null || ids.has(because), `${role} ${transport} ${port}: because of no finding`],
      ]),
    ),
    ...(['pcoip', 'dcv'] as const).flatMap((protocol) => {
      const verdict = protocols[protocol]?.verdict;
      const lane = truth.lanes[protocol];
      return broken([
        [(lane === undefined) === (verdict === undefined), `${protocol}: a lane or a verdict alone`],
        [
          (lane?.state === 'open') === (verdict === 'ready'),
          `${protocol} is ${verdict} and its lane ${lane?.state}`,
        ],
        [lane?.state !== 'cut' || verdict === 'not-ready', `${protocol} is ${verdict} and its lane is cut`],
      ]);
    }),
  ];
}

/** Any language can be made of the facts: no hole, no id, and the summary is the headline of its language. */
function spokenPromises(report: Report): string[] {
  return LANGUAGES.flatMap((language) => {
    const { headline, lead, protocols, causes, notices, notTested } = spokenOf(report, language);
    const texts = [
      headline,
      lead ?? '',
      ...protocols.map(({ text }) => text),
      ...[...causes, ...notices].flatMap(({ title, explanation, you, helpdesk, network }) => [
        title,
        explanation,
        you,
        helpdesk,
        network,
      ]),
      ...notTested,
    ];
    return broken([
      ...texts.map(
        (text) => [!LEFTOVER.test(text) && !/不明|。 /.test(text), `${language}: ${text}`] as const,
      ),
      [/[.。]$/.test(headline), `${language}: no full stop: ${headline}`],
      [
        language !== report.language || headline === report.summary,
        `${language}: the summary is not the headline`,
      ],
    ]);
  });
}

/** The root cause first, then by severity. */
function orderPromises({ findings }: Report): string[] {
  const weights = findings.slice(1).map(({ severity }) => weight(severity));
  const sorted = weights.every((one, index) => index === 0 || one <= (weights[index - 1] ?? one));
  const root = findings.findIndex(
    ({ code, severity }) =>
      severity === 'error' && causeOf(code)?.root !== undefined && causeOf(code)?.root?.holds === undefined,
  );
  return broken([
    [sorted, 'findings are not in the order of their severity'],
    [root <= 0, 'a root cause does not come first'],
  ]);
}

/** "Order and verdict", reckoned anew from checks and findings. */
function verdictPromises(report: Report): string[] {
  const words = report.request.protocols.map((protocol) => wantedVerdict(report, protocol));
  const said = report.request.protocols.map((protocol) => report.protocols[protocol]?.verdict);
  const best = (['ready', 'degraded', 'unknown', 'not-ready'] as const).find((one) => words.includes(one));
  const held = words.some((one) => one === 'not-ready' || one === 'unknown');
  const overall = best === 'ready' && held ? 'degraded' : best;
  return broken([
    [words.join() === said.join(), `protocols should be ${words.join()} and are ${said.join()}`],
    [overall === report.verdict, `the verdict should be ${overall} and is ${report.verdict}`],
  ]);
}

function wantedVerdict(report: Report, protocol: Protocol) {
  const [asked] = report.request.regions;
  const deciding = report.request.allRegions ? (report.bestRegion?.code ?? asked) : asked;
  const own = report.findings.filter(
    ({ protocols, region }) => protocols.includes(protocol) && (region === null || region === deciding),
  );
  const errors = own.filter(({ severity }) => severity === 'error');
  if (own.some(({ code, params }) => hidesVerdict(code, params))) return 'unknown';
  if (errors.length > 0) return 'not-ready';
  const essential = report.checks.filter(
    ({ need, region, role, category, notTestedBecause }) =>
      need === 'essential' &&
      role !== 'endpoint-by-proxy' &&
      // The session broker serves PCoIP alone (findings.md, need).
      (protocol === 'pcoip' || category?.startsWith('sessionBroker') !== true) &&
      (region === null || region === deciding) &&
      !isOutOfReach(notTestedBecause?.reason),
  );
  const byProxy = report.checks.filter(({ role, status }) => role === 'endpoint-by-proxy' && OK.has(status));
  const proxied = new Set(byProxy.map(({ target }) => target.host));
  const passed = (group: string) => {
    const rows = essential.filter((check) => check.group === group && check.probe === GROUP_PROBE[group]);
    return (
      rows.length > 0 &&
      rows.every(
        ({ status, target, notTestedBecause: why }) =>
          OK.has(why?.reason ?? status) || proxied.has(target.host),
      )
    );
  };
  const tcp = report.checks.filter(({ probe, region }) => probe === 'tcp' && region === deciding);
  const streams = tcp.filter(
    ({ target, status }) => target.port === STREAMING_PORT[protocol] && status !== 'not-tested',
  );
  const fallback = tcp.filter(
    ({ role }) => role === 'gateway-443' && protocol === 'dcv' && streams.length > 0,
  );
  const open = [...streams, ...fallback].some(({ status }) => status === 'pass');
  if (!passed('dns') || !passed('https') || !open) return 'unknown';
  return own.some(({ severity }) => severity === 'warning') ? 'degraded' : 'ready';
}

const GROUP_PROBE: Readonly<Record<string, string>> = { dns: 'dns', https: 'https' };
const OK = new Set<string>(['pass', 'warn', 'proxy-instead']);

/** Rows that are never probed on any network like this one. */
function isOutOfReach(reason: string | undefined): boolean {
  return reason === 'no-ipv6' || reason === 'placeholder-host' || reason === 'profile';
}
