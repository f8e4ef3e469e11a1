/**
 * The report as JUnit XML, so that a pipeline shows it beside its tests: one suite for the verdicts, one for the findings, one a
 * group of checks. Verdicts and error findings fail; a failed check that no error rests on is a skipped case with its
 * words, so that the pipeline is red exactly when the exit code is not 0 (`strict` counts warnings and `degraded` as failures). Pure.
 */
import { checkExit } from '../core/check-exit.ts';
import { GROUPS, PROTOCOLS, type Verdict } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import type { Finding } from './finding.ts';
import { describeOutcome, describeTarget } from './describe-checks.ts';
import { vocabularyOf } from '../words/languages.ts';
import { sayIn } from '../core/say.ts';
import type { Report } from './report.ts';
import { markupSafe } from './safe-text.ts';

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly result: 'pass' | 'failure' | 'skipped';
  /** Type of a failure: a code. */
  readonly kind: string;
  readonly message: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

export function renderJunit(report: Report, { strict }: { readonly strict: boolean }): string {
  const suites = [
    verdictSuite(report, strict),
    findingSuite(report, strict),
    ...checkSuites(report, strict),
  ].filter((suite) => suite.cases.length > 0);
  const seconds = (report.durationMs / 1000).toFixed(3);
  const totals = totalsOf(suites.flatMap((suite) => suite.cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="preflight" ${totals} time="${seconds}">`,
    ...suites.flatMap((suite) => suiteLines(suite, report.createdAt)),
    '</testsuites>',
    '',
  ].join('\n');
}

function endsRed({ protocols: verdicts }: Report, strict: boolean): boolean {
  return checkExit({ verdicts, strict, interrupted: false }).code !== 0;
}

/** The pipeline is red as soon as one of the protocols asked for is. */
function verdictSuite(report: Report, strict: boolean): Suite {
  const isBad = (verdict: Verdict): boolean => verdict !== 'ready' && (strict || verdict !== 'degraded');
  const isRed = endsRed(report, strict);
  const overall: Case = {
    name: 'overall',
    seconds: report.durationMs / 1000,
    result: isRed ? 'failure' : 'pass',
    kind: report.verdict,
    message: report.summary,
  };
  const protocols = PROTOCOLS.flatMap((protocol): Case[] => {
    const entry = report.protocols[protocol];
    if (entry === undefined) return [];
    const message = `${sayIn('en').protocol(protocol)}: ${entry.verdict}${entry.forecast === null ? '' : `. ${entry.forecast}`}`;
    const result = isBad(entry.verdict) ? ('failure' as const) : ('pass' as const);
    return [{ name: protocol, seconds: 0, result, kind: entry.verdict, message }];
  });
  return { name: 'verdict', cases: [overall, ...protocols] };
}

function findingSuite(report: Report, strict: boolean): Suite {
  const isRed = endsRed(report, strict);
  const cases = report.findings
    .filter((finding) => finding.severity !== 'notice')
    .map((finding) => ({
      name: finding.id,
      seconds: 0,
      result: isRed && (strict || finding.severity === 'error') ? ('failure' as const) : ('skipped' as const),
      kind: finding.code,
      message: findingText(finding),
    }));
  return { name: 'findings', cases };
}

function findingText(finding: Finding): string {
  return `${finding.title}. ${finding.explanation} Who can fix it: ${vocabularyOf('en').side[finding.side]}. ${finding.remedies.network}`;
}

function checkSuites(report: Report, strict: boolean): Suite[] {
  const failing = new Set(
    findingSuite(report, strict).cases.flatMap(({ name, result }) => (result === 'failure' ? [name] : [])),
  );
  const blamed = new Set(
    report.findings.filter((finding) => failing.has(finding.id)).flatMap((finding) => finding.checks),
  );
  return GROUPS.map((group) => ({
    name: vocabularyOf('en').group[group],
    cases: report.checks.filter((check) => check.group === group).map((check) => checkCase(check, blamed)),
  }));
}

function checkCase(check: Check, blamed: ReadonlySet<string>): Case {
  const result =
    check.status === 'pass'
      ? 'pass'
      : check.status === 'fail' && blamed.has(check.id)
        ? 'failure'
        : 'skipped';
  const because = check.notTestedBecause;
  const what =
    because === null
      ? describeOutcome(check, vocabularyOf('en'))
      : because.text || vocabularyOf('en').reason[because.reason];
  return {
    name: check.id,
    seconds: (check.durationMs ?? 0) / 1000,
    result,
    kind: check.failure?.code ?? check.status,
    message: `${check.status}: ${describeTarget(check)}: ${what}`,
  };
}

function suiteLines({ name, cases }: Suite, timestamp: string): string[] {
  const stamp = markupSafe(timestamp.replace(/\.\d+Z$/, 'Z'));
  return [
    `  <testsuite name="${markupSafe(name)}" ${totalsOf(cases)} timestamp="${stamp}">`,
    ...cases.map((one) => caseLine(one, name)),
    '  </testsuite>',
  ];
}

function totalsOf(cases: readonly Case[]): string {
  const count = (result: Case['result']): number => cases.filter((one) => one.result === result).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}"`;
}

function caseLine({ name, seconds, result, kind, message }: Case, suite: string): string {
  const open = `    <testcase name="${markupSafe(name)}" classname="preflight.${markupSafe(suite)}" time="${seconds.toFixed(3)}"`;
  if (result === 'pass') return `${open}/>`;
  const text = markupSafe(message);
  const type = result === 'failure' ? ` type="${markupSafe(kind)}"` : '';
  return `${open}><${result}${type} message="${text}"/></testcase>`;
}
