/** Progress of a run on standard error: one line that counts, silent without a terminal or with --quiet. Never a verdict before the proof. */
import type { RunEvent } from '../run/events.ts';
import type { CommandContext } from './command-context.ts';
import { isOn, type GivenOptions } from './given-options.ts';

export interface Progress {
  readonly onEvent: (event: RunEvent) => void;
  /** A remark that stands in place of the counts until the next event, such as a waiting time. */
  readonly say: (text: string) => void;
  readonly stop: () => void;
}

const SILENT: Progress = { onEvent: () => undefined, say: () => undefined, stop: () => undefined };

export async function startProgress(options: GivenOptions, context: CommandContext): Promise<Progress> {
  const stream = context.progressStream;
  if (stream === null || isOn(options, 'quiet')) return SILENT;
  const { default: ora } = await import('ora');
  // `discardStdin` would put the terminal into raw mode, in which Ctrl-C no longer reaches us as a signal.
  const spinner = ora({
    stream,
    discardStdin: false,
    text: 'Reading this computer',
    ...colorOf(options, context),
  });
  const count = makeCount();
  spinner.start();
  const stopAtInterrupt = (): void => {
    spinner.text = 'Stopping; what was seen is kept. Ctrl-C again leaves at once.';
  };
  context.interrupt.addEventListener('abort', stopAtInterrupt, { once: true });
  return {
    onEvent: (event) => {
      if (!context.interrupt.aborted) spinner.text = count(event);
    },
    say: (text) => {
      spinner.text = text;
    },
    stop: () => {
      context.interrupt.removeEventListener('abort', stopAtInterrupt);
      spinner.stop();
    },
  };
}

function colorOf(options: GivenOptions, context: CommandContext): { color?: false } {
  return isOn(options, 'no-color') || (context.env['NO_COLOR'] ?? '') !== '' ? { color: false } : {};
}

/** Counts the events of one run into one line of text. */
function makeCount(): (event: RunEvent) => string {
  let steps = 0;
  let ended = 0;
  let wrong = 0;
  let lastMs = 0;
  return (event) => {
    if (event.type === 'planned') {
      // A new run (with --repeat) begins its own count.
      [steps, ended, wrong, lastMs] = [0, 0, 0, 0];
    }
    if (event.type === 'planned' || event.type === 'expanded') {
      steps += event.steps.filter((step) => step.skipped === null).length;
    }
    if (event.type === 'checked') {
      ended += 1;
      if (event.check.status === 'fail') wrong += 1;
    }
    if ('atMs' in event) lastMs = Math.max(lastMs, event.atMs);
    if (event.type === 'judged') return 'Judging what was seen';
    return progressLine({ steps: Math.max(steps, ended), ended, wrong, seconds: Math.round(lastMs / 1000) });
  };
}

interface Counted {
  readonly steps: number;
  readonly ended: number;
  readonly wrong: number;
  readonly seconds: number;
}

function progressLine({ steps, ended, wrong, seconds }: Counted): string {
  const state = wrong === 0 ? 'nothing wrong so far' : `${wrong} without success so far`;
  return `Checking: ${ended} of ${steps} steps, ${seconds} s, ${state}`;
}
