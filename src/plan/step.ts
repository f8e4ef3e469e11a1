/**
 * One planned probe as a value. Steps are made by `makePlan` and `expandPlan` alone; they are printable and stable:
 * the id is the same between runs with the same tables and holds an address only if the tables list it.
 */
import { z } from 'zod';
import { GROUPS, NEEDS, PROTOCOLS, TRANSPORTS } from '../core/words.ts';
import { NOT_TESTED_REASONS } from '../core/measured.ts';

export const STEP_ROLES = [
  'name', // a table name by DNS
  'health-check-name', // the Region's health-check name by DNS
  'control-name', // random names that cannot exist, one per server
  'registration-name', // TXT of a fully qualified registration code
  'endpoint', // a table name on 443, direct
  'endpoint-by-proxy', // the same through the machine's proxy
  'also', // a host of the person's choice
  'health-check', // a health-check address on a streaming port
  'gateway', // a sampled gateway address on a streaming port
  'gateway-443', // the same on TCP 443: DCV's fallback
  'accepts-all-control', // documentation address space, must not connect
  'udp-control', // STUN or QUIC to a server that is not the target
  'captive-control', // plain HTTP to clients.amazonworkspaces.com
  'first-hop', // the default gateway
  'path', // route, MTU and ping towards the Region
  'client', // what is installed here
  'local-services', // printers announced on the LAN
  'system-trust', // a handshake that the operating system verifies
] as const;
export type StepRole = (typeof STEP_ROLES)[number];

export const PROBE_IDS = [
  'dns',
  'tcp',
  'https',
  'udp',
  'quic',
  'stun',
  'rtt',
  'icmp',
  'mtu-ping',
  'mtu-quic',
  'mtu-https',
  'route',
  'captive',
  'client',
  'local-services',
  'system-tls',
] as const;
export type ProbeId = (typeof PROBE_IDS)[number];

export const stepTarget = z.object({
  host: z.string().nullable(),
  address: z.string().nullable(),
  port: z.number().int().nullable(),
  transport: z.enum(TRANSPORTS).nullable(),
});

export const step = z.object({
  id: z.string(),
  probe: z.enum(PROBE_IDS),
  role: z.enum(STEP_ROLES),
  group: z.enum(GROUPS),
  /** Category of the tables (`wsBrokerIpv4`, `healthCheck`, …); null for our own controls. */
  category: z.string().nullable(),
  need: z.enum(NEEDS).nullable(),
  /** Null for names that several Regions share, and for what belongs to no Region. */
  region: z.string().nullable(),
  /** Regions that this step serves (a shared name serves several). */
  regions: z.array(z.string()),
  /** The protocols that this step decides on; both for what both need. */
  protocols: z.array(z.enum(PROTOCOLS)),
  /** `address` null: taken from the answer of the `dns` step it depends on. */
  target: stepTarget,
  /** For `https` and `captive`. */
  path: z.string().nullable(),
  /** For `https` by proxy: `http://host:port` without credentials. */
  proxy: z.string().nullable(),
  /** For `rtt`, `icmp`: how many. */
  samples: z.number().int().nullable(),
  /** Steps that must have passed (for `dns`: given an address) first. */
  dependsOn: z.array(z.string()),
  /** Longest time for the step itself; the run cancels it then. */
  budgetMs: z.number(),
  /** Runs in a quiet moment: no burst beside it. */
  quiet: z.boolean(),
  /** Whether the tables list the target's address (an address that only DNS gave has false). */
  listed: z.boolean(),
  /** Why the step exists, in one line. */
  reason: z.string(),
  /** Why a row is not probed, in words; null when it is. */
  skipped: z.string().nullable(),
  skipReason: z.enum(NOT_TESTED_REASONS).nullable(),
});
export type Step = z.infer<typeof step>;
export type StepTarget = z.infer<typeof stepTarget>;
