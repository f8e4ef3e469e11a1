/** What options of iptables ask about states, marks, rates and kinds of packets (iptables-extensions(8)). */
import { addressTypeCondition, rateCondition, stateCondition } from './condition.ts';
import { ask, narrow, type Reader } from './iptables-draft.ts';

export const state: Reader = (draft, value, { negated }) =>
  ask(draft, stateCondition(value.toLowerCase().split(','), negated));

const ALL_BITS = 0xff_ff_ff_ff;

/** Bits that the line may set in a mark (MARK, CONNMARK: `--set-xmark value/mask`, which turns the bits of the value round). */
export function markedBits(line: string): number {
  const target = /\s-j\s+(MARK|CONNMARK|HMARK|TPROXY)\b(.*)$/.exec(line);
  if (target === null || /--(save|restore)-mark|--and-mark/.test(line)) return 0;
  const value = /--(?:set-xmark|set-mark|or-mark|xor-mark|tproxy-mark)\s+(0x[0-9a-f]+|\d+)/i.exec(
    target[2] ?? '',
  )?.[1];
  return value === undefined ? ALL_BITS : Number(value) >>> 0;
}

export const mark: Reader = (draft, value, { negated }) => {
  const [, wanted, under = String(ALL_BITS)] =
    /^(0x[0-9a-f]+|\d+)(?:\/(0x[0-9a-f]+|\d+))?$/i.exec(value) ?? [];
  if (wanted === undefined) return 'unread';
  const [bits, mask] = [Number(wanted) >>> 0, Number(under) >>> 0];
  const { marks } = draft.about;
  // A bit is asked for that nobody sets, or none that anybody sets.
  const matches = (bits & ~(marks & mask)) !== 0 ? false : (mask & marks) === 0 ? bits === 0 : null;
  if (matches === null) return 'unread';
  return matches !== negated ? 'read' : narrow(draft, null);
};

/** A sender stays below every quota: what asks for more never matches him. */
export const below: Reader = (draft, _value, { negated }) => (negated ? narrow(draft, null) : 'read');
export const above: Reader = (draft, _value, { negated }) => (negated ? 'read' : narrow(draft, null));

export const rate =
  (isAbove: boolean): Reader =>
  (draft, value, { negated }) =>
    ask(draft, rateCondition(packetsPerSecond(value), isAbove !== negated));

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
]);

/** `5/sec`, `25/minute`; null: bytes, or none of it. */
function packetsPerSecond(value: string): number | null {
  const [, count, unit = ''] = /^(\d+)\/([smhd])[a-z]*$/i.exec(value) ?? [];
  return count === undefined ? null : Number(count) / (SECONDS.get(unit.toLowerCase()) ?? 1);
}

export const addressType: Reader = (draft, value, { negated }) =>
  // An answer's destination is the sender's side.
  ask(draft, addressTypeCondition(value.toLowerCase().split(','), negated));

export const packetType: Reader = (draft, value, { negated }) =>
  ['unicast', 'host'].includes(value.toLowerCase()) !== negated ? 'read' : narrow(draft, null);
