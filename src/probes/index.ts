/** The registry: every probe, by name, once. */
import { captiveProbe } from './captive.ts';
import { clientProbe } from './client.ts';
import { dnsProbe } from './dns.ts';
import { hopsProbe } from './hops.ts';
import { httpsProbe } from './https.ts';
import { icmpProbe } from './icmp.ts';
import { localServicesProbe } from './local-services.ts';
import { mtuHttpsProbe } from './mtu-https.ts';
import { mtuPingProbe } from './mtu-ping.ts';
import { mtuQuicProbe } from './mtu-quic.ts';
import { ntpProbe } from './ntp.ts';
import { peerIdleProbe } from './peer-idle.ts';
import { peerLoadProbe } from './peer-load.ts';
import { peerNatProbe } from './peer-nat.ts';
import { peerSizeProbe } from './peer-size.ts';
import { peerTcpProbe } from './peer-tcp.ts';
import type { AnyProbe } from './probe.ts';
import { proxyConnectProbe } from './proxy-connect.ts';
import { quicProbe } from './quic.ts';
import { routeProbe } from './route.ts';
import { rttProbe } from './rtt.ts';
import { stampProbe } from './stamp.ts';
import { stunProbe } from './stun.ts';
import { systemTlsProbe } from './system-tls.ts';
import { tcpProbe } from './tcp.ts';
import { udpProbe } from './udp.ts';

export const PROBES: readonly AnyProbe[] = [
  dnsProbe,
  tcpProbe,
  httpsProbe,
  proxyConnectProbe,
  udpProbe,
  quicProbe,
  stunProbe,
  rttProbe,
  icmpProbe,
  mtuPingProbe,
  mtuQuicProbe,
  mtuHttpsProbe,
  routeProbe,
  captiveProbe,
  clientProbe,
  localServicesProbe,
  systemTlsProbe,
  ntpProbe,
  hopsProbe,
  peerTcpProbe,
  stampProbe,
  peerSizeProbe,
  peerNatProbe,
  peerLoadProbe,
  peerIdleProbe,
];
