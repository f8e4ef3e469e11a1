/** Evidence of the `https` probe: TCP, TLS and one GET, direct or through a proxy, phase by phase. */
import { z } from 'zod';
import { failureSchema, measuredMs, ms, portState } from './parts.ts';

export const certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  subjectAltNames: z.array(z.string()),
  validFrom: z.string(),
  validTo: z.string(),
  sha256: z.string(),
  selfSigned: z.boolean(),
  pem: z.string().nullable(),
});
export type Certificate = z.infer<typeof certificate>;

/** Judgement of a chain by one set of roots; `ok` null when that set could not be asked. `error` is OpenSSL's code. */
export const trust = z.object({ ok: z.boolean().nullable(), error: z.string().nullable() });

export const tlsFacts = z.object({
  protocol: z.string().nullable(),
  cipher: z.string().nullable(),
  alpn: z.string().nullable(),
  /** Leaf first, as far as the server sent it. */
  chain: z.array(certificate),
  /** Bytes of that chain: what the pace of a run counts on for the next page. */
  chainBytes: z.number().int().optional(),
  /** Whether the leaf names the host that was asked for. */
  nameMatches: z.boolean(),
  /** Against the public roots (bundled, or `--public-roots`). */
  publicTrust: trust,
  /** Against the store of the operating system; `ok` null where it was not asked. */
  machineTrust: trust,
});

export const httpFacts = z.object({
  status: z.number().int(),
  dateHeader: z.string().nullable(),
  ageSeconds: z.number().nullable(),
  server: z.string().nullable(),
  location: z.string().nullable(),
  bodyBytes: z.number().int(),
  /** Wall clock of this machine when the headers came, ISO 8601: the clock rule compares it with `dateHeader`. */
  receivedAt: z.string(),
});

export const httpsAttempt = z.object({
  /** Null through a proxy: the proxy resolves. */
  address: z.string().nullable(),
  port: z.number().int(),
  /** `http` goes through all phases, `tcp` only connects (at most one `http` per family, three `tcp`). */
  depth: z.enum(['http', 'tcp']),
  atMs: ms,
  durationMs: ms,
  tcpState: portState,
  phases: z.object({ tcpMs: measuredMs, proxyMs: measuredMs, tlsMs: measuredMs, ttfbMs: measuredMs }),
  tls: tlsFacts.nullable(),
  http: httpFacts.nullable(),
  failure: failureSchema.nullable(),
});
export type HttpsAttempt = z.infer<typeof httpsAttempt>;

export const httpsEvidence = z.object({
  kind: z.literal('https'),
  host: z.string(),
  path: z.string(),
  /** `host:port` of the proxy without credentials; null when direct. */
  proxy: z.string().nullable(),
  /** Status and schemes of a refused CONNECT; null when there was none. */
  connect: z.object({ status: z.number().int(), schemes: z.array(z.string()) }).nullable(),
  attempts: z.array(httpsAttempt),
});
export type HttpsEvidence = z.infer<typeof httpsEvidence>;

const opening = {
  opened: z.boolean(),
  durationMs: ms,
  failure: failureSchema.nullable(),
};

/** Evidence of the `proxy-connect` probe: whether the proxy opens a way to a port of the Region, and whether it does so for everybody. */
export const proxyConnectEvidence = z.object({
  kind: z.literal('proxy-connect'),
  /** `http://host:port` without credentials. */
  proxy: z.string(),
  host: z.string(),
  port: z.number().int(),
  ...opening,
  /** The same to an address where nobody is; null: not asked, as the first one did not open. */
  control: z.object({ address: z.string(), ...opening }).nullable(),
});
export type ProxyConnectEvidence = z.infer<typeof proxyConnectEvidence>;
