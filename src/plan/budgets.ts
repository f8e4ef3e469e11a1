/**
 * Longest time for one step of each probe, in milliseconds. Preflight's own thresholds; the reasons stand beside them.
 * The time-outs inside a step adapt (see `timeouts.ts`), the budget is the wall that cancels it.
 */
import type { ProbeId } from './step.ts';

export const BUDGET_MS: Readonly<Record<ProbeId, number>> = {
  // Longer than the lookup itself may take (probes/dns.ts: the resolver's own end).
  dns: 19_500,
  // A port is called filtered only after at least 3 s with SYN retries (findings.md).
  tcp: 6_000,
  // TCP, TLS and HTTP one after the other, and once more on a 5xx.
  https: 15_000,
  // The proxy's name, TCP to it and its answer to CONNECT, one after the other; then the control.
  'proxy-connect': 15_000,
  udp: 5_000,
  quic: 5_000,
  stun: 5_000,
  ntp: 5_000,
  // Two rounds of nine seconds at most, where a tool asks one hop after the other (probes/hops.ts).
  hops: 24_000,
  'peer-tcp': 6_000,
  // 25 first packets, 500 at 50 a second, the way of the last one, a question on TCP (probes/stamp.ts), and what a busy computer is late by.
  stamp: 30_000,
  // Two greetings, and nine seconds of sizes (probes/peer-size.ts).
  'peer-size': 16_000,
  // Three loads of three seconds, each with a tail of four, and what is asked on TCP between them (probes/peer-load.ts).
  'peer-load': 45_000,
  // Six greetings, and the longest delay (probes/peer-idle.ts).
  'peer-idle': 50_000,
  // Three ports, each with five greetings, the way of the last one and a question on TCP.
  'peer-nat': 24_000,
  // Ten samples take a second; after the first loss it goes on to at least a hundred.
  rtt: 12_000,
  icmp: 6_000,
  'mtu-ping': 8_000,
  'mtu-quic': 6_000,
  'mtu-https': 10_000,
  route: 3_000,
  captive: 6_000,
  client: 4_000,
  'local-services': 5_000,
  // The tool's own limit is 5 s (system-tls.ts).
  'system-tls': 7_000,
};
