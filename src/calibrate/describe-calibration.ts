/** What a calibration will send, and what it learned, in words for the person at the terminal. Pure. */
import type { CalibratedRegion, Calibration, CalibrationAnswers } from '../regions/calibration.ts';
import type { Region, Tables } from '../regions/model.ts';
import { renderParagraph } from '../core/wrap-text.ts';
import { targetOf } from '../plan/step.ts';
import { english, type Vocabulary } from '../words/en/index.ts';
import { ADDRESSES_AT_ONCE, WAIT_MS } from './count-answers.ts';
import { TRIES, type CalibrationPlan, type Payload, type Series } from './plan-calibration.ts';

/** What a calibration says, in one language. */
type CalibrateWords = Vocabulary['calibrate'];

/** Printed before the first packet: every name, address and port, and how much goes there. */
export function describePlan(plan: CalibrationPlan, words: CalibrateWords = english.calibrate): string {
  const of = (probe: string): string[] =>
    unique(plan.steps.filter((step) => step.probe === probe).map((step) => targetOf(step).host ?? ''));
  const connects = plan.steps.filter((step) => step.probe === 'tcp');
  const pages = of('https');
  const names = of('dns');
  return [
    ...renderParagraph(words.head(plan.regions.join(', '))),
    ...renderParagraph(words.names(names.length)),
    ...names.map((name) => `  ${name}`),
    ...renderParagraph(words.pages(pages.length)),
    ...pages.map((name) => `  ${name}`),
    ...renderParagraph(words.connects(connects.length)),
    ...unique(connects.map(targetOf).map(({ address, port }) => `  ${words.at(address ?? '', port ?? 0)}`)),
    ...describeSeries(plan.series, words),
    ...renderParagraph(words.fresh),
    ...renderParagraph(words.takes(expectedSeconds(plan.series))),
    '',
  ].join('\n');
}

function describeSeries(series: readonly Series[], words: CalibrateWords): string[] {
  const total = series.reduce((sum, { payload }) => sum + TRIES[payload], 0);
  const payloads = unique(series.map(({ payload }) => payload)) as Payload[];
  return [
    ...renderParagraph(words.datagrams(total)),
    ...payloads.flatMap((payload) => renderParagraph(words.payload[payload](TRIES[payload]), 2)),
    ...unique(
      series.map(({ address, port, target }) => `  ${words.series(words.at(address, port), target)}`),
    ),
  ];
}

/** All silent, which is the longest it can take. */
function expectedSeconds(series: readonly Series[]): number {
  const waitMs = series.reduce((sum, { payload }) => sum + TRIES[payload] * WAIT_MS, 0);
  return 5 + Math.ceil(waitMs / ADDRESSES_AT_ONCE / 1000);
}

/** A few lines for each Region: what was answered, what drifted, what is gone. */
export function describeResult(
  calibration: Calibration,
  tables: Tables,
  words: CalibrateWords = english.calibrate,
): string {
  return calibration.regions
    .flatMap((seen) => {
      const region = tables.regions.find(({ code }) => code === seen.code);
      return region === undefined ? [] : [words.region(region.code), ...regionLines(seen, region, words)];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function regionLines(seen: CalibratedRegion, region: Region, words: CalibrateWords): string[] {
  const asked = seen.statuses.length;
  const answered = seen.statuses.filter(({ status }) => status !== null).length;
  return [
    ...answerLines(seen.answers, words),
    words.pagesAnswered(answered, asked),
    ...driftLines(seen, region, words),
    ...(seen.missingNames.length === 0 ? [] : [words.gone(seen.missingNames.join(', '))]),
  ].flatMap((line) => renderParagraph(line, 2));
}

function answerLines(rows: readonly CalibrationAnswers[], words: CalibrateWords): string[] {
  const keyOf = (row: CalibrationAnswers): string =>
    words.key(row.target, row.port, row.payload ?? row.probe);
  return unique(rows.map(keyOf)).map((key) => {
    const same = rows.filter((row) => keyOf(row) === key);
    const sum = (field: 'sent' | 'answered'): number => same.reduce((total, row) => total + row[field], 0);
    return words.answered(key, sum('answered'), sum('sent'));
  });
}

function driftLines({ healthCheck }: CalibratedRegion, region: Region, words: CalibrateWords): string[] {
  if (region.healthCheck === null) return [words.noServer];
  if (healthCheck.addresses === null) return [words.notResolved];
  const listed = region.healthCheck.addresses.map(({ address }) => address);
  const now = healthCheck.addresses;
  const added = now.filter((address) => !listed.includes(address));
  const gone = listed.filter((address) => !now.includes(address));
  if (added.length + gone.length === 0) return [words.asListed];
  return [
    ...(added.length > 0 ? [words.added(added.join(', '))] : []),
    ...(gone.length > 0 ? [words.dropped(gone.join(', '))] : []),
  ];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
