/** docs/proof/diagnosis-matrix.md out of a run of all scenarios. Pure; the same apart from the times. */
import type { ScenarioRun } from './run-many.ts';
import type { Expectation } from './scenario.ts';
import { LAYERS } from './scenario.ts';

const HEAD = `# Diagnosis matrix

Written by \`npm run matrix\`; do not edit. Each row is a network of the lab (test/lab) in which the built command line ran one
\`check\`. "Expected" comes from the rules (findings.md), never from the program. For rows without a finding no warning and no error
may appear. Each fault was also taken away once, and the row had to fail then. Verdicts: overall (PCoIP / DCV).
`;

export function matrixPage(runs: readonly ScenarioRun[]): string {
  const done = runs.filter((run) => run.result !== null);
  const right = done.filter((run) => run.result?.ok === true).length;
  const calm = runs.filter((run) => run.scenario.faults.length === 0).length;
  const count = `${runs.length} scenarios, ${calm} of them odd or healthy; ${right} of ${done.length} as expected.`;
  return [HEAD, count, '', ...LAYERS.flatMap((layer) => section(layer, runs))].join('\n');
}

function section(layer: string, runs: readonly ScenarioRun[]): string[] {
  const rows = runs.filter((run) => run.scenario.layer === layer);
  if (rows.length === 0) return [];
  const head = ['| scenario | what is broken | expected | got | time |', '|---|---|---|---|---|'];
  return [`## ${layer}`, '', ...head, ...rows.map(row), ''];
}

function row({ scenario, result, skipped }: ScenarioRun): string {
  const seconds = result === null ? '' : `${(result.durationMs / 1000).toFixed(1)} s`;
  const cells = [
    scenario.name,
    scenario.broken,
    wanted(scenario.expected),
    result === null ? `skipped: ${skipped}` : gotten(result),
    seconds,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function wanted(expected: Expectation): string {
  const codes = [expected.first, ...(expected.then ?? [])].filter((code) => code !== null);
  return `${verdicts(expected)}; ${codes.join(', ') || 'nothing'}`;
}

/** Warnings, errors and the expected notices; a row that went wrong shows everything. */
function gotten({ got, ok, differences, expected }: NonNullable<ScenarioRun['result']>): string {
  if (got === null) return `**wrong**: ${differences.join('; ')}`;
  const { pcoip, dcv } = got.protocols;
  const codes = got.findings
    .filter(({ severity, code }) => !ok || severity !== 'notice' || expected.then?.includes(code) === true)
    .map((finding) => finding.code);
  const said = verdicts({ verdict: got.verdict, pcoip: pcoip?.verdict ?? '-', dcv: dcv?.verdict ?? '-' });
  const text = `${said}; ${[...new Set(codes)].join(', ') || 'nothing'}`;
  return ok ? text : `**wrong**: ${text} (${differences.join('; ')})`;
}

function verdicts(given: { verdict: string; pcoip: string; dcv: string }): string {
  return `${given.verdict} (${given.pcoip} / ${given.dcv})`;
}
