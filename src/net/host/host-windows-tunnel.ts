/** What kind of tunnel a Windows network adapter is, by the interface type and by the descriptions of known drivers. */

/** Interface types of IANA's ifType registry: 23 PPP, 131 encapsulation. */
const TUNNEL_TYPES: Readonly<Record<number, string>> = { 23: 'ppp', 131: 'tunnel' };

/** Drivers of the VPN products that companies use; the texts are product names, which Windows does not translate. */
const KNOWN_DRIVERS: readonly (readonly [RegExp, string])[] = [
  [/wireguard/i, 'wireguard'],
  [/wintun/i, 'wintun'],
  [/tap-windows|tap-win32|tap-provider/i, 'tap'],
  [/openvpn data channel offload/i, 'openvpn'],
  [/anyconnect|cisco secure client/i, 'anyconnect'],
  [/pangp/i, 'globalprotect'],
  [/zscaler/i, 'zscaler'],
  [/fortinet.*(?:ssl|virtual)/i, 'fortinet'],
  [/juniper networks|pulse secure|ivanti/i, 'ivanti'],
  [/check point virtual/i, 'check point'],
  [/sonicwall/i, 'sonicwall'],
  [/netextender|f5 networks vpn|big-ip/i, 'f5'],
  [/tailscale/i, 'tailscale'],
  [/cloudflare warp/i, 'cloudflare warp'],
  [/wan miniport \((?:ikev2|l2tp|pptp|sstp)\)/i, 'windows vpn'],
];

export function windowsTunnelKind(description: string | null, interfaceType: number): string | null {
  const known = KNOWN_DRIVERS.find(([pattern]) => pattern.test(description ?? ''))?.[1];
  return known ?? TUNNEL_TYPES[interfaceType] ?? null;
}
