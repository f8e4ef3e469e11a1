/** Interfaces of a Mac out of `ifconfig -a`, and which of them are Wi-Fi out of `networksetup -listallhardwareports`. */
import { parseIpAddress } from '../../core/address.ts';
import type { NetworkInterface } from './host-reading.ts';

/** utun: VPN apps and the system's own; ipsec: built-in IKEv2; ppp: L2TP and modems; gif, stf: IPv6 in IPv4; gpd: GlobalProtect. */
const TUNNEL_NAME = /^(?:utun|ipsec|ppp|tun|tap|gif|stf|gpd|wg)\d+$/;

export function isMacTunnel(name: string): boolean {
  return TUNNEL_NAME.test(name);
}

/** Device names of the ports that are called Wi-Fi (AirPort on old systems); networksetup does not translate these. */
export function parseHardwarePorts(text: string): ReadonlySet<string> {
  const matches = text.matchAll(/^Hardware Port: (?:Wi-Fi|AirPort)\s*\nDevice: (\S+)/gm);
  return new Set([...matches].map((match) => match[1] ?? ''));
}

/** `0xffffff00` to 24. */
function prefixOfMask(mask: string): number | null {
  const bits = parseInt(mask, 16);
  if (!Number.isFinite(bits)) return null;
  return bits.toString(2).replaceAll('0', '').length;
}

function addressesOf(block: string): NetworkInterface['addresses'] {
  const v4 = [...block.matchAll(/^\s+inet (\S+)(?: --> \S+)? netmask (0x[0-9a-f]+)/gm)].map((match) => ({
    address: match[1] ?? '',
    family: 4 as const,
    prefixLength: prefixOfMask(match[2] ?? ''),
  }));
  // A tentative or duplicated address cannot be sent from.
  const v6 = [...block.matchAll(/^\s+inet6 (\S+?)(?:%\S+)?(?: --> \S+)? prefixlen (\d+)(.*)$/gm)]
    .filter((match) => !/tentative|duplicated|detached/.test(match[3] ?? ''))
    .map((match) => ({ address: match[1] ?? '', family: 6 as const, prefixLength: Number(match[2]) }));
  return [...v4, ...v6].filter(({ address }) => parseIpAddress(address) !== null);
}

interface KindRules {
  readonly wifiPorts: ReadonlySet<string>;
  readonly isTunnel: (name: string) => boolean;
}

function kindOf(name: string, block: string, rules: KindRules): NetworkInterface['kind'] {
  if (/^lo\d/.test(name)) return 'loopback';
  if (rules.isTunnel(name)) return 'tunnel';
  if (rules.wifiPorts.has(name)) return 'wifi';
  return /^en\d/.test(name) && /^\s+ether /m.test(block) ? 'ethernet' : 'other';
}

/** Each block begins with `name: flags=…<UP,…> mtu N` at the start of a line. */
export function parseIfconfig(text: string, rules: KindRules): NetworkInterface[] {
  const blocks = text.split(/^(?=\S+: flags=)/m);
  return blocks.flatMap((block) => {
    const head = /^(\S+): flags=\w+<([^>]*)>.*?\bmtu (\d+)/.exec(block);
    if (head === null) return [];
    const name = head[1] ?? '';
    const flags = (head[2] ?? '').split(',');
    const hasCarrier = !/^\s+status: inactive/m.test(block);
    return [
      {
        name,
        kind: kindOf(name, block, rules),
        up: flags.includes('UP') && flags.includes('RUNNING') && hasCarrier,
        mtuBytes: Number(head[3]),
        mac: /^\s+ether (\S+)/m.exec(block)?.[1] ?? null,
        addresses: addressesOf(block),
      },
    ];
  });
}
