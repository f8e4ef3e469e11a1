/** Texts of what is measured in milliseconds and bytes: round trip, loss, jitter, packet size, tunnel. */
import { holds, known, listed, said, type CatalogueEntry, type Facts } from './entry.ts';
import * as from from '../sources.ts';

/** `PCoIP: 200 to 375 ms`, for each protocol that the finding names. */
function limits(facts: Facts): string {
  const parts = (['pcoip', 'dcv'] as const).flatMap((protocol) => {
    if (!known(facts, `${protocol}FromMs`)) return [];
    const low = said(facts, `${protocol}FromMs`);
    const high = known(facts, `${protocol}ToMs`) ? said(facts, `${protocol}ToMs`) : null;
    return [
      `${protocol === 'pcoip' ? 'PCoIP' : 'DCV'}: ${high === null ? `above ${low} ms` : `${low} to ${high} ms`}`,
    ];
  });
  return parts.join('; ');
}

const measured = (facts: Facts): string =>
  `Half of ${said(facts, 'samples')} TCP connects to the health-check servers took longer than ${said(facts, 'medianMs')} ms`;

const SLOW_USER =
  'Use a cable or sit closer to the Wi-Fi router, switch the VPN off, if you may, and stop large downloads. Then check again.';

export const FIGURES = {
  'latency/terminated': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.NETWORK],
    when: 'The median round trip is above 375 ms: the client ends a PCoIP connection.',
    title: (facts) => `Too slow for PCoIP: ${said(facts, 'medianMs')} ms`,
    explanation: (facts) => `${measured(facts)}. Above 375 ms the client ends a PCoIP connection.`,
    user: () => SLOW_USER,
    helpdesk: () =>
      'Compare with another network and without the VPN. If it stays, the distance to the Region is the cause: a WorkSpace in a nearer Region, or DCV, which bears more.',
    network: () =>
      'Look for a detour (VPN, proxy, backhaul) on the way to the Region; let streaming leave directly.',
  },
  'latency/beyond': {
    ceiling: 'warning',
    side: 'path',
    root: false,
    sources: [from.NETWORK],
    when: 'The median round trip is above 400 ms: outside what is documented for DCV.',
    title: (facts) => `Slower than anything documented for DCV: ${said(facts, 'medianMs')} ms`,
    explanation: (facts) =>
      `${measured(facts)}. The documents promise nothing for DCV above 400 ms; a session may work, slowly.`,
    user: () => SLOW_USER,
    helpdesk: () => 'Compare with another network and without the VPN; consider a nearer Region.',
    network: () =>
      'Look for a detour (VPN, proxy, backhaul) on the way to the Region; let streaming leave directly.',
  },
  'latency/degraded': {
    ceiling: 'warning',
    side: 'path',
    root: false,
    sources: [from.NETWORK],
    when: 'The median round trip is above 200 to 375 ms (PCoIP), 250 to 400 ms (DCV).',
    title: (facts) => `Slow: ${said(facts, 'medianMs')} ms to the Region`,
    explanation: (facts) =>
      `${measured(facts)}. In this band sessions work and feel slow (${limits(facts)}).`,
    user: () => SLOW_USER,
    helpdesk: () =>
      'Compare with a cable, with another network and without the VPN: that tells the Wi-Fi, the provider and the VPN apart.',
    network: () =>
      'Look for a detour (VPN, proxy, backhaul) on the way to the Region; let streaming leave directly.',
  },
  'latency/affected': {
    ceiling: 'notice',
    side: 'path',
    root: false,
    sources: [from.NETWORK],
    when: 'The median round trip is 100 to 200 ms: PCoIP suffers somewhat.',
    title: (facts) => `Not the fastest for PCoIP: ${said(facts, 'medianMs')} ms`,
    explanation: (facts) => `${measured(facts)}. PCoIP is at its best below 100 ms and usable up to 200 ms.`,
    user: () => 'Nothing to do if it feels right.',
    helpdesk: () => 'Within the limits. A nearer Region would help, if one is offered.',
    network: () => 'Nothing to open; a direct way out instead of a backhaul may help.',
  },
  'latency/loss': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.OWN],
    when: 'At least 3 samples and more than 1 % are lost (warning), at least 10 and more than 10 % (error).',
    title: (facts) => `${said(facts, 'percent')} % of packets are lost`,
    explanation: (facts) =>
      `${said(facts, 'lost')} of ${said(facts, 'sent')} connection attempts on TCP ${said(facts, 'port')} were lost or had to be sent again. Picture and sound stutter.`,
    user: () =>
      'Use a cable or sit closer to the Wi-Fi router, and check again. If it stays, restart the router if it is yours.',
    helpdesk: () =>
      'Compare cable and Wi-Fi first, then another network. Loss that comes and goes with the time of day is a full line.',
    network: () =>
      'Look at interface errors, Wi-Fi channel use, a full uplink and rate limits on the way to the Region.',
  },
  'latency/jitter': {
    ceiling: 'warning',
    side: 'path',
    root: false,
    sources: [from.OWN],
    when: 'The round trip varies by more than 30 ms from one sample to the next (mean, median over servers).',
    title: (facts) => `The delay varies by ${said(facts, 'jitterMs')} ms`,
    explanation: (facts) =>
      `From one sample to the next the round trip differs by ${said(facts, 'jitterMs')} ms on average (limit: ${said(facts, 'limitMs')} ms). Sound breaks up and the pointer jumps.`,
    user: () =>
      'Use a cable or sit closer to the Wi-Fi router, and stop large uploads and downloads. Then check again.',
    helpdesk: () => 'Compare cable and Wi-Fi. A full line (backup, video) is the other usual cause.',
    network: () => 'Look at queues on the uplink and at Wi-Fi; give UDP 4172 and 4195 priority after voice.',
  },
  'latency/better-region': {
    ceiling: 'notice',
    side: 'path',
    root: false,
    sources: ['preflight ranking: 10 ms and 10 %', from.OWN],
    when: 'Another Region of the partition is faster by more than 10 ms and 10 %.',
    title: (facts) => `${said(facts, 'betterName')} is faster from here`,
    explanation: (facts) =>
      `${said(facts, 'better')} answers in ${said(facts, 'betterMs')} ms, the Region asked for in ${said(facts, 'askedMs')} ms: ${said(facts, 'gainMs')} ms less.`,
    user: () => 'Nothing to do; the Region of a WorkSpace is chosen by your organisation.',
    helpdesk: (facts) =>
      `A WorkSpace in ${said(facts, 'better')} would feel quicker at this place, if data may live there.`,
    network: () => 'Nothing to open. Check that the slower Region is not reached by a detour.',
  },
  'latency/first-hop': {
    ceiling: 'notice',
    side: 'local-network',
    root: false,
    sources: [from.OWN],
    when: 'A latency, jitter or loss finding has its cause before the first router.',
    title: () => 'The trouble begins before the first router',
    explanation: (facts) =>
      `The router (${said(facts, 'gateway')}) itself answers in ${said(facts, 'hopMs')} ms with ${said(facts, 'hopLossPercent')} % loss and ${said(facts, 'hopJitterMs')} ms of variation; the Region in ${said(facts, 'medianMs')} ms with ${said(facts, 'lossPercent')} % and ${said(facts, 'jitterMs')} ms. So ${listed(facts, 'about')} comes largely from the Wi-Fi or cable here.`,
    user: () => 'Use a cable or sit closer to the Wi-Fi router, and check again.',
    helpdesk: () =>
      'The Wi-Fi or the cable of this place, not the provider. Routers answer ping when they have time, so compare with a cable before anything is replaced.',
    network: () => 'Look at the access point: channel, signal, load and retries.',
  },
  'mtu/too-small': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.NETWORK_MTU],
    when: 'The path carries less than 1200 bytes, announced by a router, or by the MTU of the tunnel or interface.',
    title: (facts) => `Packets may have ${said(facts, 'announcedBytes')} bytes only`,
    explanation: (facts) =>
      `The way to the Region carries packets of ${said(facts, 'announcedBytes')} bytes at most (interface ${said(facts, 'interface')}: ${said(facts, 'interfaceMtuBytes')}). WorkSpaces needs ${said(facts, 'requiredBytes')}.`,
    user: () =>
      'Switch the VPN off, if you may, and check again. Tell your helpdesk that the MTU is too small.',
    helpdesk: () => 'A VPN or tunnel with a small MTU is the usual cause. Compare with the VPN off.',
    network: (facts) =>
      `Raise the MTU of the VPN or tunnel to at least ${said(facts, 'requiredBytes')}, better 1280 or more.`,
  },
  'mtu/quic-too-small': {
    ceiling: 'warning',
    side: 'path',
    root: false,
    sources: [from.NETWORK_MTU, from.QUIC],
    when: 'The path carries 1200 bytes as documented and not the packet of a QUIC datagram (1228 on IPv4, 1248 on IPv6).',
    title: () => 'Packets are too small for QUIC',
    explanation: (facts) =>
      `The way to the Region carries ${said(facts, 'announcedBytes')} bytes. The documented ${said(facts, 'requiredBytes')} are met, but a QUIC packet needs ${said(facts, 'neededBytes')}, so DCV falls back to TCP.`,
    user: () => 'Nothing to do as long as the session feels right. Otherwise switch the VPN off, if you may.',
    helpdesk: () => 'DCV works over TCP. For UDP the VPN needs a slightly larger MTU.',
    network: () => 'Raise the MTU of the VPN or tunnel to 1280 or more.',
  },
  'mtu/black-hole': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.NETWORK_MTU, 'RFC 8899, RFC 4459 (path MTU and lost ICMP)', from.OWN],
    when: 'Large packets vanish while small ones pass, by two methods that agree. An error below 1200 bytes.',
    title: () => 'Large packets vanish on the way',
    explanation: (facts) =>
      `Small packets pass and large ones disappear without a word (seen by ${listed(facts, 'methods')}${!known(facts, 'largestPassedBytes') ? '' : `; ${said(facts, 'largestPassedBytes')} bytes still passed`}). Signing in hangs, or the picture stays black.`,
    user: () => 'Switch the VPN off, if you may, or try another network, and check again.',
    helpdesk: () =>
      'A tunnel on the way is smaller than it says, and ICMP is filtered. Compare with the VPN off.',
    network: () =>
      'Let ICMP "fragmentation needed" (IPv6: "packet too big") through, or clamp the TCP MSS and lower the MTU of the tunnel to what it carries.',
  },
  'mtu/unknown': {
    ceiling: 'notice',
    side: 'us',
    root: false,
    sources: [from.OWN],
    when: 'No method could tell what packet size the path carries.',
    title: () => 'The packet size of the way could not be measured',
    explanation: (facts) =>
      `Ping is ignored and UDP is silent, so no method could tell. ${holds(facts, 'fullSegmentPassed') ? `Full-size TCP segments passed, so nothing speaks against the ${said(facts, 'requiredBytes')} bytes that are needed.` : ''}`.trim(),
    user: () => 'Nothing to do.',
    helpdesk: () =>
      'Usual on the real service. Only if sessions hang after sign-in is the packet size worth a look.',
    network: () => 'To know for sure, allow ICMP echo and "fragmentation needed" while testing.',
  },
  'vpn/all-traffic': {
    ceiling: 'notice',
    side: 'local-network',
    root: false,
    sources: [from.OWN],
    when: 'Streaming traffic leaves through a tunnel interface.',
    title: (facts) => `Streaming goes through the tunnel ${said(facts, 'interface')}`,
    explanation: (facts) =>
      `The way to ${said(facts, 'address')} leaves by ${said(facts, 'interface')} (${said(facts, 'kind')}${facts['allTraffic'] === true ? ', all traffic' : ''}). WorkSpaces is encrypted by itself; the tunnel adds a detour and takes packet size. Split tunnelling for the gateway ranges would let it leave directly.`,
    user: () => 'If sessions feel slow, check once more with the VPN off, if you may.',
    helpdesk: () => 'Compare a check with and without the VPN before looking elsewhere.',
    network: () =>
      'Exclude the gateway and health-check addresses of the Region from the tunnel (split tunnelling) where policy allows.',
  },
} as const satisfies Record<string, CatalogueEntry>;
