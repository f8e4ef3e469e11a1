/** Progress of a run on standard error: one line that counts, silent without a terminal (or in one without a width) and with --quiet. A verdict before the end is told as one of so far, with what is still measured. */
import type { Step } from '../plan/step.ts';
import type { RunEvent } from '../run/events.ts';
import type { CommandContext } from './command-context.ts';
import { isOn, type GivenOptions } from './given-options.ts';
import { languageFor, wantsColor } from './terminal-style.ts';
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { vocabularyOf } from '../words/languages.ts';
import { soFarLine } from '../words/so-far.ts';

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
  const count = makeCount(languageFor(context, options));
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
export function makeCount(language: Language): (event: RunEvent) => string {
  const waiting = new Set<string>();
  let told: string | null = null;
  let [steps, wrong, lastMs] = [0, 0, 0];
  const takeSteps = (added: readonly Step[]): void => {
    const taken = added.filter((step) => step.skipped === null);
    for (const { id } of taken) waiting.add(id);
    steps += taken.length;
  };
  const take = (event: RunEvent): void => {
    switch (event.type) {
      case 'planned':
        // A new run (with --repeat) begins its own count.
        waiting.clear();
        [steps, wrong, lastMs, told] = [0, 0, 0, null];
        return takeSteps(event.steps);
      case 'expanded':
        return takeSteps(event.steps);
      case 'checked':
        waiting.delete(event.check.id);
        if (event.check.status === 'fail') wrong += 1;
        return;
      case 'so-far':
        told = soFarLine(event, sayIn(language), vocabularyOf(language));
        return;
      default:
        return;
    }
  };
  return (event) => {
    if (event.type === 'judged') return 'Judging what was seen';
    take(event);
    if ('atMs' in event) lastMs = Math.max(lastMs, event.atMs);
    const seconds = Math.round(lastMs / 1000);
    if (told !== null) return `${told} (${seconds} s)`;
    return progressLine({ steps, ended: steps - waiting.size, wrong, seconds });
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
