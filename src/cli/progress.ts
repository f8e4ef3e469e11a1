/** Progress of a run on standard error: one line that counts, silent without a terminal (or in one without a width) and with --quiet. Never a verdict before the proof. */
import type { RunEvent } from '../run/events.ts';
import type { CommandContext } from './command-context.ts';
import { isOn, type GivenOptions } from './given-options.ts';
import { wantsColor } from './terminal-style.ts';

export interface Progress {
  readonly onEvent: (event: RunEvent) => void;
  /** A remark that stands in place of the counts until the next event, such as a waiting time. */
  readonly say: (text: string) => void;
  readonly stop: () => void;
}

const SILENT: Progress = { onEvent: () => undefined, say: () => undefined, stop: () => undefined };

export async function startProgress(options: GivenOptions, context: CommandContext): Promise<Progress> {
  const stream = context.progressStream;
  // A terminal that nobody gave a size says 0 columns (serial lines, `script`, some containers): ora would divide by it, without end.
  if (stream === null || stream.columns === 0 || isOn(options, 'quiet')) return SILENT;
  const { default: ora } = await import('ora');
  // `discardStdin` would put the terminal into raw mode, in which Ctrl-C no longer reaches us as a signal.
  const spinner = ora({
    stream,
    discardStdin: false,
    text: 'Reading this computer',
    ...(wantsColor({ isTty: true, env: context.env }, options) ? {} : { color: false as const }),
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

/** Counts the events of one run into one line of text. Rows that are skipped are told as checked too, and count on neither side. */
export function makeCount(): (event: RunEvent) => string {
  const waiting = new Set<string>();
  let [steps, wrong, lastMs] = [0, 0, 0];
  return (event) => {
    if (event.type === 'judged') return 'Judging what was seen';
    if (event.type === 'planned') {
      // A new run (with --repeat) begins its own count.
      waiting.clear();
      [steps, wrong, lastMs] = [0, 0, 0];
    }
    if (event.type === 'planned' || event.type === 'expanded') {
      const taken = event.steps.filter((step) => step.skipped === null);
      for (const { id } of taken) waiting.add(id);
      steps += taken.length;
    }
    if (event.type === 'checked') {
      waiting.delete(event.check.id);
      if (event.check.status === 'fail') wrong += 1;
    }
    if ('atMs' in event) lastMs = Math.max(lastMs, event.atMs);
    return progressLine({ steps, ended: steps - waiting.size, wrong, seconds: Math.round(lastMs / 1000) });
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
