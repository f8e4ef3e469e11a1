/** Evidence about this machine and its first network: route, captive portal, client, local services. */
import { z } from 'zod';
import { failureSchema, measuredMs } from './parts.ts';

export const routeEvidence = z.object({
  kind: z.literal('route'),
  address: z.string(),
  interfaceName: z.string().nullable(),
  gateway: z.string().nullable(),
  sourceAddress: z.string().nullable(),
  interfaceMtuBytes: z.number().int().nullable(),
  /** The kernel's cached path MTU to the address (Linux `ip route get`). */
  routeMtuBytes: z.number().int().nullable(),
  /** Null when the interface is no tunnel or it cannot be told. */
  tunnel: z.object({ kind: z.string(), allTraffic: z.boolean() }).nullable(),
  failure: failureSchema.nullable(),
});
export type RouteEvidence = z.infer<typeof routeEvidence>;

export const captiveEvidence = z.object({
  kind: z.literal('captive'),
  url: z.string(),
  address: z.string().nullable(),
  status: z.number().int().nullable(),
  location: z.string().nullable(),
  bodyBytes: z.number().int().nullable(),
  /** Title of an answered page, cut to 100 characters. */
  title: z.string().nullable(),
  durationMs: measuredMs,
  failure: failureSchema.nullable(),
});
export type CaptiveEvidence = z.infer<typeof captiveEvidence>;

export const clientEvidence = z.object({
  kind: z.literal('client'),
  /** Null: could not be read. */
  installed: z.boolean().nullable(),
  version: z.string().nullable(),
  path: z.string().nullable(),
  osSupported: z.boolean().nullable(),
  browsers: z.array(z.object({ name: z.string(), version: z.string().nullable() })),
  failure: failureSchema.nullable(),
});
export type ClientEvidence = z.infer<typeof clientEvidence>;

/** One handshake that the operating system verified by itself, with its own store and verifier. */
export const systemTlsEvidence = z.object({
  kind: z.literal('system-tls'),
  host: z.string(),
  address: z.string(),
  port: z.number().int(),
  /** Program of the system that made it. */
  tool: z.string(),
  /** Null: the handshake told nothing of the certificate (no tool, no connection, an unreadable store). */
  accepted: z.boolean().nullable(),
  /** The verifier's own figure (OpenSSL's X509_V_ERR), where the tool gives one. */
  verifyCode: z.number().int().nullable(),
  durationMs: measuredMs,
  failure: failureSchema.nullable(),
});
export type SystemTlsEvidence = z.infer<typeof systemTlsEvidence>;

export const localServicesEvidence = z.object({
  kind: z.literal('local-services'),
  printers: z.array(
    z.object({ name: z.string(), address: z.string().nullable(), port: z.number().int().nullable() }),
  ),
  failure: failureSchema.nullable(),
});
export type LocalServicesEvidence = z.infer<typeof localServicesEvidence>;
