import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import { mtuPingProbe } from '../../../src/probes/mtu-ping.ts';
import { fakePath, stepTo } from './fake-path.ts';

describe('path MTU by ping', () => {
  test('a healthy path takes two pings: a small one and one of the size of the interface', async () => {
    const { context, sent } = fakePath({ pathMtu: 1500 });
    const evidence = await mtuPingProbe.run(stepTo('192.0.2.1'), context);
    expect(sent.map(({ packetBytes }) => packetBytes)).toEqual([84, 1500]);
    expect(sent.every(({ dontFragment }) => dontFragment)).toBe(true);
    expect(evidence).toMatchObject({
      answersPing: true,
      largestPassedBytes: 1500,
      smallestLostBytes: null,
      announcedMtuBytes: null,
      failure: null,
    });
  });

  test.each([
    ['announced by a router', true, '192.0.2.1', 4],
    ['a black hole', false, '192.0.2.1', 4],
    ['a black hole over IPv6', false, '2001:db8::1', 6],
  ] as const)('%s is found to the byte', async (_name, announces, address, family) => {
    const { context } = fakePath({ pathMtu: 1333, announces });
    expect(await mtuPingProbe.run(stepTo(address), context)).toMatchObject({
      family,
      largestPassedBytes: 1333,
      smallestLostBytes: 1334,
      announcedMtuBytes: announces ? 1333 : null,
    });
  });

  test('where small pings stay unanswered no size is tried and none is claimed', async () => {
    const { context, sent } = fakePath({ pathMtu: 1500, answer: {} });
    const evidence = await mtuPingProbe.run(stepTo('192.0.2.1'), context);
    expect([sent.length, evidence.answersPing, evidence.largestPassedBytes, evidence.tries]).toEqual([
      1,
      false,
      null,
      [],
    ]);
  });

  test('a tool that cannot run leaves its failure and no size', async () => {
    const missing = failure('tool-missing', 'spawn', 'ping');
    const { context } = fakePath({ pathMtu: 1500, answer: { failure: missing } });
    const evidence = await mtuPingProbe.run(stepTo('192.0.2.1'), context);
    expect([evidence.failure, evidence.largestPassedBytes]).toEqual([missing, null]);
  });

  test('an interface without a readable MTU counts as 1500, a larger one as at most 9000', async () => {
    const unknown = fakePath({ pathMtu: 65_536, interfaceMtu: null });
    await mtuPingProbe.run(stepTo('192.0.2.1'), unknown.context);
    const loopback = fakePath({ pathMtu: 65_536, interfaceMtu: 65_536 });
    await mtuPingProbe.run(stepTo('192.0.2.1'), loopback.context);
    expect([unknown.sent[1]?.packetBytes, loopback.sent[1]?.packetBytes]).toEqual([1500, 9000]);
  });

  test('each size waits three round trips, at least 300 ms, beside the spacing of its tries', async () => {
    const { context, timeouts } = fakePath({ pathMtu: 1500 });
    await mtuPingProbe.run(stepTo('192.0.2.1'), context);
    expect(timeouts[1]).toBe(500);
  });
});
