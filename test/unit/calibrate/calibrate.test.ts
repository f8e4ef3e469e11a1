import { rowOf, targetOf } from '../../../src/plan/step.ts';
import { describe, expect, test } from '@jest/globals';
import { calibrate } from '../../../src/calibrate/calibrate.ts';
import { countAnswers } from '../../../src/calibrate/count-answers.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';
import { expectJapanese } from '../words/english-left.ts';
import { describePlan, describeResult } from '../../../src/calibrate/describe-calibration.ts';
import { planCalibration, type Series } from '../../../src/calibrate/plan-calibration.ts';
import { simulatedPorts } from '../../../src/net/simulated/simulated-ports.ts';
import { SITUATIONS, type Situation } from '../../../src/net/simulated/situation.ts';
import type { PlanInput } from '../../../src/plan/plan-input.ts';
import type { DatagramExchange, DatagramResult, Ports } from '../../../src/probes/ports.ts';
import { applyCalibration, calibration, type Calibration } from '../../../src/regions/calibration.ts';
import { loadTables, regionByCode } from '../../../src/regions/tables.ts';
import { planInputOf } from '../plan/plan-fixtures.ts';
import { virtualClock } from '../run/virtual-clock.ts';

const tables = loadTables();

function portsOf(changes: Partial<Situation> = {}): Ports {
  const [healthy] = SITUATIONS;
  if (!healthy) throw new Error('no situation');
  const situation = { ...healthy, ...changes };
  return simulatedPorts({ situation, tables, homeRegion: 'eu-central-1', clock: virtualClock(), seed: 1 });
}

async function calibrated(
  changes: Partial<Situation> = {},
  plan: PlanInput = planInputOf({ regions: ['eu-central-1'] }),
): Promise<Calibration> {
  const value = await calibrate({
    plan,
    ports: portsOf(changes),
    agent: { name: 'preflight', version: '0' },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  expect(calibration.parse(value)).toEqual(value);
  return value;
}

const udpAnswersAfter = (value: Calibration) =>
  regionByCode(applyCalibration(tables, { value, sha256: 'a' }), 'eu-central-1')?.udpAnswers;

describe('a calibration of a network', () => {
  test('what was answered becomes verified, what stayed silent does not', async () => {
    const udp = { 443: 'silent', 4172: 'silent', 4195: 'answered' } as const;
    const value = await calibrated({ udp });
    expect(udpAnswersAfter(value)).toEqual({ pcoip: 'unverified', dcv: 'verified' });
    const rows = value.regions[0]?.answers ?? [];
    const onDcv = rows.filter(({ target, port }) => target === 'health-check' && port === 4195);
    expect(onDcv.every(({ sent, answered }) => sent > 0 && answered === sent)).toBe(true);
    const onPcoip = rows.filter(({ port }) => port === 4172);
    expect(onPcoip.every(({ sent, answered }) => sent > 0 && answered === 0)).toBe(true);
  });

  test('every host is asked for / once, and its status is written down', async () => {
    const [region] = (await calibrated()).regions;
    expect(region?.statuses.length).toBeGreaterThan(15);
    expect(region?.statuses.filter(({ status }) => status === null)).toEqual([]);
  });

  test('the current addresses and those that took a connection are written down', async () => {
    const [region] = (await calibrated()).regions;
    const listed = regionByCode(tables, 'eu-central-1')?.healthCheck?.addresses.map(({ address }) => address);
    expect(region?.healthCheck.addresses).toEqual(listed?.toSorted());
    expect(region?.healthCheck.open).toEqual(listed?.toSorted());
  });

  test('a name that no server knows, while others resolve, is missing', async () => {
    const [region] = (await calibrated({ missing: ['fls-na'] })).regions;
    expect(region?.missingNames).toEqual(['fls-na.amazon.com']);
  });

  test('where no name resolves at all, none is called missing and no address is known', async () => {
    const [region] = (await calibrated({ missing: ['.'] })).regions;
    expect(region?.missingNames).toEqual([]);
    expect(region?.healthCheck.addresses).toBeNull();
  });

  test('the summary says what was answered and that nothing drifted', async () => {
    const text = describeResult(await calibrated(), tables);
    expect(text).toContain('health-check, UDP 4195, version-negotiation: 12 of 12 answered');
    expect(text).toContain('has the addresses of the tables');
  });

  test('cancelled: rejects with the reason and sends no more', async () => {
    const stop = new AbortController();
    const ports = portsOf();
    let sent = 0;
    const counting = {
      ...ports,
      datagram: {
        exchange: (...args: Parameters<Ports['datagram']['exchange']>) => {
          sent += 1;
          if (sent === 3) stop.abort(new Error('stopped'));
          return ports.datagram.exchange(...args);
        },
      },
    };
    const plan = planInputOf({ regions: ['eu-central-1'] });
    const agent = { name: 'preflight', version: '0' };
    const run = calibrate({ plan, ports: counting, agent, signal: stop.signal, onProgress: () => undefined });
    await expect(run).rejects.toThrow('stopped');
    expect(sent).toBeLessThanOrEqual(8);
  });
});

describe('what is sent', () => {
  const plan = planCalibration(planInputOf({ regions: ['eu-west-3'] }));

  test('names, pages on /, connects to health-check servers; nothing else of a check', () => {
    const kinds = new Set(plan.steps.map(rowOf).map(({ probe, role, path }) => `${probe} ${role} ${path}`));
    expect([...kinds].sort()).toEqual(['dns health-check-name null', 'dns name null', 'https endpoint /']);
  });

  test('the listed addresses of Paris, which are those of Tel Aviv, get nothing', () => {
    const doubtful = regionByCode(tables, 'eu-west-3')?.healthCheck?.addresses.map(({ address }) => address);
    const touched = [
      ...plan.series.map(({ address }) => address),
      ...plan.steps.map((step) => targetOf(step).address),
    ];
    expect(touched.filter((address) => doubtful?.includes(address ?? ''))).toEqual([]);
  });

  test('Global Accelerator gets nothing', () => {
    const tokyo = planCalibration(planInputOf({ regions: ['ap-northeast-1'] }));
    const aga = regionByCode(tables, 'ap-northeast-1')?.dcv?.aga.map(({ cidr }) => cidr.split('/')[0]) ?? [];
    expect(tokyo.series.filter(({ address }) => aga.includes(address))).toEqual([]);
  });

  test('the announcement names every host, address and port', () => {
    const frankfurt = planCalibration(planInputOf({ regions: ['eu-central-1'] }));
    const text = describePlan(frankfurt);
    for (const { address, port } of frankfurt.series) expect(text).toContain(`${address} port ${port}`);
    for (const target of frankfurt.steps.map(targetOf))
      expect(text).toContain(target.host ?? target.address ?? '?');
  });
});

test('Japanese has a word for all that is sent and learned', async () => {
  const { calibrate: ja } = vocabularyOf('ja');
  const plan = planCalibration(planInputOf({ regions: ['eu-central-1'] }));
  expectJapanese(describePlan(plan, ja));
  const learned = await calibrated();
  expectJapanese(describeResult(learned, tables, ja));
  const [region] = learned.regions;
  if (region === undefined) throw new Error('no Region');
  const drifted = [['192.0.2.1'], null].map((addresses) => ({
    ...learned,
    regions: [
      { ...region, missingNames: ['gone.example.com'], healthCheck: { ...region.healthCheck, addresses } },
    ],
  }));
  for (const one of drifted) expectJapanese(describeResult(one, tables, ja));
});

describe('datagrams', () => {
  const seriesTo = (address: string): Series[] =>
    (['text', 'empty', 'version-negotiation'] as const).map((payload) => ({
      region: 'eu-central-1',
      target: 'gateway',
      protocol: 'dcv',
      address,
      port: 4195,
      payload,
    }));

  test('one at a time to each address, to six addresses at most, and a silent one costs its wait', async () => {
    const clock = virtualClock();
    const { signal } = new AbortController();
    const open: string[] = [];
    const most = { toOne: 0, atAll: 0 };
    const exchange = async (
      { address, payloads }: DatagramExchange,
      { timeoutMs }: { timeoutMs: number },
    ) => {
      expect(payloads.length).toBe(1);
      open.push(address);
      most.atAll = Math.max(most.atAll, open.length);
      most.toOne = Math.max(most.toOne, open.filter((other) => other === address).length);
      await clock.sleep(timeoutMs, signal);
      open.splice(open.indexOf(address), 1);
      return {
        state: 'open|filtered',
        sentAtMs: [0],
        reply: null,
        unexpected: 0,
        failure: null,
      } as DatagramResult;
    };
    const series = Array.from({ length: 9 }, (_, index) => seriesTo(`52.0.0.${index}`)).flat();
    const ended: number[] = [];
    const rows = await countAnswers(series, {
      ports: { clock, datagram: { exchange } },
      signal,
      onSeries: () => ended.push(clock.nowMs()),
    });
    expect(most).toEqual({ toOne: 1, atAll: 6 });
    expect(rows.map(({ sent, answered }) => [sent, answered]).slice(0, 3)).toEqual([
      [3, 0],
      [2, 0],
      [3, 0],
    ]);
    expect(ended.at(-1)).toBeGreaterThan(1_500 * 8);
  });

  test('a refusal is counted as one, not as silence', async () => {
    const clock = virtualClock();
    const exchange = () =>
      Promise.resolve<DatagramResult>({
        state: 'closed',
        sentAtMs: [0],
        reply: null,
        unexpected: 0,
        failure: null,
      });
    const rows = await countAnswers(seriesTo('52.0.0.1').slice(0, 1), {
      ports: { clock, datagram: { exchange } },
      signal: new AbortController().signal,
      onSeries: () => undefined,
    });
    expect(rows[0]).toMatchObject({ sent: 3, answered: 0, refused: 3 });
  });
});
