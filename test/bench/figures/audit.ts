/** What `audit` costs for a long file. No network, so no lab. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import type { Figure, FigureSource } from '../figure.ts';
import { PARTS, runProgram, times, type ProgramRun } from '../programs.ts';
import { median } from '../statistics.ts';

const RULES = 5_000;
const BOUND = { cpuMs: 600, rssMb: 120 };

interface Row {
  readonly block: readonly [address: string, length: number];
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly verdict: 'accept' | 'drop';
}

const NEEDED = [
  { port: 443, transport: 'tcp' },
  { port: 443, transport: 'udp' },
  { port: 4172, transport: 'tcp' },
  { port: 4172, transport: 'udp' },
  { port: 4195, transport: 'tcp' },
  { port: 4195, transport: 'udp' },
] as const;

/** Everything else of a company first; what WorkSpaces needs stands at the end, so that every rule is asked. */
const ROWS: readonly Row[] = Array.from({ length: RULES }, (_, index) => {
  const needed = NEEDED[index - (RULES - NEEDED.length)];
  if (needed !== undefined) return { block: ['0.0.0.0', 0], ...needed, verdict: 'accept' };
  return {
    block: [`10.${index >> 8}.${index & 255}.0`, 24],
    port: [443, 4172, 4195, 8443, 22][index % 5] ?? 443,
    transport: index % 3 === 0 ? 'udp' : 'tcp',
    verdict: index % 4 === 0 ? 'drop' : 'accept',
  };
});

function csvRow({ block, port, transport, verdict }: Row): string {
  return `${block.join('/')},${port},${transport},${verdict === 'drop' ? 'deny' : 'allow'}`;
}

function saveLine({ block, port, transport, verdict }: Row): string {
  return `-A OUTPUT -d ${block.join('/')} -p ${transport} -m ${transport} --dport ${port} -j ${verdict.toUpperCase()}`;
}

const TABLE = { family: 'inet', table: 'filter' };

function nftRule({ block: [addr, len], port, transport, verdict }: Row, index: number): object {
  const matches = [
    { op: '==', left: { payload: { protocol: 'ip', field: 'daddr' } }, right: { prefix: { addr, len } } },
    { op: '==', left: { payload: { protocol: transport, field: 'dport' } }, right: port },
  ];
  const counter = { counter: { packets: 0, bytes: 0 } };
  const expr = [...matches.map((match) => ({ match })), counter, { [verdict]: null }];
  return { rule: { ...TABLE, chain: 'out', handle: index + 2, expr } };
}

const FILES: readonly (readonly [name: string, text: string])[] = [
  ['rules.csv', ['destination,port,protocol,action', ...ROWS.map(csvRow), ''].join('\n')],
  ['rules.save', ['*filter', ':OUTPUT DROP [0:0]', ...ROWS.map(saveLine), 'COMMIT', ''].join('\n')],
  [
    'ruleset.json',
    JSON.stringify({
      nftables: [
        { table: { family: TABLE.family, name: TABLE.table } },
        { chain: { ...TABLE, name: 'out', type: 'filter', hook: 'output', prio: 0, policy: 'drop' } },
        ...ROWS.map(nftRule),
      ],
    }),
  ],
];

interface Audited {
  readonly name: string;
  readonly runs: readonly ProgramRun[];
}

async function audited(folder: string, name: string, count: number): Promise<Audited> {
  const args = [PARTS, 'audit', join(folder, name), '--region', 'eu-central-1'];
  const runs = await times(count, () => runProgram({ spawn }, execPath, args));
  const failed = runs.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new Error(`audit ${name} ended with ${failed.exitCode}: ${failed.stderr}`);
  return { name, runs };
}

const cpuOf = ({ runs }: Audited): number => median(runs.map(({ cpuMs }) => cpuMs));
const memoryOf = ({ runs }: Audited): number => median(runs.map(({ rssMb }) => rssMb));

export const audit: FigureSource = {
  id: 'audit',
  quick: true,
  async measure({ quick }): Promise<Figure> {
    const folder = await mkdtemp(join(tmpdir(), 'preflight-bench-audit-'));
    try {
      const all: Audited[] = [];
      for (const [name, text] of FILES) {
        await writeFile(join(folder, name), text);
        all.push(await audited(folder, name, quick ? 3 : 9));
      }
      const [cpuMs, rssMb] = [Math.max(...all.map(cpuOf)), Math.max(...all.map(memoryOf))];
      return {
        id: 'audit',
        title: `CPU and peak memory of \`audit\` for ${RULES} rules, the worst of three formats`,
        bound: `${BOUND.cpuMs / 1000} s; ${BOUND.rssMb} MB`,
        measured: `${(cpuMs / 1000).toFixed(2)} s; ${rssMb.toFixed(0)} MB`,
        met: cpuMs <= BOUND.cpuMs && rssMb <= BOUND.rssMb,
        details: all.map((one) => [
          one.name,
          `${(cpuOf(one) / 1000).toFixed(2)} s, ${memoryOf(one).toFixed(0)} MB`,
        ]),
        commands: FILES.map(([name]) => `preflight audit ${name} --region eu-central-1`),
        notes: [
          'Every rule is asked: what WorkSpaces needs stands behind all others. CPU is user and system time.',
        ],
        data: {
          files: all.map(({ name, runs }) => ({
            name,
            runs: runs.map(({ cpuMs: spentMs, rssMb: peakMb }) => ({ spentMs, peakMb })),
          })),
        },
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
