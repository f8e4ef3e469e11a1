/**
 * `npm run matrix -- --paired`: no wait that ends early may change what is found (docs/adr/0022). `npm test` runs the networks of `PAIRED`.
 */
import type { Report } from '../../src/report/report.ts';
import { missingPeers } from './peers.ts';
import { observePair, worldOf, type ProgramRun } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

/** Networks in which something stays silent, each in its own way: where nothing does, no wait ends early. */
export const PAIRED: readonly string[] = [
  'manners-all-together',
  'manners-gateways-silent',
  'manners-ping-ignored',
  'odd-one-lost-syn',
  'dns-silent',
  'dns-one-of-two-servers-dead',
  'dns-first-of-two-servers-dead',
  'dns-essential-name-missing',
  'dns-essential-name-servfail',
  'dns-supporting-name-blocked',
  'https-dropped-for-one',
  'https-dropped-for-all',
  'https-handshake-silent',
  'pcoip-tcp-dropped',
  'dcv-tcp-dropped-with-fallback',
  'both-tcp-dropped',
  'streaming-udp-dropped',
  'one-of-four-health-check-servers-down',
  'mtu-black-hole-1300',
  'two-dns-dead-and-udp-dropped',
];

interface PairCounts {
  readonly pairs: number;
  readonly differ: number;
  /** A program that the network needs is missing. */
  readonly skipped: number;
}

interface Seen {
  readonly durationMs: number;
  /** Verdicts, and each finding with its severity. */
  readonly told: readonly string[];
}

function read({ stdout, stderr }: ProgramRun): Seen {
  try {
    const { durationMs, protocols, findings } = JSON.parse(stdout) as Report;
    const verdicts = Object.entries(protocols).map(
      ([protocol, told]) => `${protocol} ${told?.verdict}, UDP ${told?.udpProof}`,
    );
    return {
      durationMs,
      told: [...verdicts, ...findings.map(({ severity, code }) => `${severity} ${code}`)],
    };
  } catch {
    return { durationMs: 0, told: [`no report: ${stderr.slice(0, 200)}`] };
  }
}

/** Runs each network twice, a few networks at a time, prints what differs, and counts. */
export async function runPairs(scenarios: readonly Scenario[], atOnce: number): Promise<PairCounts> {
  const left = scenarios.filter((scenario) => missingPeers(worldOf(scenario)).length === 0);
  const count = { pairs: left.length, differ: 0, skipped: scenarios.length - left.length };
  const spentMs = { bounded: 0, whole: 0 };
  const work = async (): Promise<void> => {
    for (let scenario = left.shift(); scenario !== undefined; scenario = left.shift()) {
      // The first run in a new network meets whatever is still being set up: each kind of waits is first in turn.
      const pair = await readPair(scenario, false);
      // On a busy machine a notice about times comes now in one run and now in the other: what counts is what differs again.
      const again = pair.differences.length === 0 ? pair : await readPair(scenario, true);
      const differences = pair.differences.filter((one) => again.differences.includes(one));
      if (differences.length > 0) count.differ += 1;
      spentMs.bounded += again.bounded.durationMs;
      spentMs.whole += again.whole.durationMs;
      console.log(line(scenario, { ...again, differences }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const sums = `${seconds(spentMs.bounded)} in all with bounded waits, ${seconds(spentMs.whole)} with whole ones`;
  console.log(`${count.pairs} pairs, ${count.skipped} skipped: ${count.differ} differ; ${sums}`);
  return count;
}

interface Pair {
  readonly bounded: Seen;
  readonly whole: Seen;
  readonly differences: readonly string[];
}

async function readPair(scenario: Scenario, wholeFirst: boolean): Promise<Pair> {
  const runs = await observePair(scenario, wholeFirst);
  const [bounded, whole] = [read(runs.bounded), read(runs.whole)];
  const differences = [...missing(bounded, whole, 'bounded'), ...missing(whole, bounded, 'whole')];
  return { bounded, whole, differences };
}

function missing(from: Seen, other: Seen, waits: string): string[] {
  return from.told
    .filter((one) => !other.told.includes(one))
    .map((one) => `with ${waits} waits alone: ${one}`);
}

function line({ name }: Scenario, { bounded, whole, differences }: Pair): string {
  const word = differences.length === 0 ? 'same' : 'DIFF';
  const times = `${seconds(bounded.durationMs)} instead of ${seconds(whole.durationMs)}`;
  return [`${word} ${name} (${times})`, ...differences.map((text) => `     ${text}`)].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
