/** More Regions: what does it cost in time and memory? */
import type { FigureSource } from '../figure.ts';
import { checkArgs, commandLine, runCheck, times, type CheckRun } from '../programs.ts';
import { median } from '../statistics.ts';
import { healthy, inLab, regionCodes } from '../worlds.ts';

const SIZES = [1, 4, 16] as const;
const BOUND = { ratio: 3, rssMb: 180 };

interface Size {
  readonly regions: number;
  readonly runs: readonly CheckRun[];
}

export const growth: FigureSource = {
  id: 'growth',
  quick: false,
  measure: ({ quick }) =>
    inLab(healthy(), async (lab) => {
      const count = quick ? 1 : 5;
      const sizes: Size[] = [];
      for (const regions of SIZES)
        sizes.push({
          regions,
          runs: await times(count, () => runCheck(lab, checkArgs(regionCodes(regions)))),
        });
      const all = {
        regions: regionCodes(Infinity).length,
        runs: await times(count, () => runCheck(lab, ARGS_ALL)),
      };
      return figureOf(sizes, all);
    }),
};

const ARGS_ALL = checkArgs(['all']);

function figureOf(sizes: readonly Size[], all: Size): Awaited<ReturnType<FigureSource['measure']>> {
  const wall = ({ runs }: Size): number => median(runs.map(({ wallMs }) => wallMs));
  const rss = ({ runs }: Size): number => median(runs.map(({ rssMb }) => rssMb));
  const [one, , many] = sizes;
  const ratio = one && many ? wall(many) / wall(one) : Number.NaN;
  const rssMb = rss(all);
  return {
    id: 'growth',
    title: 'Growth: wall and peak memory for 1, 4 and 16 Regions',
    bound: `wall at 16 at most ${BOUND.ratio} times that at 1; memory of all at most ${BOUND.rssMb} MB`,
    measured: `${ratio.toFixed(2)} times; ${rssMb.toFixed(0)} MB`,
    met: ratio <= BOUND.ratio && rssMb <= BOUND.rssMb,
    details: [...sizes, all].map((size) => [
      `${size.regions} ${size.regions === 1 ? 'Region' : 'Regions'}${size === all ? ' (all)' : ''}`,
      `${wall(size).toFixed(0)} ms, ${rss(size).toFixed(0)} MB, ${size.runs[0]?.report.checks.length} checks`,
    ]),
    commands: [commandLine(checkArgs(regionCodes(4))), commandLine(ARGS_ALL)],
    notes: ['Far Regions have longer paths (up to 260 ms), so a part of the growth is distance.'],
    data: {
      sizes: [...sizes, all].map(({ regions, runs }) => ({
        regions,
        wallsMs: runs.map(({ wallMs }) => wallMs),
        rssMb: runs.map((run) => run.rssMb),
      })),
    },
  };
}
