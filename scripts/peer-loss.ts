/**
 * Loss to a peer against the kernel's own counters: a check in the lab for each share of loss there and back, and what nftables counted at the peer's door and
 * at its way out. Writes docs/proof/peer-loss.md; ends with 1 when a count differs. `npm run peer:loss` (root, Debian); with fewer runs of each share
 * (`npm run peer:loss -- 1`) it writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { openLab } from '../test/lab/lab.ts';
import { checkArguments, runPreflight, worldOf } from '../test/lab/run-scenario.ts';
import { mustRun } from '../test/lab/run-command.ts';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import { SCENARIOS } from '../test/lab/scenarios/index.ts';
import { reportSchema } from '../src/report/report.ts';
import { z } from 'zod';
import { formatted } from './format-generated.ts';

/** DCV's port has one series alone: on PCoIP's there are those from fixed source ports, too. Greetings, which other steps send as well, have numbers above it. */
const PORT = 4195;
/** Datagrams of the series. */
const SENT = 500;
const SHARES = [
  [1, 1],
  [5, 2],
  [2, 5],
  [0, 10],
  [20, 0],
] as const;
const WHOLE = 10;
const RUNS = Math.min(WHOLE, Number(process.argv[2] ?? WHOLE));

const counters = z.object({
  nftables: z.array(
    z.looseObject({
      rule: z.looseObject({ comment: z.string().optional(), expr: z.array(z.looseObject({})) }).optional(),
    }),
  ),
});

interface Row {
  readonly there: number;
  readonly back: number;
  readonly atPeer: number | null;
  readonly counted: number;
  readonly answered: number | null;
  readonly sentBack: number;
  readonly received: number;
}

/** Packets of the rule with this comment. */
async function packetsOf(namespace: string, comment: string): Promise<number> {
  const text = await mustRun('ip', ['netns', 'exec', namespace, 'nft', '-j', 'list', 'table', 'inet', 'lab']);
  const { nftables } = counters.parse(JSON.parse(text));
  const rule = nftables.find((one) => one.rule?.comment === comment)?.rule;
  const counter = z.object({ counter: z.object({ packets: z.number() }) });
  const found = rule?.expr.flatMap((one) => counter.safeParse(one).data ?? [])[0];
  if (found === undefined) throw new Error(`no counter ${comment}`);
  return found.counter.packets;
}

/** nftables: the sender's number, so many bytes into the datagram (src/peer/stamp-packet.ts), is none of a greeting. */
const seriesAt = (byte: number): string => `@th,${8 * (8 + byte)},32 < 0xf0000000`;

async function run(there: number, back: number): Promise<Row> {
  const scenario = SCENARIOS.find(({ name }) => name === 'peer-all-open');
  if (scenario === undefined) throw new Error('no scenario peer-all-open');
  const world = worldOf(scenario);
  const rules = [
    { at: 'peer', text: `udp dport ${PORT} ${seriesAt(0)} ip saddr 192.168.77.10 counter comment "there"` },
    { at: 'router', text: `udp sport ${PORT} ${seriesAt(48)} ip daddr 192.168.77.10 counter comment "back"` },
    { at: 'router', text: `udp dport ${PORT} numgen random mod 100 < ${there} drop` },
    { at: 'router', text: `udp sport ${PORT} numgen random mod 100 < ${back} drop` },
  ] as const;
  const lab = await openLab({ ...world, rules });
  try {
    const { stdout } = await runPreflight(
      lab,
      ['check', ...checkArguments(scenario), '--format', 'json'],
      {},
    );
    const report = reportSchema.parse(JSON.parse(stdout));
    const evidence = report.checks.find(({ id }) => id === `peer/1/stamp-${PORT}`)?.evidence;
    const series = z
      .object({
        received: z.number(),
        atPeer: z.number().nullable(),
        answered: z.number().nullable(),
      })
      .parse(evidence);
    return {
      ...{ there, back, atPeer: series.atPeer, received: series.received },
      answered: series.answered,
      counted: await packetsOf(lab.spaces.peer ?? '', 'there'),
      sentBack: await packetsOf(lab.spaces.router, 'back'),
    };
  } finally {
    await lab.close();
  }
}

await ensureBuilt();
const rows: Row[] = [];
for (const [there, back] of SHARES)
  for (let turn = 0; turn < RUNS; turn += 1) rows.push(await run(there, back));
const agrees = (row: Row): boolean => row.atPeer === row.counted && row.answered === row.sentBack;
const agreeing = rows.filter(agrees).length;
const percent = (lost: number, of: number): string => `${((100 * lost) / of).toFixed(2)} %`;
const lines = SHARES.map(([there, back]) => {
  const own = rows.filter((row) => row.there === there && row.back === back);
  const sum = (figure: (row: Row) => number): number => own.reduce((total, row) => total + figure(row), 0);
  const [sent, came] = [SENT * own.length, sum(({ counted }) => counted)];
  const lostBack = sum(({ sentBack, received }) => sentBack - received);
  const cells = [
    percent(sent - came, sent),
    percent(
      lostBack,
      sum(({ sentBack }) => sentBack),
    ),
  ];
  return `| ${there} % | ${back} % | ${own.length} | ${own.filter(agrees).length} | ${cells.join(' | ')} |`;
});
const text = `# Loss to a peer, each way, against the kernel

Written by \`npm run peer:loss\` in the lab: series of ${SENT} datagrams to UDP ${PORT} of a peer while a router loses some at random. \`nftables\` counts at the peer's door and on
the way back, before what is lost there, without greetings. A run agrees where what the peer tells it got and answered is the kernel's count to the packet: ${agreeing} of ${rows.length}.

| to be lost there | back | runs | that agree | lost there, by the kernel | lost back |
| ---------------- | ---- | ---- | ---------- | ------------------------- | --------- |
${lines.join('\n')}
`;
const file = 'docs/proof/peer-loss.md';
if (RUNS === WHOLE) writeFileSync(file, await formatted(text, file));
console.log(text);
process.exitCode = agreeing === rows.length ? 0 : 1;
