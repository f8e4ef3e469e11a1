import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import { mtuPingProbe } from '../../../src/probes/mtu-ping.ts';
import { icmpProbe } from '../../../src/probes/icmp.ts';
import type { PingRequest, PingResult, Ports } from '../../../src/probes/ports.ts';
import type { ProbeContext } from '../../../src/probes/probe.ts';
import type { Step } from '../../../src/plan/step.ts';

const nothing: PingResult = { sent: 2, received: 0, rttsMs: [], announcedMtuBytes: null, failure: null };

/** A path with a time of its own: each ping takes what the tool would need. */
function fakePath(path: {
  pathMtu: number;
  interfaceMtu?: number | null;
  answer?: Partial<PingResult>;
  announces?: boolean;
}) {
  let now = 0;
  const sent: PingRequest[] = [];
  const timeouts: number[] = [];
  const ping = (request: PingRequest, { timeoutMs }: { timeoutMs: number }): Promise<PingResult> => {
    sent.push(request);
    timeouts.push(timeoutMs);
    const bytes = request.packetBytes ?? 84;
    if (path.answer !== undefined) return Promise.resolve({ ...nothing, ...path.answer });
    if (bytes <= path.pathMtu) return Promise.resolve({ ...nothing, received: 2, rttsMs: [20, 20] });
    now += timeoutMs / 14;
    return Promise.resolve({ ...nothing, announcedMtuBytes: path.announces === true ? path.pathMtu : null });
  };
  const interfaceMtuBytes = path.interfaceMtu === undefined ? 1500 : path.interfaceMtu;
  const ports = {
    clock: { nowMs: () => now },
    ping: { ping },
    host: { route: () => Promise.resolve({ interfaceMtuBytes }) },
  } as unknown as Ports;
  const context = { ports, signal: new AbortController().signal, resolved: [] } as unknown as ProbeContext;
  return { context, sent, timeouts };
}

function stepTo(address: string, samples: number | null = null): Step {
  return { id: 'test', target: { address }, budgetMs: 8000, samples } as unknown as Step;
}

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

describe('round trips by ping', () => {
  test('the samples of the step are sent and what came back is passed on', async () => {
    const { context, sent } = fakePath({ pathMtu: 1500 });
    const evidence = await icmpProbe.run(stepTo('192.0.2.1', 7), context);
    expect(sent[0]).toMatchObject({ count: 7, packetBytes: null, dontFragment: false });
    expect(evidence).toEqual({
      kind: 'icmp',
      address: '192.0.2.1',
      sent: 2,
      received: 2,
      rttsMs: [20, 20],
      failure: null,
    });
  });

  test('a link-local gateway keeps its zone, without which it cannot be reached', async () => {
    const { context, sent } = fakePath({ pathMtu: 1500 });
    await icmpProbe.run(stepTo('fe80::1%eth0'), context);
    expect(sent[0]).toMatchObject({ address: 'fe80::1%eth0', family: 6 });
  });

  test('the tool is ended before the budget of the step is over', async () => {
    const { context, timeouts } = fakePath({ pathMtu: 1500 });
    await icmpProbe.run(stepTo('192.0.2.1'), context);
    expect(timeouts).toEqual([7500]);
  });
});
