/** What can have happened on a computer, as kinds. No text of any log is kept. */
import { z } from 'zod';

export const SOURCES = ['link', 'network', 'sleep', 'samples', 'client-log'] as const;
/** `link`: cable and Wi-Fi. `network`: who gives routes and addresses, VPNs, the clock. `samples`: our own. */
export type Source = (typeof SOURCES)[number];

export const EVENT_KINDS = [
  'boot',
  'sleep',
  'resume',
  'link-lost',
  'link-found',
  'wifi-roam',
  'route-lost',
  'route-found',
  'address-lost',
  'vpn-down',
  'vpn-up',
  'dns-trouble',
  'clock-step',
  'samples-lost',
  'verdict',
  'session-start',
  'session-stream',
  'session-error',
  'client-lines',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const timelineEvent = z.object({
  at: z.iso.datetime(),
  kind: z.enum(EVENT_KINDS),
  source: z.enum(SOURCES),
  /** Name of the interface; null where it is of the whole computer or not told. */
  interface: z.string().max(40).nullable(),
  /** Samples lost of those sent, or lines of the client's log; null for all other kinds. */
  count: z.number().int().nullable(),
  of: z.number().int().nullable(),
  /** Of our own run. */
  verdict: z.string().max(20).nullable(),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

type What = Pick<TimelineEvent, 'kind' | 'source'> & Partial<Omit<TimelineEvent, 'at'>>;

export function happened(atMs: number, what: What): TimelineEvent {
  return { at: new Date(atMs).toISOString(), interface: null, count: null, of: null, verdict: null, ...what };
}

/** What can explain a freeze, and what ends the span that it began; a kind without an end is a moment. */
export const EXPLAINS: Readonly<Partial<Record<EventKind, readonly EventKind[]>>> = {
  boot: [],
  sleep: ['resume'],
  'link-lost': ['link-found'],
  'wifi-roam': [],
  'route-lost': ['route-found'],
  'address-lost': ['link-found', 'route-found'],
  'vpn-down': [],
  'vpn-up': [],
  'dns-trouble': [],
  'clock-step': [],
};

/** An interface's name is up to 15 signs on Linux; a longer word is none. */
export function interfaceName(text: string | undefined): string | null {
  return text !== undefined && /^[\w.:@-]{1,40}$/.test(text) ? text : null;
}
