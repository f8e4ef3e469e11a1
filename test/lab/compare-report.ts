/** Reads the few fields of a report that a scenario speaks of, and says in sentences where they differ from what it expects. */
import { z } from 'zod';
import type { Expectation, Scenario } from './scenario.ts';

const protocol = z.object({ verdict: z.string(), transport: z.string().nullable(), udpProof: z.string() });

const where = z
  .object({ why: z.string(), lastHop: z.object({ n: z.number() }) })
  .nullable()
  .optional();

const reportPart = z.object({
  schema: z.literal('preflight.report/1'),
  durationMs: z.number(),
  verdict: z.string(),
  summary: z.string(),
  completed: z.boolean(),
  protocols: z.object({ pcoip: protocol.optional(), dcv: protocol.optional() }),
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.string(),
      title: z.string(),
      params: z.record(z.string(), z.unknown()).optional(),
      where,
    }),
  ),
  peers: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** What the program said. */
export type Outcome = z.infer<typeof reportPart>;

/** Null when the text is no report. */
export function readOutcome(text: string): Outcome | null {
  try {
    return reportPart.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function compareReport(scenario: Scenario, got: Outcome, exitCode: number | null): string[] {
  const { expected } = scenario;
  return [
    ...verdictDifferences(expected, got),
    ...firstDifference(expected, got),
    ...orderDifferences(expected, got),
    ...unwantedFindings(expected, got),
    ...transportDifferences(expected, got),
    ...proofDifferences(expected, got),
    ...paramDifferences(expected, got),
    ...placeDifferences(expected, got),
    ...peerDifferences(expected, got),
    ...exitDifference(expected, exitCode),
  ];
}

function verdictDifferences(expected: Expectation, got: Outcome): string[] {
  const rows = [
    ['overall', expected.verdict, got.verdict],
    ['PCoIP', expected.pcoip, got.protocols.pcoip?.verdict ?? 'absent'],
    ['DCV', expected.dcv, got.protocols.dcv?.verdict ?? 'absent'],
  ] as const;
  return rows
    .filter(([, wanted, had]) => wanted !== had)
    .map(([what, wanted, had]) => `${what}: expected ${wanted}, got ${had}`);
}

/** With `first: null` a notice may stand first. */
function firstDifference(expected: Expectation, got: Outcome): string[] {
  if (expected.first === null) return [];
  const first = got.findings[0]?.code ?? 'none';
  return first === expected.first ? [] : [`first finding: expected ${expected.first}, got ${first}`];
}

function orderDifferences(expected: Expectation, got: Outcome): string[] {
  const codes = got.findings.map((finding) => finding.code);
  let from = 0;
  return (expected.then ?? []).flatMap((code) => {
    const at = codes.indexOf(code, from);
    if (at >= 0) from = at + 1;
    return at >= 0 ? [] : [`${code} is missing, or stands too early`];
  });
}

/** Warnings and errors that nobody expects, and codes that must not be there even as notices. */
function unwantedFindings(expected: Expectation, got: Outcome): string[] {
  const right = new Set([expected.first, ...(expected.then ?? []), ...(expected.may ?? [])]);
  const loud = got.findings
    .filter((finding) => finding.severity !== 'notice' && !right.has(finding.code))
    .map((finding) => `unexpected ${finding.severity} ${finding.code}: ${finding.title}`);
  const forbidden = got.findings
    .filter((finding) => expected.never?.includes(finding.code) === true)
    .map((finding) => `${finding.code} must not appear here`);
  return [...new Set([...loud, ...forbidden])];
}

function transportDifferences(expected: Expectation, got: Outcome): string[] {
  return (['pcoip', 'dcv'] as const).flatMap((name) => {
    const wanted = expected.transports?.[name];
    const had = got.protocols[name]?.transport ?? 'null';
    return wanted === undefined || wanted === had
      ? []
      : [`${name} transport: expected ${wanted}, got ${had}`];
  });
}

function proofDifferences({ proofs = {} }: Expectation, got: Outcome): string[] {
  return (['pcoip', 'dcv'] as const).flatMap((name) => {
    const [wanted, had] = [proofs[name], got.protocols[name]?.udpProof ?? 'null'];
    return wanted === undefined || wanted === had ? [] : [`UDP of ${name}: expected ${wanted}, got ${had}`];
  });
}

function paramDifferences({ params = {} }: Expectation, { findings }: Outcome): string[] {
  return Object.entries(params).flatMap(([code, facts]) => {
    const found = findings.find((finding) => finding.code === code);
    return Object.entries(facts).flatMap(([name, wanted]) => {
      const had = JSON.stringify(found?.params?.[name]);
      return had === JSON.stringify(wanted)
        ? []
        : [`${name} of ${code}: expected ${String(wanted)}, got ${had}`];
    });
  });
}

function peerDifferences({ peer = {} }: Expectation, { peers = [] }: Outcome): string[] {
  return Object.entries(peer).flatMap(([name, wanted]) => {
    const [had, want] = [JSON.stringify(peers[0]?.[name]), JSON.stringify(wanted)];
    return had === want ? [] : [`${name} of the peer: expected ${want}, got ${had}`];
  });
}

/** A place that is wrong is worse than none, so none may be named where none is expected. */
function placeDifferences({ places = {} }: Expectation, { findings }: Outcome): string[] {
  return Object.entries(places).flatMap(([code, wanted]) => {
    const found = findings.find((finding) => finding.code === code);
    const had = found?.where ? `${found.where.why} ${found.where.lastHop.n}` : null;
    return found !== undefined && had === wanted ? [] : [`place of ${code}: expected ${wanted}, got ${had}`];
  });
}

/** Contract: 1 when a protocol that was asked for is not ready or could not be told, else 0 (without --strict). */
function exitDifference(expected: Expectation, exitCode: number | null): string[] {
  const broken = [expected.pcoip, expected.dcv].some((word) => word === 'not-ready' || word === 'unknown');
  const wanted = broken ? 1 : 0;
  return exitCode === wanted ? [] : [`exit code: expected ${wanted}, got ${exitCode}`];
}
