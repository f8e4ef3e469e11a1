/** One Region on a healthy 40 ms path: how much longer than its longest dependency chain does a check take? */
import type { Figure, FigureSource } from '../figure.ts';
import { lengthMs, longestChain, type Link, type PlannedEdge } from '../chain.ts';
import { checkArgs, commandLine, runCheck, runProgram, times, type CheckRun } from '../programs.ts';
import { median } from '../statistics.ts';
import { healthy, inLab, REGION } from '../worlds.ts';
import { execPath } from 'node:process';
import { PREFLIGHT } from '../../lab/places.ts';
import type { Lab } from '../../lab/lab.ts';

const BOUND = 1.3;
const ARGS = checkArgs([REGION]);

interface Run {
  readonly run: CheckRun;
  readonly chain: readonly Link[];
}

async function plannedEdges(lab: Lab): Promise<readonly PlannedEdge[]> {
  const planned = await runProgram(lab, execPath, [
    PREFLIGHT,
    'plan',
    '--region',
    REGION,
    '--format',
    'json',
  ]);
  return (JSON.parse(planned.stdout) as { steps: PlannedEdge[] }).steps;
}

export const oneRegion: FigureSource = {
  id: 'one-region',
  quick: true,
  async measure({ quick }) {
    const runs = await inLab(healthy(), async (lab) => {
      const edges = await plannedEdges(lab);
      return times(quick ? 2 : 7, async (): Promise<Run> => {
        const run = await runCheck(lab, ARGS);
        return { run, chain: longestChain(run.report, edges) };
      });
    });
    return figureOf(runs);
  },
};

function figureOf(runs: readonly Run[]): Figure {
  const ratios = runs.map(({ run, chain }) => run.wallMs / lengthMs(chain));
  const ratio = median(ratios);
  const of = (read: (run: Run) => number): string => `${median(runs.map(read)).toFixed(0)} ms`;
  const [sample] = runs.filter(
    (_, index) => ratios[index] === ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)],
  );
  const chain = (sample?.chain ?? []).map(
    ({ id, startMs, durationMs }) => `${id} (${startMs.toFixed(0)}-${(startMs + durationMs).toFixed(0)} ms)`,
  );
  return {
    id: 'one-region',
    title: '`check`, one Region, healthy 40 ms path, default samples: wall over the longest dependency chain',
    bound: `at most ${BOUND}`,
    measured: ratio.toFixed(2),
    met: ratio <= BOUND,
    details: [
      ['wall of the process, median', of(({ run }) => run.wallMs)],
      ['wall of the run as the report has it, median', of(({ run }) => run.report.durationMs)],
      ['longest chain with the quiet phase as an edge, median', of((each) => lengthMs(each.chain))],
      [
        'longest chain without it (`criticalPathMs` of the report), median',
        of(({ run }) => run.report.criticalPathMs ?? NaN),
      ],
      ['chain of the run in the middle', chain.join(' → ')],
      ['ratios', ratios.map((each) => each.toFixed(2)).join(', ')],
    ],
    commands: [commandLine(ARGS)],
    notes: [
      'The wall of the process holds the start of Node, the reading of the machine, the judging and the writing of the report.',
    ],
    data: {
      runs: runs.map(({ run, chain: links }) => ({
        wallMs: run.wallMs,
        durationMs: run.report.durationMs,
        criticalPathMs: run.report.criticalPathMs,
        chainMs: lengthMs(links),
      })),
    },
  };
}
