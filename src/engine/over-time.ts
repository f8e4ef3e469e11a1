/** Keeps a finished run (whole, and as a line), and answers what happened when. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArgumentOf, HistoryEntry, ResultOf } from '../contract/index.ts';
import { BAND_LANES, bandsOf } from '../history/bands.ts';
import { installationOf, networkStandIn } from '../history/instance.ts';
import { lineOf, type HistoryLine } from '../history/line.ts';
import { spreadOf } from '../history/rollup.ts';
import { shownHours } from '../history/shown-hours.ts';
import { limitsOf } from '../judge/limits.ts';
import type { Report } from '../report/report.ts';
import { writeAtomically } from '../core/write-atomically.ts';
import type { Checked } from './check.ts';
import type { Engine } from './engine.ts';
import type { KeptRun } from './history-store.ts';
import { BEFORE_MS } from './timeline.ts';

/** What keeping needs of an engine; a watch has no page. */
export type Keeper = Pick<Engine, 'history' | 'overTime' | 'dataFolder'>;

export interface KeepInput {
  /** A person's runs that stay. */
  readonly keep: number;
  /** When the next run is planned; null: nobody planned one. */
  readonly nextMs: number | null;
}

/** Rejects when the disk does. A demonstration gets no line: it is of no network. */
export async function keepRun(keeper: Keeper, run: KeptRun, { keep, nextMs }: KeepInput): Promise<void> {
  await migrate(keeper);
  await keeper.history.add(run, keep);
  // Of several runs each has its line already.
  const isOne = run.report.repeat === undefined;
  const isWanted = isOne && !run.report.simulated && (keep > 0 || run.by === 'watch');
  if (!isWanted) return;
  await keeper.overTime.add(await fullLine(keeper, run, nextMs));
}

/** The line of one of several runs; the report that comes of all is kept at their end. */
export async function keepTurn(keeper: Keeper, report: Report): Promise<void> {
  if (report.simulated) return;
  await migrate(keeper);
  await keeper.overTime.add(await fullLine(keeper, { report, by: 'person' }, null));
}

async function fullLine(
  { dataFolder }: Pick<Keeper, 'dataFolder'>,
  { report, by }: Pick<KeptRun, 'report' | 'by'>,
  nextMs: number | null,
): Promise<HistoryLine> {
  return lineOf(report, { kind: 'full', by, nextMs, ...(await lineContext(dataFolder, report)) });
}

/** What of a line stands in no report: the network's stand-in and the zone. */
export async function lineContext(
  dataFolder: string,
  report: Report,
): Promise<Pick<HistoryLine, 'network' | 'offsetMin'>> {
  const network = networkStandIn(await installationOf(dataFolder), report.host);
  return { network, offsetMin: offsetOf(report) };
}

/** A watch makes its own lines; a quick run has no report to keep. Rejects when the disk does. */
export async function keepWatched(
  keeper: Keeper,
  { run, line, keep }: { readonly run: Checked; readonly line: HistoryLine; readonly keep: number },
): Promise<void> {
  await migrate(keeper);
  if (line.kind === 'full') await keeper.history.add({ ...run, forecastMs: null, by: 'watch' }, keep);
  await keeper.overTime.add(line);
}

/** Minutes ahead of UTC at that moment, in the zone of the machine that ran it. */
function offsetOf({ createdAt, host }: Pick<Report, 'createdAt' | 'host'>): number {
  try {
    const { timezone: timeZone } = host;
    const wall = new Date(createdAt).toLocaleString('sv-SE', { timeZone });
    return Math.round((Date.parse(`${wall.replace(' ', 'T')}Z`) - Date.parse(createdAt)) / 60_000);
  } catch {
    // A zone that this system does not know.
    return 0;
  }
}

/**
 * Runs that an earlier version kept get their lines, once. The marker comes last: a kill in between repeats it, and equal lines count once.
 */
export async function migrate({ history, overTime, dataFolder }: Keeper): Promise<void> {
  const marker = join(dataFolder, 'watch', 'format.json');
  if ((await stat(marker).catch(() => null)) !== null) return;
  const entries = (await history.list()).filter(({ simulated }) => !simulated);
  for (const { id, by } of [...entries].reverse()) {
    const run = await history.open(id);
    if (run !== null) await overTime.add(await fullLine({ dataFolder }, { ...run, by }, null));
  }
  await writeAtomically(marker, '{ "version": 1 }\n');
}

export async function historySpan(
  engine: Engine,
  { from, to }: ArgumentOf<'history.span'>,
): Promise<ResultOf<'history.span'>> {
  // A disk that takes nothing is no reason to show nothing.
  await migrate(engine).catch(engine.onFault);
  const span = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const lines = await engine.overTime.lines({ ...span, fromMs: span.fromMs - BEFORE_MS });
  const entries = await engine.history.list();
  const whole = new Set(entries.map(({ id }) => id));
  const asked = BAND_LANES.filter(
    (lane) => lane === 'overall' || lines.some(({ protocols }) => protocols[lane] !== undefined),
  );
  return {
    runs: lines
      .filter(({ at }) => Date.parse(at) >= span.fromMs)
      .map((line) => ({ ...runOf(line), hasReport: whole.has(line.id) })),
    bands: Object.fromEntries(asked.map((lane) => [lane, bandsOf(lines, lane, span)])),
    titles: titlesOf(entries, lines),
    limits: limitsOf(engine.tables).rttMs,
    lastDay: (await engine.overTime.days()).at(-1) ?? null,
  };
}

/** A line has a code alone; a kept run of the same cause has its title. */
function titlesOf(
  entries: readonly HistoryEntry[],
  lines: readonly HistoryLine[],
): ResultOf<'history.span'>['titles'] {
  const codes = new Set(lines.map(({ cause }) => cause?.code));
  const titles = entries.flatMap(({ cause }) =>
    cause !== null && cause.titles !== undefined && codes.has(cause.code)
      ? [[cause.code, cause.titles] as const]
      : [],
  );
  // The newest is listed first, and wins.
  return Object.fromEntries([...titles].reverse());
}

function runOf({
  samples,
  ...line
}: HistoryLine): Omit<ResultOf<'history.span'>['runs'][number], 'hasReport'> {
  const came = samples.filter((sample) => sample !== null);
  return { ...line, sent: samples.length, lost: samples.length - came.length, spread: spreadOf(came) };
}

export async function historyHours(
  engine: Engine,
  { from, to }: ArgumentOf<'history.hours'>,
): Promise<ResultOf<'history.hours'>> {
  await migrate(engine).catch(engine.onFault);
  const hours = await engine.overTime.hours({ fromMs: Date.parse(from), toMs: Date.parse(to) });
  return { hours: shownHours(hours), lastDay: (await engine.overTime.days()).at(-1) ?? null };
}
