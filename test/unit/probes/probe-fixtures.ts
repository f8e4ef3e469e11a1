/** Steps, contexts and ports for tests of probes; every port that a test does not give throws when it is used. */
import type { IpAddress } from '../../../src/core/address.ts';
import type { ProbeId, StepOf } from '../../../src/plan/step.ts';
import type { ProbeContext } from '../../../src/probes/probe.ts';
import type { Ports } from '../../../src/probes/ports.ts';
import { hostFactsOf } from '../plan/plan-fixtures.ts';

export function stepOf<Id extends ProbeId>(changes: { probe: Id } & Partial<StepOf<Id>>): StepOf<Id> {
  return {
    id: 'test/step',
    role: 'health-check',
    group: 'streaming',
    category: null,
    need: null,
    region: null,
    regions: [],
    protocols: [],
    target: targetOf(4172),
    path: '/',
    proxy: null,
    samples: 10,
    untilLost: null,
    dependsOn: [],
    budgetMs: 12_000,
    quiet: false,
    listed: true,
    reason: 'a test',
    skipped: null,
    skipReason: null,
    ...changes,
  } as unknown as StepOf<Id>;
}

export function targetOf(port: number, address: string | null = '127.0.0.1'): StepOf<'tcp'>['target'] {
  return { host: null, address: address as IpAddress | null, port };
}

export function contextOf(
  ports: Partial<Ports>,
  changes: Partial<Omit<ProbeContext, 'ports'>> = {},
): ProbeContext {
  return {
    ports: onlyThese(ports),
    signal: new AbortController().signal,
    host: hostFactsOf(),
    resolved: [],
    timeouts: { connectMs: 3200, tlsMs: 3000, httpMs: 4000, dnsMs: 4000, datagramMs: 1000 },
    ...changes,
  };
}

function onlyThese(ports: Partial<Ports>): Ports {
  return new Proxy(ports, {
    get(target, name: string) {
      if (name in target) return target[name as keyof Ports];
      throw new Error(`this test gives no port ${name}`);
    },
  }) as Ports;
}

export function ip(text: string): IpAddress {
  return text as IpAddress;
}
