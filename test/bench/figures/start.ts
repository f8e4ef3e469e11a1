/** How fast the program starts. No network, so no lab. */
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import type { Figure, FigureSource } from '../figure.ts';
import { PARTS } from '../programs.ts';
import { median } from '../statistics.ts';

const BOUND = 1.25;

function wallMs(args: readonly string[]): number {
  const startedMs = performance.now();
  const { status } = spawnSync(execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - startedMs;
}

export const start: FigureSource = {
  id: 'start',
  quick: true,
  measure({ quick }): Promise<Figure> {
    const pairs = Array.from({ length: quick ? 9 : 31 }, () => ({
      empty: wallMs(['-e', '0']),
      version: wallMs([PARTS, '--version']),
      help: wallMs([PARTS, '--help']),
    }));
    const empty = median(pairs.map((pair) => pair.empty));
    const version = median(pairs.map((pair) => pair.version));
    const help = median(pairs.map((pair) => pair.help));
    const ratio = version / empty;
    return Promise.resolve({
      id: 'start',
      title: 'Start: `preflight --version` over `node -e 0`',
      bound: `at most ${BOUND}`,
      measured: ratio.toFixed(2),
      met: ratio <= BOUND,
      details: [
        ['`node -e 0`, median', `${empty.toFixed(1)} ms`],
        ['`preflight --version`, median', `${version.toFixed(1)} ms`],
        ['`preflight --help`, median', `${help.toFixed(1)} ms (ratio ${(help / empty).toFixed(2)})`],
        ['runs', `${pairs.length} of each, taking turns`],
      ],
      commands: ['node -e 0', 'preflight --version', 'preflight --help'],
      notes: [],
      data: { pairs },
    });
  },
};
