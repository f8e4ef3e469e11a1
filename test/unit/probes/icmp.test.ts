import { describe, expect, test } from '@jest/globals';
import { icmpProbe } from '../../../src/probes/icmp.ts';
import { fakePath, stepTo } from './fake-path.ts';

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

  test('the router is asked by two tools, so that its samples take as long as a series of connects', async () => {
    const { context, sent } = fakePath({ pathMtu: 1500 });
    const evidence = await icmpProbe.run(stepTo('192.0.2.1', 9, 'first-hop'), context);
    expect(sent.map(({ count }) => count)).toEqual([5, 4]);
    expect(evidence).toMatchObject({ sent: 4, received: 4, rttsMs: [20, 20, 20, 20] });
  });

  test('replies of two tools stand in the order of their packets: every second one late is variation, not two halves', async () => {
    const { context } = fakePath({ pathMtu: 1500 });
    let tool = 0;
    const ping = () => {
      const rttsMs = tool++ === 0 ? [2, 2, 2] : [62, 62];
      return Promise.resolve({
        sent: rttsMs.length,
        received: rttsMs.length,
        rttsMs,
        announcedMtuBytes: null,
        failure: null,
      });
    };
    const ports = { ...context.ports, ping: { ...context.ports.ping, ping } };
    const evidence = await icmpProbe.run(stepTo('192.0.2.1', 5, 'first-hop'), { ...context, ports });
    expect(evidence.rttsMs).toEqual([2, 62, 2, 62, 2]);
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
