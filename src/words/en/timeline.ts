/** What happened on this computer and its network. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');

export const timeline = {
  timeline: {
    kind: {
      boot: 'This computer was started',
      sleep: 'This computer went to sleep',
      resume: 'This computer woke',
      'link-lost': 'The connection to the network was lost',
      'link-found': 'Connected to the network',
      'wifi-roam': 'Wi-Fi changed to another access point',
      'route-lost': 'No way out of this network any more',
      'route-found': 'The way out is back',
      'address-lost': 'The address was not renewed',
      'vpn-down': 'The VPN went down',
      'vpn-up': 'The VPN came up',
      'dns-trouble': 'A DNS server answered badly or not at all',
      'clock-step': 'The clock was set',
      'session-start': 'The client started a session',
      'session-stream': 'The client opened the stream',
      'session-error': 'The client noted an error',
    },
    samplesLost: (lost: number, sent: number) => `${lost} of ${sent} of our samples were lost`,
    clientLines: (count: number) =>
      `${say.count(count, { one: 'other line', other: 'other lines' })} of the client's log from here on, not interpreted`,
    verdict: (word: string) => `Verdict: ${word}`,
    on: (text: string, name: string) => `${text} (${name})`,
    because: (time: string, what: string) => `${time}: ${what}, and samples were lost until it was over.`,
    before: (time: string, what: string) => `Just before, at ${time}: ${what}.`,
    nothing: 'Nothing on this computer or its network changed.',
    unknown: (read: number, all: number) => `No change was found; ${read} of ${all} sources could be read.`,
    source: {
      link: 'cable and Wi-Fi',
      network: 'routes, addresses and VPN',
      sleep: 'sleep',
      samples: 'our own samples',
      'client-log': "the client's log",
    },
    read: (read: number, all: number) => `${read} of ${all} sources could be read for the whole time`,
    unread: (names: readonly string[]) => `not: ${names.join(', ')}`,
    twice: (time: string) => `${time} came twice that day (the clocks were set back); this is the first one.`,
  },
};
