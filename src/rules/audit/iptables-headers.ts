/** What options of iptables ask of a packet's headers and interfaces (iptables(8), iptables-extensions(8): tcp, udp, multiport, iprange). */
import type { PortRange } from './audit-entry.ts';
import { deviceCondition, flagsCondition, ownPortCondition, sourceCondition } from './condition.ts';
import { ask, narrow, type Reader } from './iptables-draft.ts';
import { EVERYTHING, LAST_PORT, otherAddresses, otherPorts, otherTransports } from './match.ts';
import { isWhole, parseDestination } from './parse-destination.ts';

export const family =
  (version: 4 | 6): Reader =>
  (draft) =>
    narrow(draft, version === draft.about.family ? EVERYTHING : null);

export const device =
  (side: 'iif' | 'oif'): Reader =>
  (draft, value, { negated }) =>
    ask(draft, deviceCondition(side, [value], negated));

export const protocol: Reader = (draft, value, { negated }) => {
  const text = value.toLowerCase();
  if (text === 'all' || text === '0') return narrow(draft, negated ? null : EVERYTHING);
  const named =
    text === 'tcp' || text === '6'
      ? (['tcp'] as const)
      : text === 'udp' || text === '17'
        ? (['udp'] as const)
        : [];
  const transports = negated ? otherTransports(named) : named;
  return narrow(draft, transports.length === 0 ? null : { ...EVERYTHING, transports });
};

export const address =
  (side: 'source' | 'destination'): Reader =>
  (draft, value, { negated }) => {
    const { family: own, isAnswer } = draft.about;
    const targets = value.split(',').map(parseDestination);
    if (!targets.every((target) => target?.kind === 'addresses')) return 'unread';
    const named = targets.flatMap((target) => (target?.kind === 'addresses' ? target.intervals : []));
    const intervals = negated ? otherAddresses(named, own) : named;
    if ((side === 'source') === isAnswer)
      return narrow(
        draft,
        intervals.length === 0 ? null : { ...EVERYTHING, target: { kind: 'addresses', intervals } },
      );
    return isWhole({ kind: 'addresses', intervals }, own)
      ? 'read'
      : ask(draft, sourceCondition(intervals, false));
  };

export const ports =
  (side: 'source' | 'destination' | 'either'): Reader =>
  (draft, value, { negated }) => {
    const named = value.split(',').map(portRange);
    if (side === 'either' || named.some((range) => range === null)) return 'unread';
    const ranges = named.flatMap((range) => range ?? []);
    const meant = negated ? otherPorts(ranges) : ranges;
    if ((side === 'source') === draft.about.isAnswer)
      return narrow(draft, meant.length === 0 ? null : { ...EVERYTHING, ports: meant });
    return ask(draft, ownPortCondition(meant, false));
  };

function portRange(text: string): PortRange | null {
  const [, start = '', end] = /^(\d{0,5})(:\d{0,5})?$/.exec(text) ?? [];
  if (start === '' && end === undefined) return null;
  const first = Number(start === '' ? 0 : start);
  const last = end === undefined ? first : end === ':' ? LAST_PORT : Number(end.slice(1));
  return first <= last && last <= LAST_PORT ? { first, last } : null;
}

const ALL_FLAGS = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg'];

/** `ALL`, `NONE`, `SYN,ACK`; null when one is no flag. */
function flagsOf(written: string): readonly string[] | null {
  const words = written.toLowerCase().split(',');
  if (words.join() === 'all') return ALL_FLAGS;
  if (words.join() === 'none') return [];
  return words.every((word) => ALL_FLAGS.includes(word)) ? words : null;
}

export const tcpFlags: Reader = (draft, _value, { negated, values }) => {
  const [mask, set] = [flagsOf(values[0] ?? ''), flagsOf(values[1] ?? '')];
  return mask === null || set === null ? 'unread' : ask(draft, flagsCondition(mask, set, negated));
};
