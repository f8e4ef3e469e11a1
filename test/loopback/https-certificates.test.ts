/** The HTTPS port against real TLS servers on loopback: every way in which a certificate can be wrong, told apart. */
import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { HostName, IpAddress } from '../../src/core/address.ts';
import { makeHttps } from '../../src/net/https/https.ts';
import type { HttpsAttempt } from '../../src/evidence/index.ts';
import { issue, type Issued } from './certificates.ts';
import { serveTls, type LocalServer, type TlsManners } from './servers.ts';

const HOST = 'ws-broker-service.eu-central-1.amazonaws.com' as HostName;
const DAY_MS = 86_400_000;
const past = (days: number): Date => new Date(Date.now() - days * DAY_MS);

const root = issue({ commonName: 'Test Root', organisation: 'Test Trust', ca: true, issuer: null });
const middle = issue({ commonName: 'Test CA 1', organisation: 'Test Trust', ca: true, issuer: root });
const corporate = issue({
  commonName: 'Corp Proxy CA',
  organisation: 'Example Corp',
  ca: true,
  issuer: null,
});
const stranger = issue({ commonName: 'Evil CA', organisation: 'Nobody', ca: true, issuer: null });
const leafOf = (issuer: Issued | null, more: Partial<Parameters<typeof issue>[0]> = {}): Issued =>
  issue({ commonName: 'leaf', dnsNames: [HOST], issuer, ...more });

async function attempt(manners: TlsManners): Promise<HttpsAttempt> {
  const server: LocalServer = await serveTls(manners);
  try {
    const port = makeHttps({
      roots: [root.certificatePem],
      machineRoots: () => Promise.resolve([new X509Certificate(corporate.certificatePem)]),
      proxyCredentials: () => null,
      userAgent: 'Preflight/test',
      dns: { lookup: () => Promise.reject(new Error('no lookup in this test')) },
      kernel: null,
    });
    const request = {
      host: HOST,
      address: '127.0.0.1' as IpAddress,
      port: server.port,
      path: '/',
      proxy: null,
      depth: 'http',
    } as const;
    const result = await port.request(request, { timeoutMs: 2000, signal: new AbortController().signal });
    expect(server.accepted()).toBe(1);
    return result.attempt;
  } finally {
    await server.close();
  }
}

interface Row {
  readonly why: string;
  readonly manners: TlsManners;
  readonly code: string | null;
  readonly publicError: string | null;
  readonly machineOk: boolean | null;
  readonly nameMatches?: boolean;
}

const rows: readonly Row[] = [
  {
    why: 'a good chain passes, and the machine is not asked',
    manners: { leaf: leafOf(middle), chain: [middle] },
    code: null,
    publicError: null,
    machineOk: null,
  },
  {
    why: 'a leaf whose time is over is expired',
    manners: { leaf: leafOf(middle, { notBefore: past(9), notAfter: past(2) }), chain: [middle] },
    code: 'tls-certificate-expired',
    publicError: 'CERT_HAS_EXPIRED',
    machineOk: false,
  },
  {
    why: 'a leaf of tomorrow is not valid yet',
    manners: { leaf: leafOf(middle, { notBefore: past(-2) }), chain: [middle] },
    code: 'tls-certificate-not-yet-valid',
    publicError: 'CERT_NOT_YET_VALID',
    machineOk: false,
  },
  {
    why: 'a good chain for another name is a wrong name, whatever the authority',
    manners: { leaf: leafOf(middle, { dnsNames: ['portal.hotel.example'] }), chain: [middle] },
    code: 'tls-certificate-wrong-name',
    publicError: null,
    machineOk: null,
    nameMatches: false,
  },
  {
    why: 'a leaf without its intermediate of a known organisation is an incomplete chain',
    manners: { leaf: leafOf(middle) },
    code: 'tls-incomplete-chain',
    publicError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    machineOk: false,
  },
  {
    why: 'a missing issuer with an address to fetch it from is an incomplete chain, whoever it is',
    manners: { leaf: leafOf(stranger, { caIssuers: 'http://ca.example/ca.crt' }) },
    code: 'tls-incomplete-chain',
    publicError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    machineOk: false,
  },
  {
    why: 'a self-signed leaf has no authority',
    manners: { leaf: leafOf(null) },
    code: 'tls-unknown-authority',
    publicError: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    machineOk: false,
  },
  {
    why: 'an interception whose root this machine trusts: unknown to the public, good here',
    manners: { leaf: leafOf(corporate) },
    code: 'tls-unknown-authority',
    publicError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    machineOk: true,
  },
  {
    why: 'an interception that sends its root, which nobody trusts',
    manners: { leaf: leafOf(stranger), chain: [stranger] },
    code: 'tls-unknown-authority',
    publicError: 'SELF_SIGNED_CERT_IN_CHAIN',
    machineOk: false,
  },
  {
    why: 'an interception that hides a root of a foreign organisation is no incomplete chain',
    manners: { leaf: leafOf(stranger) },
    code: 'tls-unknown-authority',
    publicError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    machineOk: false,
  },
];

test.each(rows)('$why', async (row) => {
  const seen = await attempt(row.manners);
  expect(seen.failure?.code ?? null).toBe(row.code);
  expect(seen.tls?.publicTrust).toEqual({ ok: row.publicError === null, error: row.publicError });
  expect(seen.tls?.machineTrust.ok).toBe(row.machineOk);
  expect(seen.tls?.nameMatches).toBe(row.nameMatches ?? true);
  // A bad certificate does not stop the question: the Date header is needed to judge this machine's clock.
  expect(seen.http?.status).toBe(200);
  expect(seen.tcpState).toBe('open');
});
