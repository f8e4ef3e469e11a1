/** Evidence about this machine and its first network: route, captive portal, client, local services. */
import { z } from 'zod';
import { PROTOCOLS } from '../core/words.ts';
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

/** A digest of the client's own log: of lines whose shape is known, never a line itself. */
const clientLog = z.object({
  files: z.number().int(),
  lines: z.number().int(),
  /** How many of them had a known shape. */
  understood: z.number().int(),
  /** Times as the client wrote them (UTC). */
  lastLineAt: z.string().nullable(),
  /** The last time that a session was to start. */
  lastStartAt: z.string().nullable(),
  /** True: an error of a known shape followed that start. Null: nothing says how it went. */
  lastStartFailed: z.literal(true).nullable(),
  /** Of that start. */
  protocol: z.enum(PROTOCOLS).nullable(),
  gateway: z.object({ host: z.string(), port: z.number().int() }).nullable(),
  lastError: z
    .object({
      at: z.string(),
      /** The client's own words: `ProcessLaunchFailure`, `1`, `Unable to launch dcvclient`. */
      type: z.string(),
      code: z.string().nullable(),
      message: z.string().nullable(),
      /** `streaming-program`: the program that shows the session could not be started here; no network has a part in that. */
      cause: z.enum(['streaming-program']).nullable(),
    })
    .nullable(),
  /** Lines of other shapes that call themselves errors. */
  otherErrors: z.object({ lines: z.number().int(), lastAt: z.string().nullable() }),
});
export type ClientLogDigest = z.infer<typeof clientLog>;

export const clientEvidence = z.object({
  kind: z.literal('client'),
  /** Null: could not be read. */
  installed: z.boolean().nullable(),
  version: z.string().nullable(),
  path: z.string().nullable(),
  osSupported: z.boolean().nullable(),
  browsers: z.array(z.object({ name: z.string(), version: z.string().nullable() })),
  /** Who opens `workspaces://`, by which a browser hands a SAML sign-in back (guide2025, 6989-7012). Null: could not be read. */
  handler: z.object({ registered: z.boolean(), program: z.string().nullable() }).nullable().optional(),
  /** Null: no log was found, or none could be read. */
  log: clientLog.nullable().optional(),
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
