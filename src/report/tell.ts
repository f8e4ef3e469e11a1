/** Puts the one voice's texts into a report, in its language: for readers that have no voice of their own. Pure. */
import type { Language } from '../core/language.ts';
import { PROTOCOLS } from '../core/words.ts';
import type { Judgement } from '../judge/finding.ts';
import { titleOf, wordsOfFamily } from '../words/causes.ts';
import { headlineOf } from '../words/headline.ts';
import { vocabularyOf } from '../words/languages.ts';
import { protocolLines } from '../words/lines.ts';
import type { Report } from './report.ts';

type Bare = Omit<Report, keyof Judgement | 'language' | 'summary'> & Judgement;

export function tell(bare: Bare, language: Language): Report {
  const lines = protocolLines(bare, language);
  const protocols = PROTOCOLS.flatMap((protocol) => {
    const entry = bare.protocols[protocol];
    const forecast = lines.find((line) => line.protocol === protocol)?.text ?? null;
    return entry === undefined ? [] : [[protocol, { ...entry, forecast }] as const];
  });
  return {
    ...bare,
    language,
    summary: headlineOf(bare, language).headline,
    protocols: Object.fromEntries(protocols),
    checks: bare.checks.map((check) => withReason(check, bare, language)),
    findings: bare.findings.map((finding) => toldFinding(finding, language)),
  };
}

/** The same texts from what the report carries now: for one whose facts were replaced. An older one keeps its own where it has no truth table. */
export function tellAgain(report: Report): Report {
  const { truth, limits, language = 'en' } = report;
  const findings = report.findings.map((finding) => toldFinding(finding, language));
  const told =
    truth === undefined || limits === undefined
      ? { ...report, findings }
      : tell({ ...report, truth, limits }, language);
  return report.repeat === undefined ? told : { ...told, repeat: repeatOf(report.repeat, findings) };
}

function repeatOf(repeat: NonNullable<Report['repeat']>, findings: Report['findings']): Report['repeat'] {
  const titles = new Map(findings.map(({ id, title }) => [id, title]));
  return {
    ...repeat,
    findings: repeat.findings.map((one) => ({ ...one, title: titles.get(one.id) ?? one.title })),
  };
}

function toldFinding(finding: Judgement['findings'][number], language: Language): Report['findings'][number] {
  const { title, explanation, you, helpdesk, network } = wordsOfFamily([finding], language);
  return { ...finding, title, explanation, remedies: { user: you, helpdesk, network } };
}

/** Why a covered check was not tested; what the plan or the run said of it stands. */
function withReason(
  check: Report['checks'][number],
  bare: Bare,
  language: Language,
): Report['checks'][number] {
  const because = check.notTestedBecause;
  if (because === null || because.text !== '') return check;
  const { reason, because: say } = vocabularyOf(language);
  const title = because.reason === 'dependency-failed' ? titleOf(bare, because.finding, language) : null;
  return {
    ...check,
    notTestedBecause: { ...because, text: title === null ? reason[because.reason] : say(title) },
  };
}
