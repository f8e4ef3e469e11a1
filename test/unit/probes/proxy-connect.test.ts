/** What the proxy is asked, and what is not asked of it: with a hand-written port, no socket. */
import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import { proxyConnectEvidence } from '../../../src/evidence/https.ts';
import type { HttpsRequest } from '../../../src/probes/ports.ts';
import { proxyConnectProbe } from '../../../src/probes/proxy-connect.ts';
import { contextOf, ip, stepOf } from './probe-fixtures.ts';

async function run(opens: (wish: HttpsRequest) => boolean, durationMs = 20) {
  const asked: (readonly [string, number | undefined])[] = [];
  const request = (wish: HttpsRequest) => {
    asked.push([
      `${wish.depth} ${wish.address ?? wish.host}:${wish.port} by ${wish.proxy}`,
      wish.phases?.httpMs,
    ]);
    const refused = opens(wish) ? null : failure('proxy-denied', 'proxy-connect', 'HTTP 403');
    const attempt = {
      address: wish.address,
      port: wish.port,
      depth: wish.depth,
      atMs: 0,
      durationMs,
      tcpState: 'open' as const,
      phases: { tcpMs: 1, proxyMs: 1, tlsMs: null, ttfbMs: null },
      tls: null,
      http: null,
      failure: refused,
    };
    return Promise.resolve({ attempt, connect: null, kernel: null });
  };
  const step = stepOf({
    probe: 'proxy-connect',
    role: 'streaming-by-proxy',
    target: { host: 'health.example.com', port: 4195 },
    proxy: 'http://proxy.corp.example:3128',
    control: ip('203.0.113.1'),
  });
  const evidence = await proxyConnectProbe.run(step, contextOf({ https: { request } }));
  return { evidence: proxyConnectEvidence.parse(evidence), asked };
}

describe('a way through the proxy', () => {
  test('is asked for by name, and then for an address where nobody is; nothing is sent through it', async () => {
    const { evidence, asked } = await run(({ address }) => address === null);
    expect(asked).toEqual([
      ['tcp health.example.com:4195 by http://proxy.corp.example:3128', 4000],
      ['tcp 203.0.113.1:4195 by http://proxy.corp.example:3128', 1000],
    ]);
    expect(evidence).toMatchObject({ opened: true, control: { address: '203.0.113.1', opened: false } });
  });

  test('the control has four times as long as the answer before it', async () => {
    const { asked } = await run(() => true, 600);
    expect(asked.map(([, ms]) => ms)).toEqual([4000, 2400]);
  });

  test('a proxy that refuses is asked once', async () => {
    const { evidence, asked } = await run(() => false);
    expect(asked).toHaveLength(1);
    expect(evidence).toMatchObject({ opened: false, control: null, failure: { code: 'proxy-denied' } });
  });
});
