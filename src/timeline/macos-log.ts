/** What macOS kept: `pmset -g log` (sleep and wake) and `log show --style ndjson` (configd's changes of the network). Never run on macOS; samples in test/fixtures/timeline. */
import { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { happened, interfaceName, type EventKind, type TimelineEvent } from './event.ts';

/** `2023-05-10 21:14:43 +0200 Sleep   <tab>Entering Sleep state due to …`: the kind stands in a column of its own. */
const PMSET = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d) (Sleep|Wake|DarkWake|Start)\s+\t/;
const KIND: Readonly<Record<string, EventKind>> = { Sleep: 'sleep', Wake: 'resume', Start: 'boot' };

interface PowerRead {
  /** From when on the log says something; null: nothing in it is of a shape that is known. */
  readonly oldestMs: number | null;
  readonly events: readonly TimelineEvent[];
}

/** A dark wake is no wake of a person. */
export function eventsOfPmset(text: string): PowerRead {
  const rows = text.split('\n').flatMap(powerRow);
  const events = rows.flatMap(({ atMs, word }) => {
    const kind = KIND[word];
    return kind === undefined ? [] : [happened(atMs, { kind, source: 'sleep' })];
  });
  return { oldestMs: rows[0]?.atMs ?? null, events };
}

function powerRow(line: string): readonly { readonly atMs: number; readonly word: string }[] {
  const [, day, time, hours, minutes, word = ''] = PMSET.exec(line) ?? [];
  const atMs = Date.parse(`${String(day)}T${String(time)}${String(hours)}:${String(minutes)}`);
  return Number.isNaN(atMs) ? [] : [{ atMs, word }];
}

const record = z.object({
  /** `2023-10-03 10:15:31.123456+0200` */
  timestamp: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,6}[+-]\d{4}$/),
  eventMessage: z.string().max(2000),
});

/** `network changed: v4(en0-:192.0.2.5) DNS- Proxy-`: minus went, plus came, an exclamation mark changed. */
const CHANGED = /^network changed:? .*?\bv[46]\((\w{1,16})([-+!])?[:)]/;
const SIGN: Readonly<Record<string, EventKind>> = { '-': 'route-lost', '+': 'route-found' };
/** Names of tunnels on macOS. */
const TUNNEL = /^(?:utun|ipsec|ppp)\d/;

export const MACOS_PREDICATE = 'process == "configd" AND eventMessage BEGINSWITH "network changed"';

export function eventsOfMacLog(text: string): readonly TimelineEvent[] {
  return text.split('\n').flatMap((line) => {
    const json = parseBoundedJson(line, { depth: 6, values: 1000 });
    const parsed = json.ok ? record.safeParse(json.value) : null;
    return parsed?.success === true ? networkEvent(parsed.data) : [];
  });
}

function networkEvent({ timestamp, eventMessage }: z.infer<typeof record>): readonly TimelineEvent[] {
  const [, name = '', sign = ''] = CHANGED.exec(eventMessage) ?? [];
  const route = SIGN[sign];
  const atMs = Date.parse(timestamp.replace(' ', 'T').replace(/(\d\d)$/, ':$1'));
  if (route === undefined || Number.isNaN(atMs)) return [];
  const tunnel = route === 'route-lost' ? 'vpn-down' : 'vpn-up';
  const kind = TUNNEL.test(name) ? tunnel : route;
  return [happened(atMs, { kind, source: 'network', interface: interfaceName(name) })];
}
