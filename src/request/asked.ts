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

/** The keys are the flags in camel case (`registrationCode` is `--registration-code`). */
export const asked = z.strictObject({
  region: texts.optional(),
  /** As typed. The short form is a secret: it is read for its Region and kept nowhere. */
  registrationCode: z.string().max(300).optional(),
  protocol: z.enum(PROTOCOL_WORDS).optional(),
  profile: z.enum(PROFILES).optional(),
  directoryId: text.optional(),
  also: texts.optional(),
  require: texts.optional(),
  deadline: figure.optional(),
  samples: figure.optional(),
  proxy: text.optional(),
  systemTrust: z.enum(SYSTEM_TRUST).optional(),
  stun: text.optional(),
  peer: texts.optional(),
  peerScope: z.enum(PEER_SCOPES).optional(),
  peerLoad: z.boolean().optional(),
  peerIdle: z.boolean().optional(),
  signIn: z.enum(SIGN_INS).optional(),
  fips: z.boolean().optional(),
  accessControl: texts.optional(),
  where: z.boolean().optional(),
  gentle: z.boolean().optional(),
  localDiscovery: z.boolean().optional(),
  assumeUdpAnswers: z.boolean().optional(),
  /** Id of a demonstration; absent: the real network. */
  simulate: z.string().max(60).optional(),
});
export type Asked = z.infer<typeof asked>;
