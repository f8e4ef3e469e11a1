/** How much a run sends, counted on the wire of the client, with short and with long certificates. */
import type { CertificateKind } from '../../lab/pki.ts';
import { applyChange, type World } from '../../lab/world.ts';
import type { FigureSource } from '../figure.ts';
import { checkArgs, commandLine, runCheck, times } from '../programs.ts';
import { countSent, type Sent } from '../wire.ts';
import { healthy, inLab, REGION } from '../worlds.ts';

const BOUND = 200;
const ONE = checkArgs([REGION]);
const ALL = checkArgs(['all']);
const LEAVES: readonly (readonly [string, CertificateKind])[] = [
  ['usual leaf', 'good'],
  ['leaf of 5 kB', 'good-5-kb'],
  ['leaf of 15 kB', 'good-15-kb'],
];

interface Row {
  readonly title: string;
  readonly runs: readonly Sent[];
}

function worldWith(certificate: CertificateKind): World {
  return applyChange(healthy(), { kind: 'https', hosts: 'all', certificate });
}

async function rowsOf(leaf: string, kind: CertificateKind, quick: boolean): Promise<readonly Row[]> {
  return inLab(worldWith(kind), async (lab) => {
    const watch = (args: readonly string[]): Promise<Sent[]> =>
      times(quick ? 1 : 3, async () => (await countSent(lab, () => runCheck(lab, args))).sent);
    const one = { title: `${leaf}, one Region`, runs: await watch(ONE) };
    return quick ? [one] : [one, { title: `${leaf}, all Regions`, runs: await watch(ALL) }];
  });
}

export const packets: FigureSource = {
  id: 'packets',
  quick: true,
  async measure({ quick }) {
    const rows: Row[] = [];
    for (const [leaf, kind] of LEAVES) rows.push(...(await rowsOf(leaf, kind, quick)));
    const worst = Math.max(...rows.flatMap(({ runs }) => runs.map(({ mostIn100Ms }) => mostIn100Ms)));
    return {
      id: 'packets',
      title: 'Packets sent per run, counted on the wire, with leaf certificates of three lengths',
      bound: `no burst above ${BOUND} packets in 100 ms`,
      measured: `at most ${worst} in 100 ms`,
      met: worst <= BOUND,
      details: rows.map(({ title, runs }) => [
        title,
        runs
          .map(({ packets: sent, bytes, mostIn100Ms }) => {
            return `${sent} packets, ${(bytes / 1000).toFixed(0)} kB, at most ${mostIn100Ms} in 100 ms`;
          })
          .join('; '),
      ]),
      commands: [commandLine(ONE), commandLine(ALL), 'tcpdump -i eth0 -Q out (in the client)'],
      notes: [
        'IPv4 and IPv6 packets that leave the client: SYN, ACK, data, resets, DNS, UDP, ping; the acknowledgements of the kernel too.',
      ],
      data: { rows },
    };
  },
};
