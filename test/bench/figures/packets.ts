/** How much a run sends, counted on the wire of the client. */
import type { FigureSource } from '../figure.ts';
import { checkArgs, commandLine, runCheck, times } from '../programs.ts';
import { countSent, type Sent } from '../wire.ts';
import { healthy, inLab, REGION } from '../worlds.ts';

const BOUND = 200;
const ONE = checkArgs([REGION]);
const ALL = checkArgs(['all']);

export const packets: FigureSource = {
  id: 'packets',
  quick: true,
  measure: ({ quick }) =>
    inLab(healthy(), async (lab) => {
      const count = quick ? 1 : 5;
      const watch = (args: readonly string[]): Promise<Sent[]> =>
        times(count, async () => (await countSent(lab, () => runCheck(lab, args))).sent);
      const one = await watch(ONE);
      const all = quick ? [] : await watch(ALL);
      const worst = Math.max(...[...one, ...all].map(({ mostIn100Ms }) => mostIn100Ms));
      const rows = (title: string, runs: readonly Sent[]): [string, string][] =>
        runs.length === 0
          ? []
          : [
              [
                title,
                runs.map((run) => `${run.packets} packets, ${(run.bytes / 1000).toFixed(0)} kB`).join('; '),
              ],
              [`${title}: most in 100 ms`, runs.map(({ mostIn100Ms }) => mostIn100Ms).join(', ')],
            ];
      return {
        id: 'packets',
        title: 'Packets sent per run, counted on the wire',
        bound: `no burst above ${BOUND} packets in 100 ms`,
        measured: `at most ${worst} in 100 ms`,
        met: worst <= BOUND,
        details: [...rows('one Region', one), ...rows('all Regions', all)],
        commands: [commandLine(ONE), commandLine(ALL), 'tcpdump -i eth0 -Q out (in the client)'],
        notes: ['IPv4 and IPv6 packets that leave the client: SYN, ACK, data, resets, DNS, UDP, ping.'],
        data: { one, all },
      };
    }),
};
