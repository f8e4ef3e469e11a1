/**
 * The journal of Linux (`journalctl -o json`) as kinds of events. Shapes: systemd.journal-fields(7), NetworkManager's state changes, mac80211 and
 * Ethernet drivers of the kernel, systemd-logind and systemd-sleep; samples in test/fixtures/timeline.
 */
import { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { happened, interfaceName, type EventKind, type Source, type TimelineEvent } from './event.ts';

const entry = z.object({
  /** Microseconds since 1970, as text. */
  __REALTIME_TIMESTAMP: z.string().regex(/^\d{1,17}$/),
  SYSLOG_IDENTIFIER: z.string().max(100).optional(),
  _TRANSPORT: z.string().max(20).optional(),
  /** Null where it is too long, a list of bytes where it is no UTF-8: neither is a shape of ours. */
  MESSAGE: z.unknown(),
});

interface Shape {
  readonly from: RegExp;
  readonly line: RegExp;
  readonly kind: EventKind;
  readonly source: Source;
}

const IF = '([\\w.:@-]{1,40})';
const shape = (from: string, line: string, [kind, source]: readonly [EventKind, Source]): Shape => ({
  ...{ from: new RegExp(`^(?:${from})$`), line: new RegExp(line), kind, source },
});
const KERNEL = 'kernel';
const NM = 'NetworkManager';
const NM_HEAD = '^<\\w+>\\s+\\[[\\d.]+\\] ';
const LOST = '(?:deactivating|disconnected|failed|unavailable|unmanaged)';

/** The first group, where there is one, is the interface. The first shape that fits counts. */
const SHAPES: readonly Shape[] = [
  shape(KERNEL, '^Linux version ', ['boot', 'sleep']),
  shape(KERNEL, '^PM: suspend entry', ['sleep', 'sleep']),
  shape(KERNEL, '^PM: suspend exit', ['resume', 'sleep']),
  shape('systemd-sleep', '^(?:Entering sleep state|Performing sleep operation) ', ['sleep', 'sleep']),
  shape('systemd-sleep', '^System returned from sleep ', ['resume', 'sleep']),
  shape('systemd-logind', '^(?:The system will suspend now|Suspending\\.\\.\\.)', ['sleep', 'sleep']),
  shape(KERNEL, `${IF}: (?:NIC )?Link is Down`, ['link-lost', 'link']),
  shape(KERNEL, `${IF}: (?:NIC )?Link is Up`, ['link-found', 'link']),
  shape(KERNEL, `^${IF}: disconnect from AP [\\da-f:]+ for new auth to `, ['wifi-roam', 'link']),
  shape(KERNEL, `^${IF}: (?:deauthenticated|disassociated) from `, ['link-lost', 'link']),
  shape(KERNEL, `^${IF}: (?:deauthenticating|disassociating) from `, ['link-lost', 'link']),
  shape(KERNEL, `^${IF}: associated$`, ['link-found', 'link']),
  shape('wpa_supplicant', `^${IF}: CTRL-EVENT-DISCONNECTED `, ['link-lost', 'link']),
  shape('wpa_supplicant', `^${IF}: CTRL-EVENT-CONNECTED `, ['link-found', 'link']),
  shape('systemd-networkd', `^${IF}: Lost carrier`, ['link-lost', 'link']),
  shape('systemd-networkd', `^${IF}: Gained carrier`, ['link-found', 'link']),
  shape(NM, `${NM_HEAD}device \\(((?:tun|wg|ppp|tap)[\\w.-]{0,20})\\): state change: activated -> ${LOST}`, [
    'vpn-down',
    'network',
  ]),
  shape(NM, `${NM_HEAD}device \\(((?:tun|wg|ppp|tap)[\\w.-]{0,20})\\): state change: \\S+ -> activated`, [
    'vpn-up',
    'network',
  ]),
  shape(NM, `${NM_HEAD}device \\(${IF}\\): state change: activated -> ${LOST}`, ['link-lost', 'network']),
  shape(NM, `${NM_HEAD}device \\(${IF}\\): state change: \\S+ -> activated`, ['link-found', 'network']),
  shape(NM, `${NM_HEAD}manager: NetworkManager state is now (?:DISCONNECTED|ASLEEP)`, [
    'route-lost',
    'network',
  ]),
  shape(NM, `${NM_HEAD}manager: NetworkManager state is now CONNECTED_(?:GLOBAL|SITE)`, [
    'route-found',
    'network',
  ]),
  shape(NM, `${NM_HEAD}dhcp[46] \\(${IF}\\):.* state changed .*-> (?:expire|timeout|fail)`, [
    'address-lost',
    'network',
  ]),
  shape(NM, `${NM_HEAD}vpn.*state changed: started`, ['vpn-up', 'network']),
  shape(NM, `${NM_HEAD}vpn.*state changed: stopp(?:ed|ing)`, ['vpn-down', 'network']),
  shape('systemd-networkd', `^${IF}: DHCPv?4? lease lost`, ['address-lost', 'network']),
  shape('openvpn|openvpn-\\w+|nm-openvpn', '^Initialization Sequence Completed', ['vpn-up', 'network']),
  shape('openvpn|openvpn-\\w+|nm-openvpn', '(?:process restarting|process exiting)', ['vpn-down', 'network']),
  shape('systemd-resolved', '^Using degraded feature set ', ['dns-trouble', 'network']),
  shape('chronyd', '^System clock was stepped by ', ['clock-step', 'network']),
  shape('systemd(?:-timedated)?', '^(?:Time has been changed|Changed local time to )', [
    'clock-step',
    'network',
  ]),
];

/** Messages longer than this are dumps; no shape is. */
const LONGEST = 500;

/** Matches of journalctl that give every line that a shape could fit. */
export const JOURNAL_MATCHES: readonly string[] = [
  '_TRANSPORT=kernel',
  ...[
    'NetworkManager',
    'wpa_supplicant',
    'systemd-networkd',
    'systemd-logind',
    'systemd-sleep',
    'systemd-resolved',
    'systemd-timedated',
    'systemd',
    'chronyd',
    'openvpn',
    'nm-openvpn',
  ].flatMap((name) => ['+', `SYSLOG_IDENTIFIER=${name}`]),
];
/** Whoever of these ever wrote a line tells of routes and addresses. */
export const MANAGER_MATCHES: readonly string[] = [
  'SYSLOG_IDENTIFIER=NetworkManager',
  '+',
  'SYSLOG_IDENTIFIER=systemd-networkd',
];

export interface JournalRead {
  readonly lines: number;
  readonly events: readonly TimelineEvent[];
}

/** One JSON value a line; a line that is cut or none of ours is passed over. */
export function eventsOfJournal(text: string): JournalRead {
  const lines = text.split('\n').filter((line) => line !== '');
  const events = lines.flatMap((line) => {
    const json = parseBoundedJson(line, { depth: 4, values: 10_000 });
    const parsed = json.ok ? entry.safeParse(json.value) : null;
    return parsed?.success === true ? eventOf(parsed.data) : [];
  });
  return { lines: lines.length, events };
}

function eventOf(one: z.infer<typeof entry>): readonly TimelineEvent[] {
  const { MESSAGE: text } = one;
  if (typeof text !== 'string' || text.length > LONGEST) return [];
  const from = one._TRANSPORT === 'kernel' ? KERNEL : (one.SYSLOG_IDENTIFIER ?? '');
  for (const { from: who, line, kind, source } of SHAPES) {
    const found = who.test(from) ? line.exec(text) : null;
    if (found === null) continue;
    const atMs = Number(one.__REALTIME_TIMESTAMP.slice(0, -3));
    return [happened(atMs, { kind, source, interface: interfaceName(found[1]) })];
  }
  return [];
}
