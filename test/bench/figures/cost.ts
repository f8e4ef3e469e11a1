/** What a check costs in processor time and memory, beside a Node that does nothing: counts and sums, which a busy machine changes little. */
import { execPath } from 'node:process';
import type { FigureSource } from '../figure.ts';
import { checkArgs, commandLine, PARTS, runCheck, runProgram, times, type CheckRun } from '../programs.ts';
import { median } from '../statistics.ts';
import { healthy, inLab, REGION } from '../worlds.ts';

const ONE = checkArgs([REGION]);
const ALL = checkArgs(['all']);
const BOUND = { cpuMs: 3_500, one: 2.3, all: 3.1 };

const perThousand = ({ cpuMs, report }: CheckRun): number => (cpuMs * 1000) / report.checks.length;
const rssOf = (runs: readonly { readonly rssMb: number }[]): number => median(runs.map(({ rssMb }) => rssMb));

export const cost: FigureSource = {
  id: 'cost',
  quick: false,
  measure: ({ quick }) =>
    inLab(healthy(), async (lab) => {
      const rounds = await times(quick ? 1 : 5, async () => ({
        empty: await runProgram(lab, execPath, ['-e', '0']),
        one: await runCheck(lab, ONE, PARTS),
        all: await runCheck(lab, ALL, PARTS),
        oneFile: await runCheck(lab, ONE),
      }));
      const empty = rssOf(rounds.map((round) => round.empty));
      const one = rssOf(rounds.map((round) => round.one)) / empty;
      const all = rssOf(rounds.map((round) => round.all)) / empty;
      const oneFile = rssOf(rounds.map((round) => round.oneFile));
      const cpuMs = median(rounds.map((round) => perThousand(round.all)));
      return {
        id: 'cost',
        title: 'CPU for 1,000 checks (all Regions); peak memory of one Region and of all over `node -e 0`',
        bound: `${BOUND.cpuMs / 1000} s; ${BOUND.one}; ${BOUND.all}`,
        measured: `${(cpuMs / 1000).toFixed(2)} s; ${one.toFixed(2)}; ${all.toFixed(2)}`,
        met: cpuMs <= BOUND.cpuMs && one <= BOUND.one && all <= BOUND.all,
        details: [
          ['`node -e 0`, peak', `${empty.toFixed(0)} MB`],
          ['one Region, peak', `${(one * empty).toFixed(0)} MB`],
          ['one Region, CPU', `${median(rounds.map((round) => round.one.cpuMs)).toFixed(0)} ms`],
          ['all Regions, peak', `${(all * empty).toFixed(0)} MB`],
          ['all Regions, CPU', `${median(rounds.map((round) => round.all.cpuMs)).toFixed(0)} ms`],
          ['one Region, peak, the program as one file', `${oneFile.toFixed(0)} MB`],
          ['checks of all Regions', String(rounds[0]?.all.report.checks.length ?? 0)],
        ],
        commands: ['node -e 0', commandLine(ONE), commandLine(ALL)],
        notes: [
          'The program is what npm installs, in parts that it loads as it needs them.',
          'CPU is user and system time of the process and of the programs that it started and waited for.',
        ],
        data: {
          rounds: rounds.map(({ empty: none, one: single, all: whole }) =>
            [none, single, whole].map(({ cpuMs: spentMs, rssMb, wallMs }) => ({ spentMs, rssMb, wallMs })),
          ),
        },
      };
    }),
};
