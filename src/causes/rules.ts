/**
 * Every rule, in the order of the layers. A literal list: nothing registers itself. `offline` is asked for as a root alone: it rests
 * on nothing having answered, and a mask would hide an answer.
 */
import { captivePortal } from './captive-portal.ts';
import * as client from './client.ts';
import { clockSkew } from './clock.ts';
import { deadline } from './deadline.ts';
import * as dnsNames from './dns-names.ts';
import { dnsRedirected } from './dns-redirected.ts';
import * as dnsServers from './dns-servers.ts';
import type { Rule } from './draft.ts';
import * as gettingOut from './getting-out.ts';
import * as httpsAnswer from './https-answer.ts';
import * as httpsReach from './https-reach.ts';
import * as httpsTrust from './https-trust.ts';
import { ipv6Broken } from './ipv6.ts';
import * as latency from './latency.ts';
import * as mtu from './mtu.ts';
import * as proxy from './proxy.ts';
import * as streaming from './streaming.ts';
import * as tablesFacts from './tables-facts.ts';

export const RULES: readonly Rule[] = [
  gettingOut.acceptsAll,
  dnsNames.noAnswer,
  dnsNames.serverFailure,
  dnsNames.nameNotFound,
  dnsRedirected,
  dnsServers.malformed,
  dnsServers.nxdomainRewritten,
  dnsServers.slow,
  dnsServers.partialServers,
  captivePortal,
  gettingOut.registrationName,
  httpsReach.blocked,
  httpsReach.refused,
  httpsReach.handshakeCut,
  httpsTrust.intercepted,
  httpsTrust.certificateInvalid,
  clockSkew,
  httpsAnswer.serverError,
  httpsAnswer.protocolError,
  httpsTrust.rootsMissing,
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
