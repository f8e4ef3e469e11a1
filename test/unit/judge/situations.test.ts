/** Every scripted situation through the real run and the real judge: the first cause and the verdict that its title promises. */
import { describe, expect, test } from '@jest/globals';
import { SITUATIONS, situationById } from '../../../src/net/simulated/situation.ts';
import { simulatedPorts } from '../../../src/net/simulated/simulated-ports.ts';
import { prepare } from '../../../src/run/prepare.ts';
import { run } from '../../../src/run/run.ts';
import { requestOf } from '../plan/plan-fixtures.ts';
import { virtualClock } from '../run/virtual-clock.ts';
import { REGION, tables } from './record-builder.ts';

/** First finding above a notice (null: none) and the verdicts of PCoIP and DCV. */
const WANTED: Readonly<Record<string, readonly [string | null, string, string]>> = {
  ready: [null, 'ready', 'ready'],
  'udp-blocked': ['pcoip/udp-rejected', 'not-ready', 'degraded'],
  'pcoip-blocked': ['pcoip/tcp-blocked', 'not-ready', 'ready'],
  'streaming-blocked': ['pcoip/tcp-blocked', 'not-ready', 'degraded'],
  'name-lookup-dead': ['dns/no-answer', 'not-ready', 'not-ready'],
  'broker-missing': ['dns/name-not-found', 'not-ready', 'not-ready'],
  'captive-portal': ['network/captive-portal', 'not-ready', 'not-ready'],
  decrypted: ['https/tls-intercepted', 'degraded', 'degraded'],
  'proxy-only': [null, 'ready', 'ready'],
  'proxy-password': ['proxy/authentication', 'not-ready', 'not-ready'],
  slow: ['latency/degraded', 'degraded', 'ready'],
  'too-far': ['latency/terminated', 'not-ready', 'degraded'],
  'lossy-wifi': ['latency/loss', 'degraded', 'degraded'],
  'vpn-small-packets': ['mtu/too-small', 'not-ready', 'not-ready'],
  offline: ['local/offline', 'not-ready', 'not-ready'],
  'clock-wrong': ['https/clock-skew', 'not-ready', 'not-ready'],
  'accepts-all': ['local/accepts-all', 'unknown', 'unknown'],
  'one-server-down': ['streaming/partial', 'degraded', 'degraded'],
};

async function judgeSituation(id: string) {
  const situation = situationById(id);
  if (situation === null) throw new Error(`no situation ${id}`);
  const ports = simulatedPorts({ situation, tables, homeRegion: REGION, clock: virtualClock(), seed: 7 });
  const { signal } = new AbortController();
  const plan = await prepare({ tables, request: requestOf({ regions: [REGION] }), ports, signal });
  const agent = {
    name: 'preflight',
    version: '0.0.0',
    platform: 'linux',
    arch: 'x64',
    runtime: 'test',
  } as const;
  return (await run({ id: 'run', plan, ports, signal, agent, scenario: id })).judgement;
}

describe('a scripted situation', () => {
  test.each(SITUATIONS.map(({ id }) => [id]))('%s', async (id) => {
    const { findings, protocols } = await judgeSituation(id);
    const grave = findings.filter(({ severity }) => severity !== 'notice');
    expect([grave[0]?.code ?? null, protocols.pcoip?.verdict, protocols.dcv?.verdict]).toEqual(WANTED[id]);
  });

  test.each([
    ['name-lookup-dead', 1],
    ['captive-portal', 1],
    ['offline', 1],
    ['clock-wrong', 1],
    ['accepts-all', 1],
    ['proxy-password', 1],
  ])('%s has one cause', async (id, count) => {
    const { findings } = await judgeSituation(id);
    expect(findings.filter(({ severity }) => severity !== 'notice')).toHaveLength(count);
  });
});
