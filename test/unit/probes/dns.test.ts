import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import type { StepOf } from '../../../src/plan/step.ts';
import type { DnsPort, DnsQuery, DnsReply, LookupResult } from '../../../src/probes/ports.ts';
import { BUDGET_MS } from '../../../src/plan/budgets.ts';
import { dnsProbe, SYSTEM_PATIENCE_MS } from '../../../src/probes/dns.ts';
import { hostFactsOf } from '../plan/plan-fixtures.ts';
import { virtualClock } from '../run/virtual-clock.ts';
import { contextOf, ip, stepOf } from './probe-fixtures.ts';

const NAME = 'drp-fra.amazonworkspaces.com';
const GOOD: DnsReply = {
  rcode: 'NOERROR',
  addresses: ['192.0.2.1'],
  texts: [],
  ttlSeconds: 60,
  truncated: false,
  tries: 1,
  durationMs: 12,
  failure: null,
};
const SILENT: DnsReply = {
  ...GOOD,
  rcode: null,
  addresses: [],
  ttlSeconds: null,
  tries: 3,
  durationMs: null,
  failure: failure('dns-timeout', 'resolve'),
};
const FOUND: LookupResult = { addresses: [ip('192.0.2.1')], durationMs: 9, failure: null };

interface Script {
  readonly udp?: DnsReply;
  readonly tcp?: DnsReply;
  readonly system?: LookupResult;
  readonly systemAfterMs?: number;
  /** What the second question to the system gives, at once; without it the same as the first. */
  readonly systemAgain?: LookupResult;
  readonly udpAfterMs?: number;
}

async function ask(script: Script, step: Partial<StepOf<'dns'>> = {}, servers = ['192.168.1.1']) {
  const clock = virtualClock();
  const asked: DnsQuery[] = [];
  const looked: string[] = [];
  const dns: DnsPort = {
    async query(query, { timeoutMs, signal }) {
      asked.push(query);
      const reply = (query.transport === 'udp' ? script.udp : script.tcp) ?? SILENT;
      const afterMs = reply.failure?.code === 'dns-timeout' ? timeoutMs : (script.udpAfterMs ?? 12);
      await clock.sleep(afterMs, signal);
      return reply;
    },
    async lookup(host, { timeoutMs, signal }) {
      if (looked.push(host) > 1 && script.systemAgain !== undefined) return script.systemAgain;
      await clock.sleep(Math.min(script.systemAfterMs ?? 0, timeoutMs), signal);
      return script.system ?? FOUND;
    },
  };
  const host = hostFactsOf({
    dnsServers: servers.map((address) => ({ address, port: 53, interfaceName: null })),
  });
  const target = { host: NAME };
  const evidence = await dnsProbe.run(
    stepOf({ probe: 'dns', role: 'name', target, ...step }),
    contextOf({ clock, dns }, { host }),
  );
  return { evidence, asked, looked, clock };
}

describe('who is asked what', () => {
  test('a name: the system, and A and AAAA at each server', async () => {
    const { evidence, asked } = await ask({ udp: GOOD }, {}, ['192.168.1.1', '192.168.1.2']);
    expect(evidence.system?.addresses).toEqual(['192.0.2.1']);
    expect(asked.map(({ server, type, name }) => `${server} ${type} ${name}`).sort()).toEqual([
      `192.168.1.1 A ${NAME}`,
      `192.168.1.1 AAAA ${NAME}`,
      `192.168.1.2 A ${NAME}`,
      `192.168.1.2 AAAA ${NAME}`,
    ]);
  });

  const CONTROL: Partial<StepOf<'dns'>> = {
    role: 'control-name',
    target: { host: 'com' },
  };

  test('a control: each server gets a name of its own, 16 random letters under the suffix; the system is not asked', async () => {
    const servers = ['192.168.1.1', '192.168.1.2', '192.168.1.3'];
    const { evidence, asked, looked } = await ask({ udp: GOOD }, CONTROL, servers);
    expect(asked.map(({ server, type }) => `${server} ${type}`)).toEqual(servers.map((one) => `${one} A`));
    const names = asked.map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z]{16}\.com$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(3);
    expect(evidence.servers.map(({ server, name }) => [server, name])).toEqual(
      servers.map((server, index) => [server, names[index]]),
    );
    expect([evidence.host, evidence.system, looked]).toEqual(['com', null, []]);
  });

  test('a control asks for fresh names in each run, and over TCP for the same ones again', async () => {
    const first = await ask({ tcp: GOOD }, CONTROL);
    const second = await ask({ udp: GOOD }, CONTROL);
    expect(first.asked.map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
    expect(new Set(first.asked.map(({ name }) => name)).size).toBe(1);
    expect(second.asked[0]?.name).not.toBe(first.asked[0]?.name);
  });

  test('a table name is the same for every server and stands in the evidence once', async () => {
    const { evidence } = await ask({ udp: GOOD }, {}, ['192.168.1.1', '192.168.1.2']);
    expect(evidence.servers.filter((answer) => 'name' in answer)).toEqual([]);
  });

  test('a registration name: TXT alone', async () => {
    const { evidence, asked, looked } = await ask(
      { udp: { ...GOOD, texts: ['abc'] } },
      { role: 'registration-name' },
    );
    expect(asked.map(({ type }) => type)).toEqual(['TXT']);
    expect(looked).toEqual([]);
    expect(evidence.servers[0]?.texts).toEqual(['abc']);
  });

  test('when the system fails the servers are asked all the same', async () => {
    const system = {
      addresses: [],
      durationMs: 30,
      failure: failure('dns-temporary', 'resolve', 'EAI_AGAIN'),
    };
    const { evidence } = await ask({ udp: GOOD, system });
    expect(evidence.system?.failure?.code).toBe('dns-temporary');
    expect(evidence.servers[0]?.addresses).toEqual(['192.0.2.1']);
  });

  test('without a configured server there are no answers', async () => {
    expect((await ask({}, {}, [])).evidence.servers).toEqual([]);
  });
});

describe('patience with the resolver of the system', () => {
  test('a name that a server knows is waited for to the end of the resolver (an AAAA question that nobody answers)', async () => {
    const { evidence } = await ask({ udp: GOOD, systemAfterMs: 15_100 }, { need: 'essential' });
    expect(evidence.system).toMatchObject({ addresses: ['192.0.2.1'], failure: null });
  });

  const gaveUp = (durationMs: number): LookupResult => ({
    addresses: [],
    durationMs,
    failure: failure('dns-temporary', 'resolve', 'EAI_AGAIN'),
  });
  const drowned = (durationMs: number): Script => ({
    udp: GOOD,
    systemAfterMs: durationMs,
    system: gaveUp(durationMs),
    systemAgain: FOUND,
  });

  test('a resolver that ran out of tries (a rate limit on DNS) is asked once more, and all the waiting counts', async () => {
    const { evidence, looked } = await ask(drowned(10_000), { need: 'essential' });
    expect(evidence.system).toEqual({ ...FOUND, durationMs: 10_009 });
    expect(looked.length).toBe(2);
  });

  test.each([
    ['no time is left', drowned(17_400), { need: 'essential' }],
    ['no server knows the name', { ...drowned(10_000), udp: SILENT }, { need: 'essential' }],
    ['a lesser name', drowned(10_000), { need: 'supporting' }],
  ] as const)('nobody is asked once more: %s', async (...[, script, step]) => {
    const { evidence, looked } = await ask(script, step);
    expect(evidence.system?.addresses).toEqual([]);
    expect(looked.length).toBe(1);
  });

  test('a resolver that fails twice keeps its first failure', async () => {
    const script = { ...drowned(10_000), systemAgain: gaveUp(5600) };
    const { evidence } = await ask(script, { need: 'essential' });
    expect(evidence.system).toEqual(gaveUp(15_600));
  });

  test('the step is not cut while the resolver is still waited for', () => {
    expect(BUDGET_MS.dns).toBeGreaterThan(SYSTEM_PATIENCE_MS);
  });

  test('a lesser name is given up after the usual time, and says that it was', async () => {
    const { evidence } = await ask({ udp: GOOD, systemAfterMs: 15_100 }, { need: 'supporting' });
    expect(evidence.system).toMatchObject({ addresses: [], failure: { code: 'generic-timeout' } });
  });

  test('a name that no server knows costs the usual time-out and no more', async () => {
    const { evidence, clock } = await ask({ systemAfterMs: 60_000 });
    expect(evidence.system).toEqual({
      addresses: [],
      durationMs: 4000,
      failure: failure('dns-timeout', 'resolve'),
    });
    expect(clock.nowMs()).toBeLessThan(4100);
  });
});

describe('TCP takes over', () => {
  test('when the UDP answer was cut', async () => {
    const udp = { ...GOOD, addresses: [], truncated: true };
    const { evidence } = await ask({ udp, tcp: GOOD });
    expect(evidence.servers[0]).toMatchObject({
      transport: 'tcp',
      truncated: true,
      addresses: ['192.0.2.1'],
    });
  });

  test('what was cut stays, when TCP fails', async () => {
    const udp = { ...GOOD, truncated: true };
    const { evidence } = await ask({ udp, tcp: SILENT });
    expect(evidence.servers[0]).toMatchObject({ transport: 'udp', truncated: true, rcode: 'NOERROR' });
  });

  test('when UDP stays silent, without waiting for its end', async () => {
    const { evidence, clock } = await ask({ tcp: GOOD });
    expect(evidence.servers[0]).toMatchObject({ transport: 'tcp', truncated: false, rcode: 'NOERROR' });
    expect(clock.nowMs()).toBeLessThan(2000);
  });

  test('a slow UDP answer wins over a silent TCP', async () => {
    const { evidence } = await ask({ udp: GOOD, udpAfterMs: 2500 });
    expect(evidence.servers[0]).toMatchObject({ transport: 'udp', rcode: 'NOERROR' });
  });

  test('silence of both costs one time-out', async () => {
    const { evidence, clock } = await ask({});
    expect(evidence.servers[0]).toMatchObject({
      transport: 'udp',
      rcode: null,
      failure: { code: 'dns-timeout' },
    });
    expect(clock.nowMs()).toBe(4000);
  });

  test.each(['dns-malformed', 'dns-mismatch'] as const)('but does not hide %s', async (code) => {
    const udp = { ...SILENT, failure: failure(code, 'resolve') };
    const { evidence, asked } = await ask({ udp, tcp: GOOD });
    expect(evidence.servers[0]?.failure?.code).toBe(code);
    expect(asked.every(({ transport }) => transport === 'udp')).toBe(true);
  });
});

describe('servers that are silent beside one that answers', () => {
  /** Milliseconds until each server answers; null: never. */
  async function beside(
    afterMs: Record<string, number | null>,
    { step = {}, systemMs = 9, system = FOUND, found = GOOD }: BesideOptions = {},
  ) {
    const clock = virtualClock();
    const heardMs: number[] = [];
    const dns: DnsPort = {
      async query({ server, type, transport }, { timeoutMs, signal, enough }) {
        const ms = afterMs[`${server} ${type}`] ?? afterMs[server] ?? null;
        const either = AbortSignal.any([signal, ...(enough === undefined ? [] : [enough])]);
        const silent = ms === null || transport === 'tcp';
        try {
          await clock.sleep(silent ? timeoutMs : Math.min(ms, timeoutMs), either);
        } catch (error) {
          if (signal.aborted) throw error;
          return { ...SILENT, tries: 2 };
        }
        return silent || ms > timeoutMs ? SILENT : { ...found, durationMs: ms };
      },
      async lookup(_host, { signal }) {
        await clock.sleep(systemMs, signal);
        return system;
      },
    };
    const servers = ['192.0.2.53', '192.0.2.54', '192.0.2.55'].filter((one) =>
      Object.keys(afterMs).some((key) => key.startsWith(one)),
    );
    const host = hostFactsOf({
      dnsServers: servers.map((address) => ({ address, port: 53, interfaceName: null })),
    });
    const evidence = await dnsProbe.run(
      stepOf({ probe: 'dns', role: 'name', target: { host: NAME }, ...step }),
      contextOf({ clock, dns }, { host, onDnsAnswer: () => heardMs.push(clock.nowMs()) }),
    );
    const tookMs = clock.nowMs();
    const heard = evidence.servers.filter(({ rcode }) => rcode !== null).map(({ server }) => server);
    return { evidence, tookMs, heardMs, heard: [...new Set(heard)] };
  }
  interface BesideOptions {
    readonly step?: Partial<StepOf<'dns'>>;
    readonly systemMs?: number;
    readonly system?: LookupResult;
    readonly found?: DnsReply;
  }
  const [LIVES, OTHER, THIRD] = ['192.0.2.53', '192.0.2.54', '192.0.2.55'] as const;
  const CONTROL = { role: 'control-name', target: { host: 'com' } } as const;
  const TXT = { role: 'registration-name' } as const;

  test('a name that is known waits 300 ms, and says of the silent one how long, and with how many tries', async () => {
    const { evidence, tookMs } = await beside({ [LIVES]: 12, [OTHER]: null });
    expect(tookMs).toBe(300);
    const silent = evidence.servers.filter(({ server }) => server === OTHER);
    expect(silent.map(({ rcode, tries, waitedMs }) => ({ rcode, tries, waitedMs }))).toEqual([
      { rcode: null, tries: 2, waitedMs: 300 },
      { rcode: null, tries: 2, waitedMs: 300 },
    ]);
    expect(evidence.servers.filter((answer) => answer.server === LIVES && 'waitedMs' in answer)).toEqual([]);
  });

  test.each([
    ['299 ms: heard', { [LIVES]: 12, [OTHER]: 299 }, [LIVES, OTHER], 299],
    ['301 ms: no longer', { [LIVES]: 12, [OTHER]: 301 }, [LIVES], 300],
    ['four times the slowest answer: heard', { [LIVES]: 200, [OTHER]: 799 }, [LIVES, OTHER], 799],
    ['more than that: no longer', { [LIVES]: 200, [OTHER]: 801 }, [LIVES], 800],
    ['two of three are dead', { [LIVES]: 12, [OTHER]: null, [THIRD]: null }, [LIVES], 300],
    ['all answer: nobody waits', { [LIVES]: 12, [OTHER]: 20 }, [LIVES, OTHER], 20],
  ])('an answer of the other server after %s', async (...[, afterMs, heard, tookMs]) => {
    const result = await beside(afterMs);
    expect(result.heard).toEqual(heard);
    expect(result.tookMs).toBe(tookMs);
  });

  test('behind a resolver that waits for the first, dead server, the name ends soon after it', async () => {
    const { tookMs, evidence } = await beside({ [OTHER]: null, [LIVES]: 12 }, { systemMs: 2000 });
    expect(tookMs).toBe(2050);
    expect(evidence.system?.addresses).toEqual(['192.0.2.1']);
  });

  test('the server that told the slow resolver is heard too', async () => {
    const { heard } = await beside({ [LIVES]: 12, [OTHER]: 710 }, { systemMs: 700 });
    expect(heard).toEqual([LIVES, OTHER]);
  });

  test.each([
    [
      'the system fails',
      { [LIVES]: 12, [OTHER]: null },
      { system: { addresses: [], durationMs: 9, failure: failure('dns-temporary', 'resolve') } },
    ],
    ['nobody answers AAAA', { [`${LIVES} A`]: 12, [OTHER]: null }, {}],
    ['no TXT record was given', { [LIVES]: 12, [OTHER]: null }, { step: TXT }],
    ['nobody answers the control', { [LIVES]: null, [OTHER]: null }, { step: CONTROL }],
  ])('the whole time-out is waited for when %s', async (...[, afterMs, options]) => {
    const { tookMs, evidence } = await beside(afterMs, options);
    expect(tookMs).toBe(4000);
    expect(evidence.servers.filter((answer) => 'waitedMs' in answer)).toEqual([]);
  });

  test.each([
    ['a control', CONTROL, GOOD],
    ['a TXT record', TXT, { ...GOOD, texts: ['abc'] }],
  ] as const)('%s waits 2 s after an answer', async (...[, step, found]) => {
    const { tookMs, heard } = await beside({ [LIVES]: 12, [OTHER]: null }, { step, found });
    expect([tookMs, heard]).toEqual([2012, [LIVES]]);
    const late = await beside({ [LIVES]: 12, [OTHER]: 2011 }, { step, found });
    expect(late.heard).toEqual([LIVES, OTHER]);
    const slow = await beside({ [LIVES]: 600, [OTHER]: 2990 }, { step, found });
    expect(slow.heard).toEqual([LIVES, OTHER]);
  });

  test('the first answer is told at once, silence never', async () => {
    expect((await beside({ [LIVES]: 12, [OTHER]: null }, { systemMs: 50 })).heardMs).toEqual([12]);
    expect((await beside({ [OTHER]: null }, { system: { ...FOUND, addresses: [] } })).heardMs).toEqual([]);
  });
});
