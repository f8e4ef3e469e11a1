/** What the `mtu-https` probe makes of an attempt: passed, stalled or failed, and the kernel's view beside it. */
import { expect, test } from '@jest/globals';
import type { IpAddress } from '../../../src/core/address.ts';
import { failure, type FailureCode } from '../../../src/core/failure.ts';
import { mtuHttpsEvidence } from '../../../src/evidence/mtu.ts';
import type { HttpsAttempt } from '../../../src/evidence/index.ts';
import type { StepOf } from '../../../src/plan/step.ts';
import { mtuHttpsProbe } from '../../../src/probes/mtu-https.ts';
import type { HttpsRequest } from '../../../src/probes/ports.ts';
import type { ProbeContext } from '../../../src/probes/probe.ts';

const TLS = {} as NonNullable<HttpsAttempt['tls']>;
const HTTP = { status: 400 } as NonNullable<HttpsAttempt['http']>;
const KERNEL = {
  minRttMs: 1,
  rttMs: 1,
  mssBytes: 1448,
  pathMtuBytes: 1500,
  backoff: 3,
  lost: 4,
  retransmits: 3,
};

test.each<[string, { tls: boolean; http: boolean; durationMs: number; code: FailureCode | null }, string]>([
  ['any answer passes, 400 too', { tls: true, http: true, durationMs: 40, code: null }, 'passed'],
  [
    'a bad certificate does not matter',
    { tls: true, http: true, durationMs: 40, code: 'tls-unknown-authority' },
    'passed',
  ],
  [
    'silence after the handshake stalls',
    { tls: true, http: false, durationMs: 5100, code: 'http-timeout' },
    'stalled',
  ],
  [
    'silence behind a bad certificate stalls too',
    { tls: true, http: false, durationMs: 5100, code: 'tls-certificate-expired' },
    'stalled',
  ],
  ['a cut is no stall', { tls: true, http: false, durationMs: 300, code: 'http-connection-cut' }, 'failed'],
  [
    'without a handshake nothing can be said',
    { tls: false, http: false, durationMs: 5100, code: 'tls-timeout' },
    'failed',
  ],
])('%s', async (_why, seen, outcome) => {
  const asked: HttpsRequest[] = [];
  const attempt = {
    tls: seen.tls ? TLS : null,
    http: seen.http ? HTTP : null,
    durationMs: seen.durationMs,
    failure: seen.code === null ? null : failure(seen.code, 'http-round-trip'),
  } as HttpsAttempt;
  const request = (wish: HttpsRequest) => {
    asked.push(wish);
    return Promise.resolve({ attempt, connect: null, kernel: KERNEL });
  };
  const step = {
    id: 'x',
    target: { host: 'a.example.com', address: null, port: 443 },
    path: '/',
    budgetMs: 10_000,
  };
  const context = {
    ports: { https: { request } },
    resolved: ['192.0.2.1' as IpAddress],
    timeouts: { connectMs: 3000, tlsMs: 3000, httpMs: 3000 },
    signal: new AbortController().signal,
  };
  const evidence = await mtuHttpsProbe.run(step as StepOf<'mtu-https'>, context as unknown as ProbeContext);
  expect(mtuHttpsEvidence.parse(evidence)).toMatchObject({
    outcome,
    kernel: { mssBytes: 1448, pathMtuBytes: 1500, backoff: 3, lost: 4 },
  });
  expect(asked[0]).toMatchObject({ paddingBytes: 4096, wantKernel: true, depth: 'http' });
});
