import { checkExit } from '../../core/check-exit.ts';
import { appendLine } from '../../history/line-files.ts';
import type { HistoryLine } from '../../history/line.ts';
import { makeCommandRunner } from '../../net/command-runner.ts';
import { localTime } from '../../report/local-time.ts';
import type { Report } from '../../report/report.ts';
import { spokenOf } from '../../report/spoken-of.ts';
import type { TextStyle } from '../../report/text-style.ts';
import { parseNumber, type NumberRule } from '../../request/fields.ts';
import { watch, watchOnce, type Told } from '../../watch/watch.ts';
import type { FindingChange } from '../../watch/persistence.ts';
import type { Interval, PauseReason } from '../../watch/schedule.ts';
import { vocabularyOf } from '../../words/languages.ts';
import { namesRegion, nearestRegion, rememberedRegion, withRegion } from '../choose-region.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { checkWritable } from '../output-file.ts';
import { serviceNotify } from '../service-notify.ts';
import { startProgress } from '../progress.ts';
import { acceptOptions, readRunSetup, type RunSetup } from '../run-setup.ts';
import { textStyleFor } from '../terminal-style.ts';
import { UsageError } from '../usage-error.ts';
import { WatchDrop } from '../watch-drop.ts';
import { metricPlaces, WatchMetrics, type MetricPlaces } from '../watch-metrics.ts';
import { watchSetup, type WatchSetup } from '../watch-setup.ts';
import { renderWatch } from '../watch-view.ts';

const INTERVAL: NumberRule = { field: 'interval', unit: 'minutes', min: 5, max: 1440, fraction: false };
const QUICK: NumberRule = { field: 'quick', unit: 'seconds', min: 60, max: 3600, fraction: false };
/** A fleet that is switched on at nine does not start at nine. */
const SPREAD_MS = 60_000;
const REDRAW_MS = 10_000;
const VIEW_MS = 8 * 3_600_000;
const MOST_EVENTS = 20;

/** `preflight watch`: until Ctrl-C or SIGTERM; with `--once` one full check. */
export const watchAction: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const interval = {
    fullMs: parseNumber(oneOf(options, 'interval') ?? 15, INTERVAL) * 60_000,
    quickMs: parseNumber(oneOf(options, 'quick') ?? 60, QUICK) * 1000,
  };
  const events = oneOf(options, 'events');
  const eventFile = events === null ? null : await checkWritable('--events', events);
  const places = await metricPlaces(options);
  if (places.address !== null && isOn(options, 'once'))
    throw new UsageError('--listen needs a watch that stays; with --once use --textfile');
  const setup = await chosenSetup(invocation);
  refuseLoad(setup);
  const watcher = new Watcher(invocation, { eventFile, ...places });
  if (isOn(options, 'once')) return watcher.once(setup, interval);
  await watcher.goOn(setup, interval);
  return context.interrupt.aborted ? EXIT.ok : EXIT.agent;
};

/** From a flag or a config file. */
function refuseLoad({ request: { peerLoad = false, peerIdle = false } }: RunSetup): void {
  if (peerLoad || peerIdle)
    throw new UsageError(
      `--${peerLoad ? 'peer-load' : 'peer-idle'} is for one check: a watch would do it again and again`,
    );
}

/** As `check` without a Region does; measured once, at the start. */
async function chosenSetup(invocation: Invocation): Promise<RunSetup> {
  const { options, context } = invocation;
  if (namesRegion(options)) return readRunSetup(invocation);
  const all = await readRunSetup({ options: withRegion(options, 'all'), context });
  const progress = await startProgress(options, context);
  const remembered = await rememberedRegion(invocation, all);
  const choice =
    remembered ?? (await nearestRegion(invocation, all, progress).finally(() => progress.stop()));
  progress.stop();
  const accepted = acceptOptions(withRegion(options, choice.code), all.tables, all.way);
  return { tables: all.tables, ...accepted };
}

interface Places extends MetricPlaces {
  readonly eventFile: string | null;
}

/** Tells on the terminal and in the file of events what the loop tells. */
class Watcher {
  private readonly invocation: Invocation;
  private readonly style: TextStyle;
  private readonly places: Places;
  private metrics: WatchMetrics | null = null;
  private drop: WatchDrop | null = null;
  private lines: HistoryLine[] = [];
  private events: { readonly atMs: number; readonly text: string }[] = [];
  private paused: PauseReason = 'none';
  private lastVerdict: string | null = null;
  private packets: () => number = () => 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(invocation: Invocation, places: Places) {
    this.invocation = invocation;
    this.style = textStyleFor(invocation.context, invocation.options);
    this.places = places;
  }

  async once(setup: RunSetup, interval: Interval): Promise<ExitCode> {
    const { interrupt, stdout } = this.invocation.context;
    const { ports } = await this.setUp(setup, interval, 0);
    const run = await watchOnce(ports, interrupt);
    await this.close();
    if (interrupt.aborted) return EXIT.interrupted;
    if (run === null) return this.paused === 'metered' ? EXIT.ok : EXIT.agent;
    if (!isOn(this.invocation.options, 'quiet'))
      await stdout.write(`${spokenOf(run.report, this.style.language).headline}\n`);
    return checkExit({ verdicts: run.report.protocols, strict: false, interrupted: false }).code;
  }

  async goOn(setup: RunSetup, interval: Interval): Promise<void> {
    const { context } = this.invocation;
    const isReal = setup.way.scenario === null;
    // Where a person looks on, and of a demonstration, the first run comes at once.
    const spreadMs = this.isLive() || !isReal ? 0 : SPREAD_MS;
    const { ports, history, meter } = await this.setUp(setup, interval, spreadMs);
    this.packets = meter.lastMinute;
    const service = serviceNotify(context.env, makeCommandRunner());
    service.ready();
    const nowMs = Date.now();
    if (this.isLive() && isReal)
      this.lines = [...(await history.lines({ fromMs: nowMs - VIEW_MS, toMs: nowMs }))];
    this.draw();
    const redraw = setInterval(() => this.draw(), REDRAW_MS);
    await watch(ports, context.interrupt).finally(async () => {
      clearInterval(redraw);
      service.close();
      await this.close();
    });
  }

  private async close(): Promise<void> {
    await this.drop?.close();
    await this.metrics?.close();
    await this.writing;
  }

  private async setUp(setup: RunSetup, interval: Interval, spreadMs: number): Promise<WatchSetup> {
    const { invocation, places } = this;
    const { env, version } = invocation.context;
    const { language } = this.style;
    const onWait = (): void => this.say(vocabularyOf(language).watch.otherRun);
    const onTold = (told: Told): void => this.told(told);
    const watch = await watchSetup({
      ...{ setup, interval, env, version, language, spreadMs, onTold, onWait },
    });
    const onNotKept = (error: unknown): void => this.notKept(error);
    this.metrics = new WatchMetrics({ ...places, ...{ invocation, setup, interval, watch, onNotKept } });
    const url = await this.metrics.start();
    if (url !== null) this.say(vocabularyOf(language).watch.metricsAt(url));
    const say = (text: string): void => this.say(text);
    const onFailed = (error: unknown): void => this.told({ type: 'not-kept', error });
    const { found } = watch.ports;
    this.drop = await WatchDrop.start({ invocation, setup, policy: watch.policy, found, say, onFailed });
    return watch;
  }

  /** A line of the history, the events or the metrics: the watch goes on without it. */
  private notKept(error: unknown): void {
    this.say(vocabularyOf(this.style.language).watch.notKept(reasonOf(error)));
  }

  private isLive(): boolean {
    const { context, options } = this.invocation;
    return context.stdout.isTty && !isOn(options, 'quiet') && !isOn(options, 'once');
  }

  private told(told: Told): void {
    this.metrics?.told(told);
    this.drop?.told(told);
    const words = vocabularyOf(this.style.language).watch;
    switch (told.type) {
      case 'waiting':
        this.paused = told.paused;
        if (told.paused !== 'none') this.say(words.paused[told.paused]);
        break;
      case 'network':
        this.say(words.network[told.event]);
        this.keepEvent({ at: told.at, event: 'network', change: told.event });
        break;
      case 'not-kept':
        this.notKept(told.error);
        break;
      case 'ran':
        if (told.outcome === 'crashed') this.say(words.crashed(reasonOf(told.error)));
        else this.ran(told);
    }
    this.draw();
  }

  private ran({ report, line, changes }: Extract<Told, { type: 'ran'; report: Report }>): void {
    const fromMs = Date.parse(line.at) - VIEW_MS;
    this.lines = [...this.lines, line].filter(({ at }) => Date.parse(at) >= fromMs);
    for (const change of changes) this.changed(change, { report, line });
    if (line.verdict === this.lastVerdict) return;
    this.lastVerdict = line.verdict;
    const { at, verdict, protocols, region, cause } = line;
    this.keepEvent({ at, event: 'verdict', verdict, protocols, region, cause });
    if (!this.isLive() && !isOn(this.invocation.options, 'once'))
      this.say(this.verdictText({ report, line }));
  }

  private verdictText({ report, line }: { readonly report: Report; readonly line: HistoryLine }): string {
    const { language } = this.style;
    // A report has its own sentence; where its verdict is too old to stand, the word alone is true.
    return line.verdict === report.verdict
      ? spokenOf(report, language).headline
      : vocabularyOf(language).verdict[line.verdict];
  }

  private changed(
    { change, code, side, severity }: FindingChange,
    { report, line }: { readonly report: Report; readonly line: HistoryLine },
  ): void {
    const { at, region } = line;
    this.keepEvent({ at, event: 'finding', change, code, side, severity, region });
    const { causes } = spokenOf(report, this.style.language);
    const title = causes.find((one) => one.code === code)?.title ?? code;
    this.say(vocabularyOf(this.style.language).watch.change[change](title));
  }

  /** On the live view it stands among the last events; elsewhere it is a line, with its time. */
  private say(text: string): void {
    const nowMs = Date.now();
    this.events = [...this.events, { atMs: nowMs, text }].slice(-MOST_EVENTS);
    const { context, options } = this.invocation;
    if (this.isLive() || isOn(options, 'quiet')) return;
    void context.stdout.write(`${localTime(new Date(nowMs).toISOString())}  ${text}\n`);
  }

  private keepEvent(event: Readonly<Record<string, unknown>>): void {
    const { eventFile } = this.places;
    if (eventFile === null) return;
    const line = { schema: 'preflight.event/1', ...event };
    // One after the other, in the order in which they came to be.
    this.writing = this.writing
      .then(() => appendLine(eventFile, line))
      .catch((error: unknown) => this.told({ type: 'not-kept', error }));
  }

  private draw(): void {
    if (!this.isLive()) return;
    const { lines, events, paused } = this;
    const view = { lines, events, paused, nowMs: Date.now(), packets: this.packets() };
    void this.invocation.context.stdout.write(`\u001B[H\u001B[J${renderWatch(view, this.style)}`);
  }
}

/** The first line alone: a terminal is no place for a stack. */
function reasonOf(error: unknown): string {
  return (
    String(error instanceof Error ? error.message : error)
      .split('\n')[0]
      ?.slice(0, 200) ?? ''
  );
}
