/**
 * `check` without a Region: the one of the client's saved registrations on this computer, that of the last check, else the nearest by
 * round trip. Which one it was, and how it was found, is the first line of the result (report-contract.md, second edition).
 */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { settingsStore } from '../engine/settings-store.ts';
import type { Step } from '../plan/step.ts';
import { regionByCode } from '../regions/tables.ts';
import type { Accepted } from '../request/accept.ts';
import { wrapText } from '../core/wrap-text.ts';
import { RequestRefused } from '../request/refusal.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Invocation } from './command-definition.ts';
import { isOn, oneOf, type GivenOptions } from './given-options.ts';
import type { Progress } from './progress.ts';
import { runReport } from './run-report.ts';
import { acceptOptions, type RunSetup } from './run-setup.ts';
import { textStyleFor } from './terminal-style.ts';

/** Enough to tell a near Region from a far one; the check itself takes more. */
const SAMPLES_TO_CHOOSE = '3';

export interface RegionChoice {
  readonly code: string;
  readonly why: 'client' | 'last-check' | 'nearest' | 'none-answers';
  /** With `nearest`. */
  readonly rttMs: number | null;
}

/** Whether a Region or a code was given, on the command line or in the config file. */
export function namesRegion(options: GivenOptions): boolean {
  return options.has('region') || options.has('registration-code');
}

/** `options` with these Regions in place of none. */
export function withRegion(options: GivenOptions, ...codes: readonly string[]): GivenOptions {
  return new Map(options).set('region', codes);
}

/** What this computer knows without sending anything; null: nothing that fits the other options. */
export async function rememberedRegion(
  { options, context }: Invocation,
  setup: RunSetup,
): Promise<RegionChoice | null> {
  const { tables } = setup;
  const proposals = [
    ['client', context.proposedRegion],
    ['last-check', async () => (await settingsStore(dataFolder(context.env)).get()).lastRegion],
  ] as const;
  for (const [why, propose] of proposals) {
    const code = (await propose?.(tables).catch(() => null)) ?? null;
    if (code !== null && fits(withRegion(options, code), setup)) return { code, why, rttMs: null };
  }
  return null;
}

function fits(options: GivenOptions, { tables, way }: RunSetup): boolean {
  try {
    acceptOptions(options, tables, way);
    return true;
  } catch (error) {
    if (error instanceof RequestRefused) return false;
    throw error;
  }
}

/** The request that measures the health check of every commercial Region, with the other options as they were given. */
export function measuringSetup({ options }: Invocation, setup: RunSetup): RunSetup {
  const { tables, way } = setup;
  const all = withRegion(options, 'all');
  const measuring = new Map(all).set('samples', [SAMPLES_TO_CHOOSE]);
  return { tables, ...acceptOptions(measuring, tables, way) };
}

/** Names, ports and round trips of the health-check servers, and the control that unmasks an agent which accepts everything. */
export function ranksRegions({ role, probe }: Step): boolean {
  if (role === 'health-check') return probe === 'tcp' || probe === 'rtt';
  return role === 'health-check-name' || role === 'accepts-all-control';
}

/** Measures, and takes the nearest Region that fits the other options; the first of the tables where none answers. */
export async function nearestRegion(
  invocation: Invocation,
  setup: RunSetup,
  progress: Progress,
): Promise<RegionChoice> {
  const { interrupt, version } = invocation.context;
  const report = await runReport({
    setup: measuringSetup(invocation, setup),
    choose: (steps) => steps.filter(ranksRegions),
    signal: interrupt,
    onEvent: progress.onEvent,
    version,
  });
  const fitting = report.regions.filter(({ code }) => fits(withRegion(invocation.options, code), setup));
  const ranked = fitting.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const [nearest] = ranked;
  if (nearest !== undefined)
    return { code: nearest.code, why: 'nearest', rttMs: nearest.rtt?.medianMs ?? null };
  return { code: fitting[0]?.code ?? setup.regions[0]?.code ?? '', why: 'none-answers', rttMs: null };
}

/** The first line of the result. */
export function choiceLine(
  { code, why, rttMs }: RegionChoice,
  { tables }: RunSetup,
  language: Language,
): string {
  const { choice, comma } = vocabularyOf(language);
  const region = [code, regionByCode(tables, code)?.name ?? code].join(comma);
  const took = rttMs === null ? [] : [sayIn(language).ms(rttMs)];
  return choice.line(region, [choice.why[why], ...took].join(comma));
}

/** The Region for the next check without one; a demonstration, or all Regions, says nothing of the person's. */
export async function rememberCheck({ request, way, all }: Accepted, env: NodeJS.ProcessEnv): Promise<void> {
  const [lastRegion] = request.regions;
  if (way.scenario !== null || all || lastRegion === undefined) return;
  const change = { lastRegion, lastProtocols: request.protocols };
  // A computer on which nothing can be kept loses no check.
  await settingsStore(dataFolder(env))
    .change(change)
    .catch(() => undefined);
}

/** Where the line goes: before text for people, beside every other form. */
export async function delivered(
  line: string | null,
  text: string,
  { options, context }: Invocation,
): Promise<string> {
  if (line === null) return text;
  const { width } = textStyleFor(context, options);
  if ((oneOf(options, 'format') ?? 'text') === 'text')
    return `${wrapText(line, width).join('\n')}\n\n${text}`;
  if (!isOn(options, 'quiet')) await context.stderr.write(`${line}\n`);
  return text;
}
