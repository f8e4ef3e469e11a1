/** A sign-in name that is cut off between two full runs of a watch, in the lab: quick runs do not ask it, the next full one does. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { historyLine, type HistoryLine } from '../src/history/line.ts';
import type { Lab } from '../test/lab/lab.ts';
import { PREFLIGHT } from '../test/lab/places.ts';

const EVERY_MINUTES = 5;
/** A slot is at most one and a half intervals away, and a tenth is left to chance. */
const NEXT_FULL_MS = 1.6 * EVERY_MINUTES * 60_000;
/** Of the time of a run, and of the first minute, in which a watch waits for its turn. */
const ROOM_MS = 90_000;

interface Seen {
  readonly name: string;
  readonly cutMs: number;
  /** Every run of the watch. */
  readonly lines: readonly HistoryLine[];
}

/** `given`: options of the check. Rejects where a full run does not come in its time. */
export async function seeCut(lab: Lab, region: string, { data, given }: Place): Promise<Seen> {
  const name = `ws-broker-service.${region}.amazonaws.com`;
  const args = [PREFLIGHT, 'watch', '--interval', String(EVERY_MINUTES), ...given];
  const watch = lab.spawn(process.execPath, args, { env: { PREFLIGHT_DATA: data }, stdio: 'ignore' });
  const fullAfter = (ms: number) => (line: HistoryLine) => line.kind === 'full' && Date.parse(line.at) > ms;
  try {
    await lineWith(data, 2 * ROOM_MS, fullAfter(0));
    cutOff(lab, name);
    const cutMs = Date.now();
    await lineWith(data, NEXT_FULL_MS + ROOM_MS, fullAfter(cutMs));
    return { name, cutMs, lines: linesOf(data) };
  } finally {
    watch.kill('SIGTERM');
    await once(watch, 'exit');
  }
}

interface Place {
  readonly data: string;
  readonly given: readonly string[];
}

function linesOf(data: string): readonly HistoryLine[] {
  const days = readdirSync(join(data, 'watch')).filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name));
  return days.flatMap((day) =>
    readFileSync(join(data, 'watch', day), 'utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [historyLine.parse(JSON.parse(line))])),
  );
}

async function lineWith(data: string, withinMs: number, isSo: (line: HistoryLine) => boolean): Promise<void> {
  const untilMs = Date.now() + withinMs;
  while (Date.now() < untilMs) {
    try {
      if (linesOf(data).some(isSo)) return;
    } catch {
      // Not there yet, or half a line.
    }
    await sleep(1000);
  }
  throw new Error(`no such run within ${withinMs / 1000} s`);
}

/** At the first router, in silence, as a firewall's new rule would. */
function cutOff(lab: Lab, name: string): void {
  const { a = [], aaaa = [] } = lab.world.names[name] ?? {};
  const rules = [
    'add table inet cut',
    'add chain inet cut forward { type filter hook forward priority -10; }',
    ...a.map((address) => `add rule inet cut forward ip daddr ${address} drop`),
    ...aaaa.map((address) => `add rule inet cut forward ip6 daddr ${address} drop`),
  ];
  execFileSync('ip', ['netns', 'exec', lab.spaces.router, 'nft', '-f', '-'], { input: rules.join('\n') });
}
