/**
 * Loss to a peer against the kernel's own counters: a check in the lab for each share of loss there and back, and what nftables counted at the peer's door and
 * at its way out. Writes docs/proof/peer-loss.md; ends with 1 when a count differs. `npm run peer:loss` (root, Debian).
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

/** DCV's port has one series alone: on PCoIP's there are those from fixed source ports, too. */
const PORT = 4195;
const SHARES = [
  [1, 1],
  [5, 2],
  [2, 5],
  [0, 10],
  [20, 0],
] as const;
const RUNS = 2;

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
  readonly hellos: number;
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

async function run(there: number, back: number): Promise<Row> {
  const scenario = SCENARIOS.find(({ name }) => name === 'peer-all-open');
  if (scenario === undefined) throw new Error('no scenario peer-all-open');
  const world = worldOf(scenario);
  const rules = [
    { at: 'peer', text: `ip saddr 192.168.77.10 udp dport ${PORT} counter comment "there"` },
    { at: 'router', text: `udp sport ${PORT} ip daddr 192.168.77.10 counter comment "back"` },
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
        told: z.object({ hellos: z.number(), answered: z.number() }),
      })
      .parse(evidence);
    return {
      ...{ there, back, hellos: series.told.hellos, atPeer: series.atPeer, received: series.received },
      answered: series.answered,
      counted: (await packetsOf(lab.spaces.peer ?? '', 'there')) - series.told.hellos,
      sentBack: (await packetsOf(lab.spaces.router, 'back')) - series.told.answered,
    };
  } finally {
    await lab.close();
  }
}

await ensureBuilt();
const rows: Row[] = [];
for (const [there, back] of SHARES)
  for (let turn = 0; turn < RUNS; turn += 1) rows.push(await run(there, back));
const wrong = rows.filter((row) => row.atPeer !== row.counted || row.answered !== row.sentBack);
const lines = rows.map(
  (row) =>
    `| ${row.there} % | ${row.back} % | 500 | ${row.atPeer} | ${row.counted} | ${row.answered} | ${row.sentBack} | ${row.received} |`,
);
const text = `# Loss to a peer, each way, against the kernel

Written by \`npm run peer:loss\` in the lab: series of 500 datagrams to UDP ${PORT} of a peer while a router loses some at random. \`nftables\` counts at the peer's door and on
the way back, before what is lost there; first packets are taken off. ${rows.length - wrong.length} of ${rows.length} runs agree to the packet.

| lost there | lost back | sent | at the peer, as it tells | counted | answers, as it tells | counted | came back |
| ---------- | --------- | ---- | ------------------------ | ------- | -------------------- | ------- | --------- |
${lines.join('\n')}
`;
const file = 'docs/proof/peer-loss.md';
writeFileSync(file, await formatted(text, file));
console.log(`${rows.length - wrong.length} of ${rows.length} agree`);
process.exitCode = wrong.length === 0 ? 0 : 1;
