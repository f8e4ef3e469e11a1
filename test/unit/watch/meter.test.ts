import { expect, test } from '@jest/globals';
import { parseHostName, parseIpAddress } from '../../../src/core/address.ts';
import { simulatedPorts } from '../../../src/net/simulated/simulated-ports.ts';
import { situationById } from '../../../src/net/simulated/situation.ts';
import type { Ports } from '../../../src/probes/ports.ts';
import { CEILING_PACKETS } from '../../../src/policy/policy.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { makeMeter } from '../../../src/watch/meter.ts';
import { virtualClock } from '../run/virtual-clock.ts';

function world(): Ports {
  const situation = situationById('ready');
  if (situation === null) throw new Error('no situation');
  return simulatedPorts({
    situation,
    tables: loadTables(),
    homeRegion: 'eu-central-1',
    clock: virtualClock(),
    seed: 1,
  });
}
const address = parseIpAddress('192.0.2.1');
const host = parseHostName('example.com');

test('the call that would pass the ceiling ends the run and sends nothing', async () => {
  let nowMs = 0;
  const meter = makeMeter(() => nowMs);
  const stop = new AbortController();
  const calls: string[] = [];
  const inner = world();
  const ports = meter.through(
    { ...inner, tcp: { connect: (...args) => (calls.push('connect'), inner.tcp.connect(...args)) } },
    () => stop.abort('ceiling'),
  );
  const options = { timeoutMs: 1000, signal: stop.signal };
  if (address === null || host === null) throw new Error('no address');
  const fitting = Math.floor(CEILING_PACKETS / 3);
  for (let call = 0; call < fitting; call += 1) await ports.tcp.connect({ address, port: 4172 }, options);
  expect(meter.lastMinute()).toBeLessThanOrEqual(CEILING_PACKETS);
  expect(stop.signal.aborted).toBe(false);
  await expect(ports.tcp.connect({ address, port: 4172 }, options)).rejects.toBe('ceiling');
  expect(calls).toHaveLength(fitting);
  expect(meter.sent()).toBe(fitting * 3);
  nowMs = 61_000;
  expect(meter.lastMinute()).toBe(0);
});

test('a full run is counted and has no ceiling', async () => {
  const meter = makeMeter(() => 0);
  const ports = meter.through(world());
  const options = { timeoutMs: 1000, signal: new AbortController().signal };
  if (address === null) throw new Error('no address');
  for (let call = 0; call < 200; call += 1) await ports.tcp.connect({ address, port: 4172 }, options);
  expect([meter.sent(), meter.lastMinute()]).toEqual([600, 0]);
});
