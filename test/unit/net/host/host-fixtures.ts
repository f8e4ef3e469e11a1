/** A machine of made-up files and tools, read by the real reader of its system. */
import type { HostFacts, ProxySetting } from '../../../../src/evidence/index.ts';
import { makeHost, type HostDependencies } from '../../../../src/net/host/host.ts';
import { fakeCommands } from '../fake-commands.ts';

export const options = { timeoutMs: 1000, signal: new AbortController().signal };
export const noProxy: ProxySetting = {
  source: 'none',
  httpsProxy: null,
  hasCredentials: false,
  bypass: [],
  pacUrl: null,
  problem: null,
};

export interface FakeMachine extends Partial<HostDependencies> {
  readonly answers?: Parameters<typeof fakeCommands>[0];
  readonly files?: Readonly<Record<string, string>>;
}

export function hostOf(platform: NodeJS.Platform, machine: FakeMachine): ReturnType<typeof makeHost> {
  const { answers = {}, files = {}, ...rest } = machine;
  return makeHost({
    commands: fakeCommands(answers),
    env: {},
    platform,
    readProxy: () => Promise.resolve(noProxy),
    hasRoute: () => Promise.resolve(null),
    readText: (path) => Promise.resolve(files[path] ?? null),
    ...rest,
  });
}

export function factsOf(platform: NodeJS.Platform, machine: FakeMachine): Promise<HostFacts> {
  return hostOf(platform, machine).facts(options);
}
