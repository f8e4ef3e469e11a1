/** Puts the one voice's texts into a report, in its language: for readers that have no voice of their own. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { PROTOCOLS } from '../core/words.ts';
import type { Judgement } from '../judge/finding.ts';
import type { RegionFigures } from '../reading/region-figures.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';
import { titleOf, wordsOfFamily } from '../words/causes.ts';
import { headlineOf } from '../words/headline.ts';
import { vocabularyOf } from '../words/languages.ts';
import { protocolLines } from '../words/lines.ts';
import { inRankOrder } from './regions-document.ts';
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
    bestRegion: withReasons(bare, language),
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

/** Why the best Region is the best: by the medians that people see. */
function withReasons(
  { bestRegion, regions, request }: Pick<Bare, 'bestRegion' | 'regions' | 'request'>,
  language: Language,
): Report['bestRegion'] {
  const order = inRankOrder(regions).filter(({ reachable, rank }) => reachable === true && rank !== null);
  const best = order.find(({ code }) => code === bestRegion?.code);
  const bestMs = medianOf(best);
  if (best === undefined || bestMs === null) return bestRegion;
  const others = order.filter((region) => region !== best);
  const named = request.allRegions ? request.namedRegion : request.regions[0];
  const asked = others.find(({ code }) => code === named);
  const [second] = others.toSorted((a, b) => (medianOf(a) ?? Infinity) - (medianOf(b) ?? Infinity));
  return { code: best.code, reasons: reasonsFor({ bestMs, second, asked }, language) };
}

const medianOf = (region: RegionFigures | undefined) => region?.rtt?.medianMs ?? null;

function reasonsFor(
  {
    bestMs,
    second,
    asked,
  }: { bestMs: number; second: RegionFigures | undefined; asked: RegionFigures | undefined },
  language: Language,
): string[] {
  const { best: v, grade, figure } = vocabularyOf(language);
  const say = sayIn(language);
  const ms = (value: number | null) => (value === null ? figure.notMeasured : say.ms(value));
  const [secondMs, cost] = [medianOf(second), (medianOf(asked) ?? bestMs) - bestMs];
  const tie = v.or(say.ms(THRESHOLDS.tieMs), say.percent(THRESHOLDS.tieRatio * 100));
  const isPreferred = second !== undefined && secondMs !== null && secondMs < bestMs;
  return [
    isPreferred ? v.askedFor(second.code, ms(secondMs), ms(bestMs), tie) : v.fastest(ms(bestMs)),
    ...(asked === undefined || cost <= 0 ? [] : [v.costs(asked.code, ms(cost))]),
    ...(second === undefined
      ? []
      : [v.second(second.code, ms(secondMs), second.grade === null ? '' : grade[second.grade])]),
  ];
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
