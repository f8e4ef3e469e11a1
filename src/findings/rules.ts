/**
 * Every rule, in the order of the layers. A literal list: nothing registers itself. `offline` is asked for as a root alone: it rests
 * on nothing having answered, and a mask would hide an answer.
 */
import * as client from './client.ts';
import { deadline } from './deadline.ts';
import * as dns from './dns.ts';
import type { Rule } from './draft.ts';
import * as gettingOut from './getting-out.ts';
import * as https from './https.ts';
import { ipv6Broken } from './ipv6.ts';
import * as latency from './latency.ts';
import * as mtu from './mtu.ts';
import * as proxy from './proxy.ts';
import * as streaming from './streaming.ts';
import * as tablesFacts from './tables-facts.ts';

export const RULES: readonly Rule[] = [
  gettingOut.acceptsAll,
  dns.noAnswer,
  dns.serverFailure,
  dns.nameNotFound,
  dns.redirected,
  dns.malformed,
  dns.nxdomainRewritten,
  dns.slow,
  dns.partialServers,
  gettingOut.captivePortal,
  gettingOut.registrationName,
  https.blocked,
  https.refused,
  https.handshakeCut,
  https.intercepted,
  https.certificateInvalid,
  https.clockSkew,
  https.serverError,
  https.protocolError,
  https.rootsMissing,
  proxy.required,
  proxy.authentication,
  proxy.unreachable,
  proxy.denied,
  streaming.tcpBlocked,
  streaming.tcpRefused,
  streaming.udpRejected,
  streaming.udpUnproven,
  streaming.udpSilent,
  streaming.partial,
  streaming.gatewayRejected,
  latency.bands,
  latency.loss,
  latency.jitter,
  latency.betterRegion,
  latency.firstHop,
  mtu.tooSmall,
  mtu.quicTooSmall,
  mtu.blackHole,
  mtu.unknown,
  mtu.vpnAllTraffic,
  ipv6Broken,
  tablesFacts.drift,
  tablesFacts.unconfirmed,
  client.missing,
  client.outdated,
  client.unsupportedOs,
  deadline,
];
