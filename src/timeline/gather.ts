/** Asks the system for what it kept around a moment. Each program in bounds; one that is not there costs its source alone. */
import { readClientLogs } from '../core/client-files.ts';
import type { Span } from '../history/bands.ts';
import type { HistoryLine } from '../history/line.ts';
import type { CommandResult, CommandRunner } from '../probes/ports.ts';
import type { Source, TimelineEvent } from './event.ts';
import { eventsOfJournal, JOURNAL_MATCHES, MANAGER_MATCHES } from './journal.ts';
import { eventsOfMacLog, eventsOfPmset, MACOS_PREDICATE } from './macos-log.ts';
import { eventsOfClientLogs, eventsOfSamples, watchedThrough } from './own-samples.ts';
import type { Gathered } from './tell.ts';
import { eventsOfWindows, WINDOWS_LOGS, windowsScript } from './windows-events.ts';

export interface TimelineDoors {
  readonly platform: NodeJS.Platform;
  readonly commands: CommandRunner;
  /** Lines of the history, with those from before that hold on into the window. */
  readonly lines: readonly HistoryLine[];
  readonly logFolders: readonly string[];
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 10_000;
const MOST_LINES = 5000;
/** The runner drops what comes beyond a million signs: an answer of that length is not whole. */
const WHOLE_BELOW = 999_000;
const LOG_BYTES = { eachBytes: 2_000_000, allBytes: 8_000_000 };

interface Told {
  readonly events: readonly TimelineEvent[];
  readonly read: readonly Source[];
}

export async function gather(doors: TimelineDoors, span: Span): Promise<Gathered> {
  const parts = await Promise.all([ofSystem(doors, span), ofClient(doors, span), ofSamples(doors, span)]);
  return { events: parts.flatMap(({ events }) => events), read: new Set(parts.flatMap(({ read }) => read)) };
}

function ofSystem(doors: TimelineDoors, span: Span): Promise<Told> {
  switch (doors.platform) {
    case 'win32':
      return ofWindows(doors, span);
    case 'darwin':
      return ofMac(doors, span);
    default:
      return ofJournal(doors, span);
  }
}

function ofSamples({ lines }: TimelineDoors, span: Span): Promise<Told> {
  const read: readonly Source[] = watchedThrough(lines, span) ? ['samples'] : [];
  return Promise.resolve({ events: eventsOfSamples(lines, span), read });
}

async function ofClient({ logFolders }: TimelineDoors, span: Span): Promise<Told> {
  const logs = await readClientLogs(logFolders, LOG_BYTES);
  const { oldestMs, events } = eventsOfClientLogs(
    logs.map(({ text }) => text),
    span,
  );
  return { events, read: oldestMs !== null && oldestMs <= span.fromMs ? ['client-log'] : [] };
}

function run(
  { commands, signal }: TimelineDoors,
  file: string,
  args: readonly string[],
): Promise<CommandResult> {
  return commands.run(file, args, { timeoutMs: TIMEOUT_MS, signal });
}

const isWhole = ({ exitCode, stdout }: CommandResult): boolean =>
  exitCode === 0 && stdout.length < WHOLE_BELOW;
/** journalctl says so where this user sees the own lines alone. */
const PARTLY = /not seeing messages from other users/;

/** `@` and seconds, as systemd.time(7) has it. */
const stamp = (ms: number): string => `@${Math.floor(ms / 1000)}`;

async function ofJournal(doors: TimelineDoors, { fromMs, toMs }: Span): Promise<Told> {
  const journal = (args: readonly string[]): Promise<CommandResult> =>
    run(doors, 'journalctl', [
      '--no-pager',
      '-o',
      'json',
      '--output-fields=MESSAGE,SYSLOG_IDENTIFIER,_TRANSPORT',
      ...args,
    ]);
  const [here, before, manager] = await Promise.all([
    journal([
      '-n',
      String(MOST_LINES),
      `--since=${stamp(fromMs)}`,
      `--until=${stamp(toMs + 999)}`,
      ...JOURNAL_MATCHES,
    ]),
    journal(['--reverse', '-n', '1', `--until=${stamp(fromMs)}`]),
    journal(['-n', '1', ...MANAGER_MATCHES]),
  ]);
  const { lines, events } = eventsOfJournal(here.stdout);
  const isRead =
    isWhole(here) &&
    lines < MOST_LINES &&
    !PARTLY.test(here.stderr) &&
    eventsOfJournal(before.stdout).lines > 0;
  const hasManager = eventsOfJournal(manager.stdout).lines > 0;
  return { events, read: isRead ? ['link', 'sleep', ...(hasManager ? (['network'] as const) : [])] : [] };
}

async function ofWindows(doors: TimelineDoors, span: Span): Promise<Told> {
  const parts = await Promise.all(
    WINDOWS_LOGS.map(async ({ log, source }): Promise<Told> => {
      const script = windowsScript(log, { ...span, most: MOST_LINES });
      const answer = await run(doors, 'powershell', ['-NoProfile', '-NonInteractive', '-Command', script]);
      const { oldestMs, lines, events } = eventsOfWindows(answer.stdout);
      const isRead = isWhole(answer) && lines < MOST_LINES && oldestMs !== null && oldestMs <= span.fromMs;
      return { events, read: isRead ? [source] : [] };
    }),
  );
  return { events: parts.flatMap(({ events }) => events), read: parts.flatMap(({ read }) => read) };
}

/** Cable and Wi-Fi are told by configd alone, as routes that go and come: `link` is never read here. */
async function ofMac(doors: TimelineDoors, { fromMs, toMs }: Span): Promise<Told> {
  const [power, log] = await Promise.all([
    run(doors, 'pmset', ['-g', 'log']),
    run(doors, 'log', [
      ...['show', '--style', 'ndjson', '--start', stamp(fromMs), '--end', stamp(toMs + 999)],
      ...['--predicate', MACOS_PREDICATE],
    ]),
  ]);
  const [sleep, network] = [eventsOfPmset(power.stdout), eventsOfMacLog(log.stdout)];
  const knowsSleep = isWhole(power) && sleep.oldestMs !== null && sleep.oldestMs <= fromMs;
  const read: readonly Source[] = [
    ...(knowsSleep ? (['sleep'] as const) : []),
    ...(isWhole(log) && log.stdout !== '' ? (['network'] as const) : []),
  ];
  return { events: [...sleep.events, ...network], read };
}
