/** Where on the way it begins: the right place, or none. No hop is blamed for its own silence. */
import { describe, expect, test } from '@jest/globals';
import type { Hop, HopsEvidence } from '../../../src/evidence/index.ts';
import {
  whereDelayBegins,
  wherePortEnds,
  whereSizeEnds,
  type Series,
  type Where,
} from '../../../src/reading/where.ts';

const END = '203.0.113.77';
const ROUTERS = ['192.168.1.1', '10.2.0.2', '185.0.3.2', '185.0.4.2'];

/** `true`: as the way is; `false`: silent; else what differs. */
type Seen = boolean | Partial<Hop>;

function trace(seen: readonly Seen[], more: Partial<HopsEvidence> = {}): HopsEvidence {
  const way = [...ROUTERS, END];
  const ttl = seen.map((one, index): Hop => {
    const base = { n: index + 1, answered: one !== false, rttsMs: [1], sent: 2, mark: null, mtu: null };
    const address = way[index] ?? END;
    return { ...base, addresses: one === false ? [] : [address], ...(typeof one === 'boolean' ? {} : one) };
  });
  const reached = ttl.some(({ addresses }) => addresses.includes(END));
  return {
    ...{ kind: 'hops', address: END, port: 4172, method: 'udp', tool: 'traceroute', argv: [], ttl, reached },
    ...{ rounds: 2, packets: 10, seconds: 2.4, failure: null },
    ...more,
  };
}

const WHOLE = trace([true, true, true, true, true], { port: 4195 });
const SILENT_END = [false, false, false];
const host: Series['host'] = {
  defaultGateways: [{ family: 4, address: '192.168.1.1', interfaceName: 'eth0' }],
};
const series = (failing: HopsEvidence, control: HopsEvidence | null = WHOLE): Series => ({
  failing,
  control,
  host,
});
const brief = (where: Where | null) =>
  where && [where.why, where.lastHop.n, where.nextHop?.n ?? null, where.confidence];

describe('a port', () => {
  test.each<[string, Series, ReturnType<typeof brief>]>([
    ['dropped at 2', series(trace([true, true, ...SILENT_END])), ['dropped', 2, 3, 'between']],
    [
      'dropped behind a mute hop',
      series(trace([true, false, true, false, false])),
      ['dropped', 3, 4, 'between'],
    ],
    [
      'dropped where the next hop is mute in both',
      series(trace([true, true, ...SILENT_END]), trace([true, true, false, true, true])),
      ['dropped', 2, 4, 'between'],
    ],
    ['dropped at once', series(trace([false, false, false, false])), ['dropped', 0, 1, 'between']],
    [
      'forbidden by 2',
      series(trace([true, true, { addresses: ['10.2.0.2'], mark: '!X' }])),
      ['refused', 2, null, 'named'],
    ],
    [
      'refused by 2 without a sign',
      series(trace([true, true, { addresses: ['10.2.0.2'] }])),
      ['refused', 2, null, 'named'],
    ],
    [
      'a reset in the name of the server',
      series(trace([true, true, { addresses: [END] }])),
      ['answered-early', 2, 3, 'between'],
    ],
    ['a silent server', series(trace([true, true, true, true, false, false])), null],
    [
      'a silent server, and one that answers on the other port',
      series(trace([true, true, true, true, false])),
      null,
    ],
    ['a mute hop alone', series(trace([true, false, true, true, true])), null],
    ['the comparison ends as early', series(trace([true, true, false]), trace([true, true, false])), null],
    ['no comparison', series(trace([true, true, false]), null), null],
    ['ICMP alone', series(trace([true, true, false, false], { method: 'icmp', port: null })), null],
    ['a server that forbids it itself', series(trace([true, true, true, true, { mark: '!X' }])), null],
    ['hops that nobody asked', series(trace([true, true])), null],
  ])('%s', (_name, given, wanted) => {
    expect(brief(wherePortEnds(given))).toEqual(wanted);
  });

  test('the place says whose it is, and what it cost', () => {
    expect(wherePortEnds(series(trace([true, true, ...SILENT_END])))).toMatchObject({
      port: 4172,
      controlPort: 4195,
      lastHop: { address: '10.2.0.2', inside: true },
      nextHop: { address: '185.0.3.2', inside: false },
      packets: 20,
      seconds: 4.8,
    });
  });

  test('of a stand-in nobody can tell on which side it stands', () => {
    const masked = trace([true, { addresses: ['public-3'] }, ...SILENT_END]);
    expect(wherePortEnds(series(masked))?.lastHop).toEqual({ n: 2, address: 'public-3', inside: null });
  });
});

describe('a size', () => {
  const mtu = (seen: readonly Seen[]) => trace(seen, { method: 'mtu', port: null });
  const small = trace([true, true, true, true, false], { port: 443 });
  test.each<[string, HopsEvidence, ReturnType<typeof brief>]>([
    [
      'named by the router',
      mtu([true, true, { addresses: ['10.2.0.2'], mark: '!F', mtu: 1300 }]),
      ['large', 2, null, 'named'],
    ],
    [
      'of this computer itself',
      mtu([{ answered: false, addresses: [], mtu: 1280 }]),
      ['large', 0, null, 'named'],
    ],
    ['swallowed', mtu([true, true, ...SILENT_END]), ['large', 2, 3, 'between']],
    ['passed', mtu([true, true, true, true, true]), null],
    ['swallowed by the end alone', mtu([true, true, true, true, false]), null],
  ])('%s', (_name, failing, wanted) => {
    expect(brief(whereSizeEnds(series(failing, small)))).toEqual(wanted);
  });
});

describe('a delay', () => {
  const at = (...times: readonly (readonly number[])[]) =>
    trace(times.map((rttsMs) => ({ rttsMs: [...rttsMs] })));
  test.each<[string, HopsEvidence, number | null, ReturnType<typeof brief>]>([
    ['between 2 and 3', at([2, 9], [5, 4], [364], [365], [370]), null, ['delay', 2, 3, 'between']],
    ['before the first router', at([210], [215], [216], [218], [220]), null, ['delay', 0, 1, 'between']],
    ['a slow answer of one router', at([2], [300], [6], [7], [9]), null, null],
    ['bit by bit', at([60], [120], [180], [240], [300]), null, null],
    [
      'behind the last router that answers',
      trace([{ rttsMs: [2] }, { rttsMs: [3] }, false, false]),
      300,
      ['delay', 2, null, 'between'],
    ],
    ['a hop that only the end does not share', at([2], [3], [250], [255], [8]), null, null],
  ])('%s', (_name, failing, endMs, wanted) => {
    expect(brief(whereDelayBegins(series(failing, null), endMs))).toEqual(wanted);
  });

  test('says how much', () => {
    expect(whereDelayBegins(series(at([2], [5], [364], [365], [370])), null)?.addedMs).toBe(359);
  });
});
