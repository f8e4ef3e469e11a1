/** The probes that only ask the host port: they pass on the address, the budget and the signal, and the answer as it is. */
import { describe, expect, test } from '@jest/globals';
import { clientProbe } from '../../../src/probes/client.ts';
import { localServicesProbe } from '../../../src/probes/local-services.ts';
import { routeProbe } from '../../../src/probes/route.ts';
import type { Ports } from '../../../src/probes/ports.ts';
import type { ProbeContext } from '../../../src/probes/probe.ts';
import { stepTo } from './fake-path.ts';

function machine() {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return Promise.resolve(name);
    };
  const host = { route: note('route'), client: note('client'), localServices: note('localServices') };
  const { signal } = new AbortController();
  const context = { ports: { host } as unknown as Ports, signal, resolved: [] } as unknown as ProbeContext;
  return { calls, context, options: { timeoutMs: 8000, signal } };
}

describe('probes of this machine', () => {
  test.each([
    ['route', routeProbe, ['192.0.2.1']],
    ['client', clientProbe, []],
    ['localServices', localServicesProbe, []],
  ] as const)('%s', async (name, probe, before) => {
    const { calls, context, options } = machine();
    expect(await probe.run(stepTo('192.0.2.1'), context)).toBe(name);
    expect(calls).toEqual([[name, ...before, options]]);
  });

  test('a route step without an address is a bug and says so', () => {
    expect(() => routeProbe.run(stepTo('not an address'), machine().context)).toThrow('has no address');
  });
});
