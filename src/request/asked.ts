/**
 * What a run may be asked for: one object for flags, page, config file and links. It holds what was said, in the words it was said in;
 * `accept.ts` holds it against the tables. Nothing here is required: what is absent comes from the settings, or from the Region itself.
 */
import { z } from 'zod';
import { PEER_SCOPES, PROFILES, PROTOCOL_WORDS, SIGN_INS, SYSTEM_TRUST } from '../core/words.ts';

const text = z.string().max(1000);
const texts = z.array(text).max(100);
/** A number, or its digits as typed: only then can a refusal repeat them. */
const figure = z.union([z.number(), z.string().max(40)]);

/** The keys are the flags in camel case (`registrationCode` is `--registration-code`); the descriptions are those of the config file. */
export const asked = z.strictObject({
  region: texts.optional().describe('Regions; the first one decides; "all" means all of one partition'),
  /** As typed. The short form is a secret: it is read for its Region and kept nowhere. */
  registrationCode: z.string().max(300).optional(),
  protocol: z.enum(PROTOCOL_WORDS).optional().describe('streaming protocol'),
  profile: z.enum(PROFILES).optional().describe('kind of client that is used here'),
  directoryId: text.optional().describe('directory of the WorkSpace, d- and ten letters or digits'),
  also: texts.optional().describe('hosts of your own, HOST or HOST:PORT, that must be reached'),
  require: texts.optional().describe('categories of the tables that count as essential'),
  deadline: figure.optional().describe('longest time of the whole run, in seconds'),
  samples: figure.optional().describe('round-trip samples for each health-check address'),
  proxy: text.optional().describe('auto, none, or a URL without a password'),
  systemTrust: z.enum(SYSTEM_TRUST).optional(),
  stun: text.optional().describe('STUN server as control for UDP, HOST or HOST:PORT'),
  peer: texts
    .optional()
    .describe(
      'servers of your own that answer UDP: HOST, stamp:HOST[:PORT], stun:HOST[:PORT] or quic:HOST[:PORT]',
    ),
  peerScope: z
    .enum(PEER_SCOPES)
    .optional()
    .describe('service: the peers stand in the rule that holds the gateways'),
  peerLoad: z
    .boolean()
    .optional()
    .describe('load at the documented needs, to peers that allow it: 1.3 MB each'),
  peerIdle: z.boolean().optional().describe('how long the way back from peers stays open: 30 s more'),
  signIn: z.enum(SIGN_INS).optional().describe('how people sign in here'),
  fips: z.boolean().optional().describe('FIPS endpoints are used: their names count as essential'),
  accessControl: texts.optional().describe('ranges of the IP access control group, as CIDR'),
  where: z
    .boolean()
    .optional()
    .describe('where on the way what failed begins: hops, asked after the verdict'),
  gentle: z.boolean().optional().describe('few sessions at a time, for a line whose NAT holds few'),
  localDiscovery: z
    .boolean()
    .optional()
    .describe('look for printers that are announced on the local network'),
  assumeUdpAnswers: z.boolean().optional().describe("treat the service's UDP answers as verified"),
  /** Id of a demonstration; absent: the real network. */
  simulate: z.string().max(60).optional(),
});
export type Asked = z.infer<typeof asked>;
