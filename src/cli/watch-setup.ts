/** Puts the real machine under a watch: engine, history, files. */
import { networkInterfaces, uptime } from 'node:os';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { writeAtomically } from '../core/write-atomically.ts';
import type { Language } from '../core/language.ts';
import { check, type Checked, type CheckInput } from '../engine/check.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { historyStore } from '../engine/history-store.ts';
import { keepWatched, lineContext } from '../engine/over-time.ts';
import { withProbingLock } from '../engine/probing-lock.ts';
import { settingsStore } from '../engine/settings-store.ts';
import { installationOf } from '../history/instance.ts';
import { retentionOf } from '../history/keep.ts';
import { overTime, type OverTime } from '../history/over-time.ts';
import { makeClock } from '../net/clock.ts';
import { makeCommandRunner } from '../net/command-runner.ts';
import { readPowerAndLine } from '../net/host/power.ts';
import type { Report } from '../report/report.ts';
import type { Policy } from '../policy/policy.ts';
import { makeMeter, type Meter } from '../watch/meter.ts';
import { foundOf, keptFound, type Persistence } from '../watch/persistence.ts';
import type { Interval } from '../watch/schedule.ts';
import type { Told, WatchPorts } from '../watch/watch.ts';
import { causeOf } from '../words/languages.ts';
import { policyHere } from './policy-here.ts';
import type { RunSetup } from './run-setup.ts';

export interface WatchSetup {
  readonly ports: WatchPorts;
  readonly meter: Meter;
  readonly history: OverTime;
  readonly policy: Policy;
  /** One full run of something else than the watch's own request, under the same lock and count. */
  readonly runOther: (setup: RunSetup, signal: AbortSignal) => Promise<Checked>;
}

export interface WatchSetupInput {
  readonly setup: RunSetup;
  readonly interval: Interval;
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  readonly language: Language;
  /** Zero where a person looks on. */
  readonly spreadMs: number;
  readonly onTold: (told: Told) => void;
  /** Another run on this computer is in the way. */
  readonly onWait: () => void;
}

const QUIET_TIMEOUT_MS = 3_000;

export async function watchSetup(input: WatchSetupInput): Promise<WatchSetup> {
  const { setup, interval, env, spreadMs } = input;
  const folder = dataFolder(env);
  const clock = makeClock();
  const policy = await policyHere();
  const meter = makeMeter(() => clock.nowMs(), policy.packetsPerMinute?.value);
  const history = overTime(folder, retentionOf(policy));
  const keeper = { dataFolder: folder, overTime: history, history: historyStore(folder) };
  const isReal = setup.way.scenario === null;
  const { id } = await installationOf(folder);
  const found = join(folder, 'watch', 'found.json');
  const ports: WatchPorts = {
    ...{ clock, interval, id, random: Math.random, onTold: input.onTold },
    firstMs: Math.floor(Math.random() * spreadMs),
    ...runsOf(input, { folder, meter }),
    keep: async (run, line) => {
      // A demonstration is of no network.
      if (!isReal) return;
      const { historyKeep } = await settingsStore(folder).get();
      await keepWatched(keeper, { run, line, keep: historyKeep });
    },
    context: (report: Report) => lineContext(folder, report),
    quiet: () => quietHere(),
    addresses: () => JSON.stringify(addressesHere()),
    bootMs: () => uptime() * 1000,
    layerOf: (code) => causeOf(code)?.layer ?? 'us',
    found: isReal ? await readFound(found) : new Map(),
    keepFound: async (now) => {
      if (isReal) await writeAtomically(found, `${JSON.stringify([...now.values()])}\n`);
    },
  };
  const runOther: WatchSetup['runOther'] = (other, signal) =>
    runsOf({ ...input, setup: other }, { folder, meter }).full(signal);
  return { ports, meter, history, policy, runOther };
}

function runsOf(
  { setup, version, language, onWait }: WatchSetupInput,
  { folder, meter }: { readonly folder: string; readonly meter: Meter },
): Pick<WatchPorts, 'full' | 'quick'> {
  const shared = { ...setup, version, language };
  const locked = (input: CheckInput): Promise<Checked> =>
    setup.way.scenario === null
      ? withProbingLock(folder, { signal: input.signal, onWait }, () => check(input))
      : check(input);
  return {
    full: (signal) => locked({ ...shared, signal, through: (ports) => meter.through(ports) }),
    quick: (part, signal) => {
      const stop = new AbortController();
      const either = AbortSignal.any([signal, stop.signal]);
      const through: CheckInput['through'] = (ports) => meter.through(ports, () => stop.abort('ceiling'));
      return locked({ ...shared, again: part, signal: either, through });
    },
  };
}

function quietHere(): ReturnType<WatchPorts['quiet']> {
  const signal = AbortSignal.timeout(QUIET_TIMEOUT_MS);
  const { platform } = process;
  return readPowerAndLine(
    { platform, commands: makeCommandRunner() },
    { timeoutMs: QUIET_TIMEOUT_MS, signal },
  ).catch(() => ({ battery: null, metered: null }));
}

/** What changes with the network and not with time: temporary IPv6 addresses come and go by themselves, their network does not. */
function addressesHere(): readonly string[] {
  const entries = Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal }) => !internal)
      .map(({ family, address, netmask, cidr }) =>
        family === 'IPv4'
          ? `${name} ${cidr ?? address}`
          : `${name} ${address.split(':').slice(0, 4).join(':')} ${netmask}`,
      ),
  );
  return [...new Set(entries)].sort();
}

async function readFound(path: string): Promise<Persistence> {
  const kept = parseBoundedJson(await readFile(path, 'utf8').catch(() => ''));
  return foundOf((kept.ok ? keptFound.safeParse(kept.value).data : undefined) ?? []);
}
