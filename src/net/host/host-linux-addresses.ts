/**
 * Interfaces out of `ip -j -d addr show` (iproute2). The tool asks the kernel of its own network namespace by netlink;
 * /sys/class/net may belong to another one, so it is not used for the list.
 */
import { z } from 'zod';
import type { NetworkInterface } from './host-reading.ts';

const linkSchema = z.object({
  ifname: z.string(),
  flags: z.array(z.string()).default([]),
  mtu: z.number().int().nullable().default(null),
  link_type: z.string().default(''),
  address: z.string().nullable().default(null),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: z.object({ type: z.string().optional() }).optional(),
    })
    .optional(),
  addr_info: z
    .array(
      z.object({
        family: z.string(),
        local: z.string().optional(),
        prefixlen: z.number().int().nullable().default(null),
        tentative: z.boolean().optional(),
        dadfailed: z.boolean().optional(),
      }),
    )
    .default([]),
});
export type LinuxLink = z.infer<typeof linkSchema>;

/** Kinds of `ip -d link` that carry other packets inside theirs; a TAP device is of kind `tun`, type `tap`. */
const TUNNEL_KINDS = new Set([
  'tun',
  'wireguard',
  'ppp',
  'ipip',
  'sit',
  'gre',
  'gretap',
  'ip6tnl',
  'ip6gre',
  'vti',
  'vti6',
  'xfrm',
  'l2tp',
  'geneve',
]);
/** `none` is ARPHRD 65534, what TUN and WireGuard have. */
const TUNNEL_LINK_TYPES = new Set(['none', 'ppp', 'ipip', 'tunnel6', 'sit', 'gre']);

/** Parses the output; entries of another shape are dropped (older iproute2 prints empty objects for hidden ones). */
export function parseIpAddr(stdout: string): readonly LinuxLink[] | null {
  let entries: unknown;
  try {
    entries = JSON.parse(stdout);
  } catch {
    return null;
  }
  if (!Array.isArray(entries)) return null;
  return entries.flatMap((entry) => {
    const parsed = linkSchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Names of cables (`eth0`, `enp3s0`): a TAP device of this name joins a container or virtual machine, it is no VPN. */
const CABLE_NAME = /^(?:eth\d|en[opsx]?\d|enx|ens)/;

function isCable({ ifname, linkinfo }: LinuxLink): boolean {
  return linkinfo?.info_data?.type === 'tap' && CABLE_NAME.test(ifname);
}

/** The tunnel's kind in the kernel's word, or null when the link is none. */
export function linuxTunnelKind(link: LinuxLink): string | null {
  const { info_kind: kind, info_data: data } = link.linkinfo ?? {};
  if (isCable(link)) return null;
  if (kind !== undefined && TUNNEL_KINDS.has(kind)) return data?.type ?? kind;
  return TUNNEL_LINK_TYPES.has(link.link_type) ? (kind ?? link.link_type) : null;
}

function kindOf(link: LinuxLink, wireless: ReadonlySet<string>): NetworkInterface['kind'] {
  if (link.flags.includes('LOOPBACK')) return 'loopback';
  if (linuxTunnelKind(link) !== null) return 'tunnel';
  // systemd names wireless devices wl…; drivers without wireless extensions are missing in /proc/net/wireless.
  if (wireless.has(link.ifname) || link.ifname.startsWith('wl')) return 'wifi';
  return link.link_type === 'ether' ? 'ethernet' : 'other';
}

function addressesOf(link: LinuxLink): NetworkInterface['addresses'] {
  return link.addr_info.flatMap(({ family, local, prefixlen, tentative, dadfailed }) => {
    // An address that is still being checked, or taken by somebody else, cannot be sent from.
    if (local === undefined || tentative === true || dadfailed === true) return [];
    if (family !== 'inet' && family !== 'inet6') return [];
    return [{ address: local, family: family === 'inet' ? 4 : 6, prefixLength: prefixlen } as const];
  });
}

/** An interface counts as up when it is switched on and its carrier is there. */
export function toInterface(link: LinuxLink, wireless: ReadonlySet<string>): NetworkInterface {
  return {
    name: link.ifname,
    kind: kindOf(link, wireless),
    up: link.flags.includes('UP') && link.flags.includes('LOWER_UP'),
    mtuBytes: link.mtu,
    mac: link.link_type === 'ether' ? link.address : null,
    addresses: addressesOf(link),
  };
}
