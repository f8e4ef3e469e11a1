/**
 * A proof as JUnit XML, for pipelines: one test case a rule. A row that fails the proof is a failure; what cannot be decided
 * (silence on UDP, an idle gateway, a wildcard) is skipped with its reason. Shape: https://github.com/testmoapp/junitxml
 */
import { english } from '../../words/en/index.ts';
import { isUnproven, rowFailed, type Proof, type ProofRow } from './proof.ts';
import { portText } from './proof-text.ts';

export function renderProofJunit(proof: Proof): string {
  const regions = [...new Set(proof.rows.map(({ rule }) => rule.region ?? 'shared'))];
  const suites = regions.map((region) => suite(region, proof));
  const { failures, skipped } = countRows(proof.rows);
  const totals = `tests="${proof.rows.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="preflight prove" ${totals}>\n${suites.join('')}</testsuites>\n`;
}

function suite(region: string, { rows, report }: Proof): string {
  const own = rows.filter(({ rule }) => (rule.region ?? 'shared') === region);
  const { failures, skipped } = countRows(own);
  const head = `name="${xml(region)}" tests="${own.length}" failures="${failures}" errors="0" skipped="${skipped}" timestamp="${xml(report.createdAt)}"`;
  return `  <testsuite ${head}>\n${own.map((row) => testCase(row, rows)).join('')}  </testsuite>\n`;
}

function countRows(rows: readonly ProofRow[]): { failures: number; skipped: number } {
  const failures = rows.filter((row) => isFailure(row, rows)).length;
  return { failures, skipped: rows.filter((row) => row.state !== 'open').length - failures };
}

/** Only what WorkSpaces needs in any case fails a pipeline; the rest is skipped with its state. */
function isFailure(row: ProofRow, rows: readonly ProofRow[]): boolean {
  return row.rule.need === 'essential' && (rowFailed(row) || isUnproven(row, rows));
}

function testCase(row: ProofRow, rows: readonly ProofRow[]): string {
  const { rule, state, why } = row;
  const head = `    <testcase classname="${xml(rule.category)}" name="${xml(`${portText(rule)} ${rule.destination}`)}"`;
  if (state === 'open') return `${head}/>\n`;
  const message = xml(english.proof.because(english.proof.state[state], why));
  const body = isFailure(row, rows)
    ? `<failure type="${xml(state)}" message="${message}"/>`
    : `<skipped message="${message}"/>`;
  return `${head}>\n      ${body}\n    </testcase>\n`;
}

/** Escaped for an attribute; characters that XML 1.0 does not know are dropped. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
