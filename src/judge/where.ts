/** Where on the way a finding begins (`--where`): which hops are asked for it after the verdict, and what they come to. Pure. */
import type { AnyCause } from '../causes/cause.ts';
import { CAUSES } from '../causes/index.ts';
import { rttFigures } from '../reading/rtt-figures.ts';
import { whereDelayBegins, wherePortEnds, whereSizeEnds, type Series, type Where } from '../reading/where.ts';
import { aimsOf, controlOf, firstOfEach, seriesOf, type Aim, type Begins } from '../reading/where-aims.ts';
import type { View } from '../reading/view.ts';
import type { JudgedFinding, Judgement } from './finding.ts';

/** What failed, and the port of the same address that it is held against. */
export interface Question {
  readonly failing: Aim;
  readonly control: Aim;
}

/** Ports that one check may ask for; more would be a scan. */
const MOST_QUESTIONS = 2;

function beginsOf(code: string): Begins | null {
  return (CAUSES as readonly AnyCause[]).find((cause) => cause.code === code)?.begins ?? null;
}

/** What is worth asking: each port once, the first finding first. */
export function questionsOf({ findings, decidingRegion, checks }: Judgement): readonly Question[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const aims = findings
    .filter(({ region }) => region === null || region === decidingRegion)
    .flatMap(({ code, checks: ids }) => {
      const begins = beginsOf(code);
      const own = ids.flatMap((id) => byId.get(id) ?? []);
      const bad = begins === 'port' ? own.filter(({ status }) => status !== 'pass') : own;
      return begins === null ? [] : aimsOf(begins, bad);
    });
  const failing = firstOfEach(aims).slice(0, MOST_QUESTIONS);
  return failing.map((aim) => ({ failing: aim, control: controlOf(aim, failing) }));
}

/** Where this finding begins, by what was asked; null where nobody can tell. */
export function whereOf(
  { code, checks, region }: Pick<JudgedFinding, 'code' | 'checks' | 'region'>,
  view: View,
): Where | null {
  const begins = beginsOf(code);
  if (begins === null) return null;
  const own = checks.flatMap((id) => view.byId.get(id)?.check ?? []);
  const endMs = region === null ? null : (rttFigures(view, region)?.rtt.medianMs ?? null);
  return aimsOf(begins, own).reduce<Where | null>((found, aim) => {
    const series = found === null ? seriesOf(aim, view) : null;
    return series === null ? found : READERS[begins](series, endMs);
  }, null);
}

const READERS: Readonly<Record<Begins, (series: Series, endMs: number | null) => Where | null>> = {
  port: wherePortEnds,
  size: whereSizeEnds,
  delay: whereDelayBegins,
};
