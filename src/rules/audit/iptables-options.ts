/** Every option of iptables that is understood, and who reads it. */
import { directionCondition, synCondition } from './condition.ts';
import { ask, narrow, type Reader } from './iptables-draft.ts';
import { address, device, family, ports, protocol, tcpFlags } from './iptables-headers.ts';
import { above, addressType, below, mark, packetType, rate, state } from './iptables-states.ts';

/** Options without a value. */
export const ALONE: ReadonlySet<string> = new Set([
  ...[
    '-4',
    '-6',
    '--ipv4',
    '--ipv6',
    '--syn',
    '--rcheck',
    '--update',
    '--rsource',
    '--rdest',
    '--validmark',
    '--accept-local',
    '--invert',
    '--loose',
  ],
]);

const ignored: Reader = () => 'read';

export const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>(
  Object.entries<Reader>({
    '-A': ignored,
    '-4': family(4),
    '--ipv4': family(4),
    '-6': family(6),
    '--ipv6': family(6),
    // A module asks for nothing by itself: its options do.
    '-m': ignored,
    '--match': ignored,
    '--comment': ignored,
    '--syn': (draft, _value, { negated }) => ask(draft, synCondition(negated)),
    '--tcp-flags': tcpFlags,
    // rpfilter: the way back leads where the packet came from, unless somebody routes oddly.
    '--invert': (draft) => narrow(draft, null),
    '--validmark': ignored,
    '--loose': ignored,
    '--accept-local': ignored,
    '-p': protocol,
    '--protocol': protocol,
    '-d': address('destination'),
    '--destination': address('destination'),
    '--dst-range': address('destination'),
    '-s': address('source'),
    '--source': address('source'),
    '--src-range': address('source'),
    '--dport': ports('destination'),
    '--dports': ports('destination'),
    '--destination-port': ports('destination'),
    '--destination-ports': ports('destination'),
    '--sport': ports('source'),
    '--sports': ports('source'),
    '--source-port': ports('source'),
    '--source-ports': ports('source'),
    '--ports': ports('either'),
    '--ctstate': state,
    '--state': state,
    '--ctdir': (draft, value, { negated }) => ask(draft, directionCondition(value.toLowerCase(), negated)),
    '--mark': mark,
    '-o': device('oif'),
    '--out-interface': device('oif'),
    '-i': device('iif'),
    '--in-interface': device('iif'),
    '--limit': rate(false),
    '--limit-burst': ignored,
    '--hashlimit': rate(false),
    '--hashlimit-upto': rate(false),
    '--hashlimit-above': rate(true),
    '--hashlimit-burst': ignored,
    '--hashlimit-name': ignored,
    '--hashlimit-mode': ignored,
    '--hashlimit-srcmask': ignored,
    '--hashlimit-dstmask': ignored,
    '--hashlimit-htable-size': ignored,
    '--hashlimit-htable-max': ignored,
    '--hashlimit-htable-expire': ignored,
    '--hashlimit-htable-gcinterval': ignored,
    '--connlimit-above': above,
    '--connlimit-upto': below,
    '--connlimit-mask': ignored,
    '--connlimit-saddr': ignored,
    '--connlimit-daddr': ignored,
    '--dst-type': addressType,
    '--pkt-type': packetType,
  }),
);
