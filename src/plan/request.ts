/** What was asked for, held against the tables (src/request/accept.ts makes it): the input of the plan, echoed in the report. */
import { z } from 'zod';
import {
  PEER_KINDS,
  PEER_SCOPES,
  PROFILES,
  PROTOCOLS,
  SHAPERS,
  SIGN_INS,
  SYSTEM_TRUST,
} from '../core/words.ts';

const peer = z.object({
  kind: z.enum(PEER_KINDS),
  host: z.string(),
  /** Null: the streaming ports and 443. */
  port: z.number().int().nullable(),
});
export type Peer = z.infer<typeof peer>;

/** `name`: of the file; null for the policy, which has one place. */
const shaper = z.object({ kind: z.enum(SHAPERS), name: z.string().nullable() });
export type Shaper = z.infer<typeof shaper>;

export const request = z.object({
  /** Region codes, `all` expanded; the first is the deciding one unless `allRegions`. */
  regions: z.array(z.string()),
  allRegions: z.boolean(),
  /** With `allRegions`: the Region that was asked for by name or code, which wins a tie; absent where none was. */
  namedRegion: z.string().optional(),
  protocols: z.array(z.enum(PROTOCOLS)),
  profile: z.enum(PROFILES),
  samples: z.number().int().min(1),
  deadlineMs: z.number(),
  directoryId: z.string().nullable(),
  /** Fully qualified registration name (TXT is checked); null for the short form, which is never kept. */
  registrationName: z.string().nullable(),
  also: z.array(z.object({ host: z.string(), port: z.number().int() })),
  require: z.array(z.string()),
  /** `host:port`, UDP control by STUN; null: off. */
  stun: z.object({ host: z.string(), port: z.number().int() }).nullable(),
  /** Servers of one's own that answer UDP (`--peer`); absent: none. */
  peers: z.array(peer).optional(),
  /** Absent: `other`. */
  peerScope: z.enum(PEER_SCOPES).optional(),
  /** Load to peers of ours (`--peer-load`); held answers (`--peer-idle`). Absent: not asked for. */
  peerLoad: z.boolean().optional(),
  peerIdle: z.boolean().optional(),
  /** How people sign in (`--sign-in`); absent: not said. */
  signIn: z.enum(SIGN_INS).optional(),
  /** FIPS endpoints are used (`--fips`): their names count as essential. */
  fips: z.boolean().optional(),
  /** Ranges of an IP access control group (`--access-control`), as CIDR. */
  accessControl: z.array(z.string()).optional(),
  /** After the verdict, where on the way what failed begins (`--where`). */
  where: z.boolean().optional(),
  /** Few sessions at a time, for a line whose NAT holds few (`--gentle`). */
  gentle: z.boolean().optional(),
  localDiscovery: z.boolean(),
  assumeUdpAnswers: z.boolean(),
  systemTrust: z.enum(SYSTEM_TRUST).default('auto'), // bundles of earlier editions lack it
  /** Echo of the way that the run went over; the plan does not know it, so only a record has it. */
  proxyMode: z.enum(['auto', 'none', 'url']).optional(),
  customRoots: z.boolean().optional(),
  /** Files that shaped the request, without their folders (`tables.overlay` of the report has those of the tables); absent: none. */
  shapedBy: z.array(shaper).optional(),
});
export type Request = Omit<z.infer<typeof request>, 'proxyMode' | 'customRoots' | 'shapedBy'>;
