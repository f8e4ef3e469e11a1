/**
 * No wrong `peer/below-need` while this computer is busy: checks with `--peer-load` in the lab on lines and queues of several sizes, beside a program for each
 * core that does nothing but count. Writes its page beside the other proofs; ends with 1 when a need is called too large for a line that carries it, or more than
 * 1.3 MB were sent. `npm run peer:need` (root, Debian); with another number of runs (`npm run peer:need -- 4`) it writes nothing.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import { formatted } from './format-generated.ts';
import { checkPeer, inPeerLab, wayToPeer } from './peer-lab.ts';

const LINES = [250, 900, 1_500, 1_650, 1_800, 6_000];
const QUEUES = [100, 1_000];
const WAYS = LINES.flatMap((rateKbps) => QUEUES.map((queueMs) => ({ rateKbps, queueMs })));
const WHOLE = 24;
const RUNS = Number(process.argv[2] ?? WHOLE);
const MOST_BYTES = 1_300_000;

const facts = z.object({ needKbps: z.number(), direction: z.string() });

interface Run {
  readonly rateKbps: number;
  readonly queueMs: number;
  readonly said: z.infer<typeof facts>[];
  readonly lateMs: number | null;
  readonly bytes: number;
}

async function run({ rateKbps, queueMs }: (typeof WAYS)[number]): Promise<Run> {
  return inPeerLab([wayToPeer({ rateKbps, queueMs })], async (lab, args) => {
    const { peer, findings } = await checkPeer(lab, args);
    const said = findings
      .filter(({ code }) => code === 'peer/below-need')
      .map(({ params }) => facts.parse(params));
    const bytes = (peer.load?.runs ?? []).reduce((sum, one) => sum + one.bytes, 0);
    return { rateKbps, queueMs, said, lateMs: peer.load?.lateMs ?? null, bytes };
  });
}

const isWrong = ({ rateKbps, said }: Run): boolean => said.some(({ needKbps }) => needKbps <= rateKbps);

await ensureBuilt();
const counting = Array.from({ length: availableParallelism() }, () =>
  spawn('setpriv', ['--pdeathsig', 'KILL', process.execPath, '-e', 'for(;;);'], { stdio: 'ignore' }),
);
const runs: Run[] = [];
for (let turn = 0; turn < RUNS; turn += 1) {
  const way = WAYS[turn % WAYS.length];
  if (way === undefined) break;
  const one = await run(way);
  runs.push(one);
  console.error(JSON.stringify(one));
}
for (const child of counting) child.kill('SIGKILL');

const wrong = runs.filter(isWrong).length;
const most = Math.max(...runs.map(({ bytes }) => bytes));
const lines = WAYS.map(({ rateKbps, queueMs }) => {
  const own = runs.filter((one) => one.rateKbps === rateKbps && one.queueMs === queueMs);
  const said = own.flatMap((one) =>
    one.said.map(({ needKbps, direction }) => `${needKbps} kbps ${direction}`),
  );
  const late = own.map(({ lateMs }) => (lateMs === null ? 'not told' : String(Math.round(lateMs))));
  return `| ${rateKbps} kbps | ${queueMs} ms | ${own.length} | ${said.join(', ') || 'nothing'} | ${own.filter(isWrong).length} | ${late.join(', ')} |`;
});
const text = `# Too little for the need, or a busy computer

Written by \`npm run peer:need\` in the lab: ${runs.length} checks with \`--peer-load\` beside a program for each core that does nothing but count, on lines that carry so much each way.
Needs are 1700 kbps there, 300 and 1000 kbps back. ${wrong} called a need too large for a line that carries it; the most that one check sent for its load was ${(most / 1e6).toFixed(2)} MB.

| line | queue | runs | too large, as \`peer/below-need\` says | wrong | ms that an end was late (99th percentile) |
| ---- | ----- | ---- | ------------------------------------- | ----- | ---------------------------------------- |
${lines.join('\n')}

Where an end was later than 100 ms nothing is said.
`;
const file = 'docs/proof/peer-need.md';
if (RUNS === WHOLE) writeFileSync(file, await formatted(text, file));
console.log(text);
process.exitCode = wrong === 0 && most <= MOST_BYTES ? 0 : 1;
