/**
 * THE list of causes. A cause's place here is its place among the roots (in the order in which one hides the next), in the catalogue, in
 * the pages of documentation and among findings of one severity. Codes, schema and JSON enums derive from it; there is no second list.
 */
import type { z } from 'zod';
import type { Speak } from './cause.ts';
import { malformed } from './dns/malformed.ts';
import { nameNotFound } from './dns/name-not-found.ts';
import { noAnswer } from './dns/no-answer.ts';
import { nxdomainRewritten } from './dns/nxdomain-rewritten.ts';
import { partialServers } from './dns/partial-servers.ts';
import { redirected } from './dns/redirected.ts';
import { serverFailure } from './dns/server-failure.ts';
import { slow } from './dns/slow.ts';
import { acceptsAll } from './local/accepts-all.ts';
import { captivePortal } from './local/captive-portal.ts';
import { offline } from './local/offline.ts';
import { registrationNameInvalid } from './local/registration-name.ts';
import { clientFeature } from './machine/client-feature.ts';
import { clientLog } from './machine/client-log.ts';
import { clientMissing } from './machine/client-missing.ts';
import { clientOutdated } from './machine/client-outdated.ts';
import { rootsMissing } from './machine/roots-missing.ts';
import { unsupportedOs } from './machine/unsupported-os.ts';
import { affected } from './path/affected.ts';
import { betterRegion } from './path/better-region.ts';
import { beyond } from './path/beyond.ts';
import { blackHole } from './path/black-hole.ts';
import { degraded } from './path/degraded.ts';
import { firstHop } from './path/first-hop.ts';
import { ipv6Broken } from './path/ipv6-broken.ts';
import { jitter } from './path/jitter.ts';
import { limitsNewConnections } from './path/limits-new-connections.ts';
import { loss } from './path/loss.ts';
import { natVaries } from './path/nat-varies.ts';
import { mtuUnknown } from './path/mtu-unknown.ts';
import { quicTooSmall } from './path/quic-too-small.ts';
import { terminated } from './path/terminated.ts';
import { timeUnreachable } from './path/time-unreachable.ts';
import { tooSmall } from './path/too-small.ts';
import { vpnAllTraffic } from './path/vpn-all-traffic.ts';
import { belowNeed, slowUnderLoad } from './peer/below-need.ts';
import { bindingShort } from './peer/binding-short.ts';
import { peerJitter } from './peer/jitter.ts';
import { peerKeyRefused } from './peer/key-refused.ts';
import { peerLoss } from './peer/loss.ts';
import { oneWayHole } from './peer/one-way-hole.ts';
import { sourcePortLost } from './peer/source-port-lost.ts';
import { streamingLostToPeer, udpLostToPeer } from './peer/udp-lost-to-peer.ts';
import { peerUnproven } from './peer/unproven.ts';
import { peerUnreachable } from './peer/unreachable.ts';
import { authentication } from './proxy/authentication.ts';
import { denied } from './proxy/denied.ts';
import { notFollowed } from './proxy/not-followed.ts';
import { required } from './proxy/required.ts';
import { unreachable } from './proxy/unreachable.ts';
import { gatewayRejected } from './streaming/gateway-rejected.ts';
import { partial } from './streaming/partial.ts';
import { tcpBlockedBy } from './streaming/tcp-blocked.ts';
import { tcpRefusedBy } from './streaming/tcp-refused.ts';
import { udpRejectedBy } from './streaming/udp-rejected.ts';
import { udpSilent } from './streaming/udp-silent.ts';
import { udpUnproven } from './streaming/udp-unproven.ts';
import { drift } from './tables/drift.ts';
import { unconfirmed } from './tables/unconfirmed.ts';
import { deadline } from './us/deadline.ts';
import { blocked } from './web/blocked.ts';
import { certificateInvalid } from './web/certificate-invalid.ts';
import { clockSkew } from './web/clock-skew.ts';
import { handshakeCut } from './web/handshake-cut.ts';
import { protocolError } from './web/protocol-error.ts';
import { refused } from './web/refused.ts';
import { serverError } from './web/server-error.ts';
import { tlsIntercepted } from './web/tls-intercepted.ts';

export const CAUSES = [
  // Roots, in the order in which one hides the next.
  offline,
  required,
  authentication,
  denied,
  blackHole,
  handshakeCut,
  unreachable,
  notFollowed,
  noAnswer,
  serverFailure,
  captivePortal,
  redirected,
  ipv6Broken,
  clockSkew,
  acceptsAll,
  blocked,
  refused,
  // The others, layer by layer.
  nameNotFound,
  malformed,
  nxdomainRewritten,
  slow,
  partialServers,
  registrationNameInvalid,
  tlsIntercepted,
  certificateInvalid,
  serverError,
  protocolError,
  rootsMissing,
  tcpBlockedBy.pcoip,
  tcpBlockedBy.dcv,
  tcpRefusedBy.pcoip,
  tcpRefusedBy.dcv,
  udpRejectedBy.pcoip,
  udpRejectedBy.dcv,
  udpUnproven.pcoip,
  udpUnproven.dcv,
  udpSilent,
  streamingLostToPeer,
  udpLostToPeer.pcoip,
  udpLostToPeer.dcv,
  sourcePortLost,
  partial,
  gatewayRejected,
  terminated,
  beyond,
  degraded,
  affected,
  loss,
  peerLoss,
  belowNeed,
  slowUnderLoad,
  limitsNewConnections,
  jitter,
  peerJitter,
  betterRegion,
  firstHop,
  tooSmall,
  quicTooSmall,
  mtuUnknown,
  oneWayHole,
  timeUnreachable,
  natVaries,
  bindingShort,
  peerUnreachable,
  peerKeyRefused,
  peerUnproven,
  vpnAllTraffic,
  drift,
  unconfirmed,
  clientMissing,
  clientOutdated,
  clientFeature,
  clientLog,
  unsupportedOs,
  deadline,
] as const;

export type Code = (typeof CAUSES)[number]['code'];

/** The words of every cause in a language that their own files do not have: its folder of `src/words` brings them. */
export type WordsByCode = { readonly [C in Code]: Speak<FactsOf<C>> };
type FactsOf<C extends Code> = z.infer<Extract<(typeof CAUSES)[number], { readonly code: C }>['facts']>;

/** Every code, in the order of the list. */
export const CODES: readonly Code[] = CAUSES.map(({ code }) => code);
