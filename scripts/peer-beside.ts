/**
 * What `check --peer` tells beside irtt and iperf3 (Debian's) on the same way in the lab, one after the other: loss, variation, rate. Writes
 * docs/proof/peer-beside.md; ends with 1 when a rate is more than a tenth beside the emulator's, or a variation more than 1 ms. `npm run peer:beside` (root, Debian; irtt
 * and iperf3 installed); with lines of one's own in kbps (`npm run peer:beside -- 300`) it writes nothing.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { THRESHOLDS } from '../src/reading/thresholds.ts';
import type { Change } from '../test/lab/change.ts';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import type { Lab } from '../test/lab/lab.ts';
import { PEER_MACHINE } from '../test/lab/places.ts';
import { mustRun } from '../test/lab/run-command.ts';
import { formatted } from './format-generated.ts';
import { checkPeer, inPeerLab, wayToPeer } from './peer-lab.ts';
import { findProgram } from './system-packages.mjs';

const { address } = PEER_MACHINE;
const IPERF_PORT = 5201;
/** iperf3 counts the load of UDP alone; we count whole packets. */
const [PACKET_BYTES, HEADER_BYTES] = [1200, 28];
const TOLERANCE = 0.1;
const SWING_MS = 8;
/** Of a median variation. */
const NEAR_MS = 1;
const SWINGS = [15, 60];
const { jitterMs: LIMIT_MS } = THRESHOLDS;
const WHOLE = [300, 1_000, 1_700, 6_000];
/** The peer is asked about the port of DCV: on PCoIP's there are series from fixed source ports, too. */
const PORT = 4195;

const client = (lab: Lab, program: string, ...args: readonly string[]) =>
  mustRun('ip', ['netns', 'exec', lab.spaces.client, program, ...args]);

/** Servers on the peer's machine; they end with this process. */
async function serve(lab: Lab): Promise<void> {
  const inside = ['--pdeathsig', 'KILL', 'ip', 'netns', 'exec', lab.spaces.peer ?? ''];
  for (const command of [
    ['irtt', 'server', '-b', `${address}:2112`],
    ['iperf3', '-s', '-B', address, '-p', String(IPERF_PORT)],
  ])
    spawn('setpriv', [...inside, ...command], { stdio: 'ignore' });
  await sleep(1_000);
}

function inLab<T>(
  changes: readonly Change[],
  use: (lab: Lab, args: readonly string[]) => Promise<T>,
): Promise<T> {
  return inPeerLab(changes, async (lab, args) => {
    await serve(lab);
    return use(lab, args);
  });
}

/** Nanoseconds. */
const ns = z.object({ median: z.number() });
const irttReport = z.object({
  stats: z.object({
    rtt: ns,
    ipdv_send: ns,
    ipdv_receive: ns,
    upstream_loss_percent: z.number(),
    downstream_loss_percent: z.number(),
  }),
});

async function irtt(lab: Lab) {
  const text = await client(
    lab,
    'irtt',
    'client',
    '-i',
    '20ms',
    '-d',
    '10s',
    '-l',
    '160',
    '-Q',
    '-o',
    '-',
    `${address}:2112`,
  );
  return irttReport.parse(JSON.parse(text)).stats;
}

const iperfReport = z.object({
  /** iperf3 ends well all the same. */
  error: z.string().optional(),
  end: z
    .object({
      sum: z.object({ bits_per_second: z.number(), lost_percent: z.number() }).loose().optional(),
      sum_received: z.object({ bits_per_second: z.number() }).optional(),
    })
    .loose(),
});

/** Whole packets, in kbps, as they came. */
async function iperf(lab: Lab, kbps: number, way: 'up' | 'down'): Promise<number> {
  const load = PACKET_BYTES - HEADER_BYTES;
  const rate = Math.round((kbps * 1000 * load) / PACKET_BYTES);
  const args = [
    '-c',
    address,
    '-p',
    String(IPERF_PORT),
    '-u',
    '-b',
    String(rate),
    '-l',
    String(load),
    '-t',
    '3',
    '-J',
  ];
  const text = await client(lab, 'iperf3', ...args, ...(way === 'down' ? ['-R'] : []));
  const { error, end } = iperfReport.parse(JSON.parse(text));
  if (end.sum === undefined) throw new Error(`iperf3: ${error ?? 'no sum'}`);
  const { sum, sum_received: received } = end;
  const came = received?.bits_per_second ?? sum.bits_per_second * (1 - sum.lost_percent / 100);
  return Math.round((came * PACKET_BYTES) / load / 1000);
}

const figure = (value: number | null | undefined, digits = 1): string =>
  value === null || value === undefined ? 'not told' : value.toFixed(digits);

/** Every second datagram so much later on the way there, 5 % lost there and 2 % back. */
async function shaken(): Promise<{ readonly lines: readonly string[]; readonly isRight: boolean }> {
  const ports = `{ ${PORT}, 2112 }`;
  const changes: Change[] = [
    wayToPeer({ swingMs: SWING_MS }),
    {
      kind: 'world',
      fields: {
        rules: [
          { at: 'router', text: `udp dport ${ports} numgen random mod 100 < 5 drop` },
          { at: 'router', text: `udp sport ${ports} numgen random mod 100 < 2 drop` },
        ],
      },
    },
  ];
  return inLab(changes, async (lab, args) => {
    const other = await irtt(lab);
    const { peer } = await checkPeer(lab, withoutLoad(args));
    const seen = peer.udp.find(({ port }) => port === PORT);
    if (seen === undefined) throw new Error(`nothing of UDP ${PORT}`);
    const { sent, atPeer, answered, received, rttMs, ipdvMs } = seen;
    const lost = (of: number | null, came: number | null) =>
      of === null || came === null ? null : (100 * (of - came)) / of;
    const rows: readonly (readonly [string, string, number | null | undefined, number])[] = [
      ['lost there, %', '5 at random', lost(sent, atPeer), other.upstream_loss_percent],
      ['lost back, %', '2 at random', lost(answered, received), other.downstream_loss_percent],
      ['round trip, median, ms', '40 or 48', rttMs?.p50, other.rtt.median / 1e6],
      [
        'from one to the next there, median, ms',
        '8, less beside a loss',
        ipdvMs.up,
        other.ipdv_send.median / 1e6,
      ],
      ['from one to the next back, median, ms', '0', ipdvMs.down, other.ipdv_receive.median / 1e6],
    ];
    const isNear = (told: number | null, truth: number) => told !== null && Math.abs(told - truth) <= NEAR_MS;
    return {
      lines: rows.map(
        ([what, truth, mine, theirs]) => `| ${what} | ${truth} | ${figure(mine, 2)} | ${figure(theirs, 2)} |`,
      ),
      isRight: isNear(ipdvMs.up, SWING_MS) && isNear(ipdvMs.down, 0),
    };
  });
}

const withoutLoad = (args: readonly string[]) => args.filter((one) => one !== '--peer-load');

/** What is said of a way there on which every second datagram is so much later: nothing below the limit of 30 ms, and only of that way. */
async function said(swingMs: number): Promise<Rate> {
  return inPeerLab([wayToPeer({ swingMs })], async (lab, args) => {
    const { peer, findings } = await checkPeer(lab, withoutLoad(args));
    const pdvMs = peer.udp.find(({ port }) => port === PORT)?.pdvMs;
    const found = findings.find(({ code }) => code === 'peer/jitter')?.params?.['direction'];
    const wanted = swingMs > LIMIT_MS ? 'there' : undefined;
    const line = `| ${swingMs} ms | ${figure(pdvMs?.up)} | ${figure(pdvMs?.down)} | ${typeof found === 'string' ? found : 'nothing'} |`;
    return { line, isRight: found === wanted };
  });
}

interface Rate {
  readonly line: string;
  readonly isRight: boolean;
}

async function rates(lineKbps: number): Promise<Rate[]> {
  const changes = [wayToPeer({ rateKbps: lineKbps })];
  return inLab(changes, async (lab, args) => {
    // A line that carries less up cannot pay for more down.
    const downKbps = lineKbps < 1_000 ? 300 : 1_000;
    const theirs = { up: await iperf(lab, 1_700, 'up'), down: await iperf(lab, downKbps, 'down') };
    const { peer } = await checkPeer(lab, args);
    const runs = (peer.load?.runs ?? []).filter(
      ({ direction, kbps }) => direction === 'up' || kbps === downKbps,
    );
    if (runs.length !== 2) throw new Error('no load was measured');
    return runs.map(({ direction, kbps, arrivedKbps }) => {
      const truth = Math.min(kbps, lineKbps);
      const isRight = Math.abs((arrivedKbps ?? 0) - truth) <= TOLERANCE * truth;
      return {
        line: `| ${lineKbps} kbps | ${direction}, ${kbps} kbps | ${truth} | ${figure(arrivedKbps, 0)} | ${theirs[direction]} |`,
        isRight,
      };
    });
  });
}

for (const program of ['irtt', 'iperf3'])
  if (findProgram(program) === null)
    throw new Error(`${program} is not installed (apt-get install ${program})`);
await ensureBuilt();
const asked = process.argv.slice(2).map(Number);
const variation = await shaken();
const varied: Rate[] = [];
for (const swingMs of SWINGS) varied.push(await said(swingMs));
const measured: Rate[] = [];
for (const lineKbps of asked.length > 0 ? asked : WHOLE) measured.push(...(await rates(lineKbps)));
const right = measured.filter(({ isRight }) => isRight).length;
const text = `# A peer beside irtt and iperf3

Written by \`npm run peer:beside\` in the lab, each row by all programs on the same way, one after the other. The first table: 500 datagrams of 160 bytes
of UDP, 50 a second, while every second one is ${SWING_MS} ms late on the way there and a router loses some at random. Both medians of the variation ${variation.isRight ? 'are' : 'are not'} within ${NEAR_MS} ms of the truth.

| what | on the way | check --peer | irtt |
| ---- | ---------- | ------------ | ---- |
${variation.lines.join('\n')}

The second: the same datagrams where every second one is so much later on the way there; \`peer/jitter\` begins above ${LIMIT_MS} ms.

| later by | one of ten there, later by | back | \`peer/jitter\` |
| -------- | -------------------------- | ---- | ------------- |
${varied.map(({ line }) => line).join('\n')}

The third: three seconds of whole packets of ${PACKET_BYTES} bytes on a line that carries so much each way (a queue of 100 ms), in kbps. ${right} of ${measured.length} are within a tenth.

| line | load | at most | check --peer-load | iperf3 |
| ---- | ---- | ------- | ----------------- | ------ |
${measured.map(({ line }) => line).join('\n')}
`;
const file = 'docs/proof/peer-beside.md';
if (asked.length === 0) writeFileSync(file, await formatted(text, file));
console.log(text);
process.exitCode =
  variation.isRight && varied.every(({ isRight }) => isRight) && right === measured.length ? 0 : 1;
