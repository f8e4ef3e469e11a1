/** `check` beside the tools of a network team: the same names and servers, on one network, taking turns. A report without a bound. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyChange, type World } from '../../lab/world.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Figure, FigureSource } from '../figure.ts';
import { times, type ProgramRun } from '../programs.ts';
import { median } from '../statistics.ts';
import { targetsOf, TOOLS, type Targets, type Tool } from '../tools.ts';
import { countSent } from '../wire.ts';
import { healthy, inLab } from '../worlds.ts';

interface Network {
  readonly name: string;
  readonly world: () => World;
}

const NETWORKS: readonly Network[] = [
  { name: 'healthy', world: healthy },
  {
    name: 'TCP 4172 dropped',
    world: () =>
      applyChange(healthy(), {
        kind: 'filter',
        to: 'streaming',
        transport: 'tcp',
        ports: [4172],
        action: 'drop',
      }),
  },
];

interface Turn extends Pick<ProgramRun, 'wallMs' | 'cpuMs'> {
  readonly packets: number;
  readonly says: string;
}

interface Row {
  readonly tool: Tool;
  readonly network: string;
  readonly turns: readonly Turn[];
}

async function turnOf(tool: Tool, lab: Lab, targets: Targets): Promise<Turn> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-bench-'));
  try {
    const { sent, result } = await countSent(lab, () => tool.run(lab, targets, folder));
    const { wallMs, cpuMs } = result;
    return { wallMs, cpuMs, packets: sent.packets, says: tool.says(result) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Targets are those of a healthy check, also where a port is dropped. */
async function rowsOf({ name, world }: Network, tools: readonly Tool[], rounds: number): Promise<Row[]> {
  return inLab(world(), async (lab) => {
    const targets = await targetsOf(lab);
    const all = await times(rounds, async () => {
      const turns: Turn[] = [];
      for (const tool of tools) turns.push(await turnOf(tool, lab, targets));
      return turns;
    });
    return tools.map((tool, index) => ({
      tool,
      network: name,
      turns: all.flatMap((turns) => turns.slice(index, index + 1)),
    }));
  });
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const middle = ({ turns }: Row, read: (turn: Turn) => number): number => median(turns.map(read));

function detailOf(row: Row): readonly [string, string] {
  const wall = seconds(middle(row, ({ wallMs }) => wallMs));
  const cpu = seconds(middle(row, ({ cpuMs }) => cpuMs));
  const packets = Math.round(middle(row, (turn) => turn.packets));
  const says = [...new Set(row.turns.map((turn) => turn.says))].join(' / ');
  return [`${row.network}, \`${row.tool.id}\``, `${wall}, CPU ${cpu}, ${packets} packets; says: ${says}`];
}

/** Said of each network by its own figures: where a tool is done before the check. */
function faster(rows: readonly Row[]): string[] {
  return NETWORKS.flatMap(({ name }) => {
    const here = rows.filter(({ network }) => network === name);
    const own = here.find(({ tool }) => tool.id === 'check');
    if (own === undefined) return [];
    const ownMs = middle(own, ({ wallMs }) => wallMs);
    const quicker = here
      .map((row) => ({ id: row.tool.id, times: ownMs / middle(row, ({ wallMs }) => wallMs) }))
      .filter(({ id, times: ratio }) => id !== 'check' && ratio > 1);
    const list = quicker.map(({ id, times: ratio }) => `\`${id}\` ${ratio.toFixed(1)} times`).join(', ');
    return [`${name}: faster than \`check\`: ${list === '' ? 'none' : list}.`];
  });
}

async function measure(tools: readonly Tool[], rounds: number): Promise<Figure> {
  const rows: Row[] = [];
  for (const network of NETWORKS) rows.push(...(await rowsOf(network, tools, rounds)));
  return {
    id: 'tools',
    title:
      '`check` beside nmap, fping, the blackbox exporter and a loop of dig, curl and nc: same targets, one run',
    bound: 'report',
    measured: rows
      .filter(({ network }) => network === NETWORKS[0]?.name)
      .map((row) => `${row.tool.id} ${seconds(middle(row, ({ wallMs }) => wallMs))}`)
      .join(', '),
    met: null,
    details: rows.map(detailOf),
    commands: tools.map(({ command }) => command),
    notes: [
      ...tools.map(({ id, cannotTell }) => `\`${id}\` cannot tell: ${cannotTell}.`),
      ...faster(rows),
      'Where only "does it connect" is asked, a scan and the exporter are faster and cheaper. What `check` takes longer for is the timing of the round trip, and the silence that a finding needs.',
    ],
    data: { rows: rows.map(({ tool, network, turns }) => ({ tool: tool.id, network, turns })) },
  };
}

export const besideTools: FigureSource = {
  id: 'tools',
  quick: false,
  measure: ({ quick }) => measure(TOOLS, quick ? 1 : 5),
};

/** Each tool alone, once: `npm run bench -- tools-fping`. */
export const singleTools: readonly FigureSource[] = TOOLS.map((tool) => ({
  id: `tools-${tool.id}`,
  quick: false,
  measure: () => measure([tool], 1),
}));
