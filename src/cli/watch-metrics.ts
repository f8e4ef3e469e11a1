/** The metrics of a watch on this machine: behind `--listen`, and in the file of `--textfile`. */
import { writeAtomically } from '../core/write-atomically.ts';
import { lineContext } from '../engine/over-time.ts';
import { lineOf } from '../history/line.ts';
import { expose, type Families } from '../metrics/exposition.ts';
import { listen, listenAddress, type ListenAddress, type Listening } from '../serve/metrics.ts';
import { makeProbe, type Target } from '../metrics/probe.ts';
import { runSeries, seriesOf } from '../metrics/series.ts';
import { afterTold, firstState, type MetricState } from '../metrics/state.ts';
import { makeClock } from '../net/clock.ts';
import { tablesIdentity } from '../regions/model.ts';
import { RequestRefused } from '../request/refusal.ts';
import type { Interval } from '../watch/schedule.ts';
import type { Told } from '../watch/watch.ts';
import type { Invocation } from './command-definition.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { oneOf, type GivenOptions } from './given-options.ts';
import { checkWritable } from './output-file.ts';
import { acceptOptions, type RunSetup } from './run-setup.ts';
import { UsageError, quoted } from './usage-error.ts';
import type { WatchSetup } from './watch-setup.ts';

/** A verdict grows old without a run: the file says so within a minute. */
const REWRITE_MS = 60_000;
/** Read by another user's agent, and there is nothing private in it. */
const FILE_MODE = 0o644;

export interface MetricPlaces {
  readonly address: ListenAddress | null;
  readonly file: string | null;
}

/** Refuses other machines' addresses and files that cannot be written. */
export async function metricPlaces(options: GivenOptions): Promise<MetricPlaces> {
  const [listenOn, file] = [oneOf(options, 'listen'), oneOf(options, 'textfile')];
  const address = listenOn === null ? null : listenAddress(listenOn);
  if (listenOn !== null && address === null) {
    throw new UsageError(
      `--listen: ${quoted(listenOn)} is not an address of this computer's own; accepted: 127.0.0.1:PORT or [::1]:PORT (for others: a reverse proxy)`,
    );
  }
  return { address, file: file === null ? null : await checkWritable('--textfile', file) };
}

export interface MetricInput extends MetricPlaces {
  readonly invocation: Invocation;
  readonly setup: RunSetup;
  readonly interval: Interval;
  readonly watch: WatchSetup;
  readonly onNotKept: (error: unknown) => void;
}

export class WatchMetrics {
  private readonly input: MetricInput;
  private state: MetricState;
  private writing: Promise<void> = Promise.resolve();
  private server: Listening | null = null;
  private rewrite: NodeJS.Timeout | null = null;

  constructor(input: MetricInput) {
    this.input = input;
    this.state = firstState(input.watch.ports.found, input.setup.request.regions[0] ?? null);
  }

  /** The address to read from; null without one. Throws `UsageError` where the port is taken. */
  async start(): Promise<string | null> {
    const { address, file, invocation } = this.input;
    if (file !== null) this.rewrite = setInterval(() => this.write(), REWRITE_MS);
    if (address === null) return null;
    const clock = makeClock();
    const { interrupt: signal } = invocation.context;
    const probe = makeProbe({ clock, signal }, (target) => this.probed(target));
    const accepts = (target: Target): boolean => this.setupOf(target) !== null;
    this.server = await listen({ ...address, metrics: () => this.families(), probe, accepts }).catch(
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
        throw new UsageError(`--listen ${address.host}:${address.port} is taken by another program`);
      },
    );
    return this.server.url;
  }

  told(told: Told): void {
    this.state = afterTold(this.state, told);
    if (told.type !== 'waiting') this.write();
  }

  async close(): Promise<void> {
    if (this.rewrite !== null) clearInterval(this.rewrite);
    await this.server?.close();
    await this.writing;
  }

  private families(): Families {
    const { invocation, setup, interval, watch } = this.input;
    return seriesOf(this.state, {
      ...{ nowMs: Date.now(), interval, sentPackets: watch.meter.sent() },
      version: invocation.context.version,
      tables: tablesIdentity(setup.tables).edition,
    });
  }

  private write(): void {
    const { file, invocation, interval, onNotKept } = this.input;
    if (file === null) return;
    // Sums of one run alone would be no sums.
    const families = invocation.options.has('once')
      ? new Map(runSeries(this.state, { nowMs: Date.now(), interval }))
      : this.families();
    const text = expose(families, 'text');
    this.writing = this.writing
      .then(() => writeAtomically(file, text, { mode: FILE_MODE }))
      .catch((error: unknown) => onNotKept(error));
  }

  private setupOf({ region, protocol }: Target): RunSetup | null {
    const { invocation, setup } = this.input;
    const { tables, way } = setup;
    if (!tables.regions.some(({ code }) => code === region)) return null;
    const options: GivenOptions = new Map([
      ...[...invocation.options].filter(([flag]) => flag !== 'registration-code'),
      ['region', [region]],
      ['protocol', [protocol]],
    ]);
    try {
      return { tables, ...acceptOptions(options, tables, way) };
    } catch (error) {
      if (error instanceof RequestRefused) return null;
      throw error;
    }
  }

  private async probed(target: Target): Promise<Families> {
    const { invocation, interval, watch } = this.input;
    const setup = this.setupOf(target);
    if (setup === null) throw new Error('a target that was not accepted');
    const { report, record } = await watch.runOther(setup, invocation.context.interrupt);
    const context = await lineContext(dataFolder(invocation.context.env), report);
    const line = lineOf(report, { ...context, kind: 'full', by: 'watch', nextMs: null });
    const outcome = report.completedBecause ?? 'completed';
    const told: Told = { type: 'ran', kind: 'full', outcome, report, record, line, changes: [] };
    const state = afterTold(firstState(new Map(), null), told);
    return new Map(runSeries(state, { nowMs: Date.now(), interval }));
  }
}
