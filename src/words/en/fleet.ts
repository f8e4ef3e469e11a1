/** Many bundles and many computers. */
import { sayIn } from '../../core/say.ts';
import type { Verdict } from '../../core/words.ts';

const say = sayIn('en');

export const fleet = {
  /** The page of a folder to which many computers write. */
  fleet: {
    machines: 'Machines',
    when: 'When',
    site: 'Site',
    machine: 'Machine',
    verdict: 'Verdict',
    causes: 'Causes',
    file: 'File',
    runs: (count: number) => say.count(count, { one: 'run', other: 'runs' }),
    arrivals: (first: string, last: string, most: number) =>
      `First bad run of each machine, ${first} to ${last}; at most ${say.number(most)} in ten minutes`,
    foot: 'Times are corrected by the clocks of servers; "~" is the time of the file. A difference need not be the reason.',
    read: (files: number, opened: number) =>
      `${say.count(files, { one: 'file', other: 'files' })}, ${say.number(opened)} of them opened; the rest is as it was.`,
    noIndex: (why: string) => `The index could not be written (${why}): the next time takes as long.`,
  },
  summary: {
    bundles: (count: number) => say.count(count, { one: 'bundle', other: 'bundles' }),
    verdicts: {
      ready: 'ready',
      degraded: 'ready with limits',
      'not-ready': 'not ready',
      unknown: 'could not tell',
    } satisfies Record<Verdict, string>,
    by: {
      cause: 'By cause',
      site: 'By site',
      region: 'By Region',
      version: 'By version',
      time: 'By time',
    },
    machines: (count: number) => say.count(count, { one: 'machine', other: 'machines' }),
    upTo: (count: number) => `up to ${say.count(count, { one: 'machine', other: 'machines' })}`,
    atMost: (known: string, more: number) => `${known} and at most ${say.number(more)} more`,
    mostly: (cause: string) => `mostly ${cause}`,
    someOf: (cause: string, have: number, of: number) =>
      `${cause} at ${say.number(have)} of ${say.number(of)}`,
    nothing: 'Nothing found',
    untold: 'Could not tell',
    noSite: 'Site not known',
    site: (marker: string) => `Network ${marker}`,
    lead: (machines: string, cause: string) => `${machines}: ${cause}`,
    since: (time: string, sure: boolean) => (sure ? `since ${time}` : `since ${time} or earlier`),
    allWell: (machines: string) => `No cause at any of ${machines}.`,
    /** Where nothing was found and not everything was looked at. */
    noneCounted: 'No run could be counted, so nothing is known of these machines.',
    someUntold: (machines: string, untold: number) =>
      `No cause is known at ${machines}, and ${say.number(untold)} of them could not tell.`,
    wellWhereRead: (machines: string) => `No cause at any of ${machines}, as far as they could be read.`,
    /** What a statement says that the machines have. */
    share: {
      dns: (value: string, hidden: boolean) =>
        hidden ? `ask one DNS server (tag ${value})` : `ask DNS ${value}`,
      gateway: (value: string, hidden: boolean) =>
        hidden ? `have one router (tag ${value})` : `have the router ${value}`,
      prefix: (value: string, hidden: boolean) =>
        hidden ? `are in one network (tag ${value})` : `are in the network ${value}`,
      suffix: (value: string, hidden: boolean) =>
        hidden ? `have one DNS suffix (tag ${value})` : `have the DNS suffix ${value}`,
      ssid: (value: string, hidden: boolean) =>
        hidden ? `are in one Wi-Fi (tag ${value})` : `are in the Wi-Fi ${value}`,
      vpn: (value: string, hidden: boolean) => `have one kind of VPN (${hidden ? 'tag ' : ''}${value})`,
      proxy: (value: string, hidden: boolean) =>
        hidden ? `go through one proxy (tag ${value})` : `go through the proxy ${value}`,
      public: (value: string, hidden: boolean) =>
        `come from one public network (${hidden ? 'tag ' : ''}${value})`,
      site: (value: string) => `are at ${value}`,
      'vpn-on': (value: string) => `have the VPN ${value}`,
      'proxy-kind': (value: string) =>
        value === 'none' ? 'have no proxy' : value === 'pac' ? 'have a proxy script' : 'have a proxy',
      os: (value: string) => `run ${value}`,
      client: (value: string) => `have the client ${value}`,
      region: (value: string) => `were checked for ${value}`,
      agent: (value: string) => `were checked by Preflight ${value}`,
      protocol: (value: string) => `were checked for ${value.toUpperCase()}`,
    } as Readonly<Record<string, (value: string, hidden: boolean) => string>>,
    other: (kind: string, value: string) => `have the same ${kind} (${value})`,
    statement: (what: string, a: number, b: number, c: number, d: number) =>
      `${a === b ? 'All' : 'Most'} ${what}: ${say.number(a)} of ${say.number(b)} with the cause, ${say.number(c)} of ${say.number(d)} without.`,
    noStatement: 'They have nothing in common that the others lack.',
    tooFew: 'Too few machines to say what they have in common.',
    needNot: 'A difference need not be the reason.',
    readyBefore: (have: number, of: number, span: string) =>
      `${have === of ? `All ${say.number(of)}` : `${say.number(have)} of ${say.number(of)}`} were ready before, last at ${span}.`,
    notCounted: (duplicates: number, demonstrations: number, unreadable: number) =>
      `Not counted: ${say.count(duplicates, { one: 'duplicate', other: 'duplicates' })}, ${say.count(demonstrations, { one: 'demonstration', other: 'demonstrations' })}, ${say.number(unreadable)} unreadable.`,
    counted: (machines: string, bundles: string, span: string) => `${machines} (${bundles}), ${span}`,
    outside: (count: number) =>
      `${say.count(count, { one: 'run is', other: 'runs are' })} outside this time: --since and --until choose another.`,
    untagged: (count: number) =>
      `${say.count(count, { one: 'bundle was', other: 'bundles were' })} made without a key: nobody can tell which are of one machine or one network ("bundle key new").`,
    noKey: (ids: string) => `Made with a key that was not given (${ids}): --key names sites and servers.`,
    oddTimes: (count: number) => `No usable time, so left out of every "since" (${say.number(count)})`,
    odd: {
      'no-time': 'no time that is one',
      'far-from-file': 'its time is more than a day from that of the file',
    },
    duplicates: (count: number) => `The same run twice (${say.number(count)})`,
    duplicateOf: (file: string, of: string) => `${file}: as ${of}`,
    members: (cause: string, count: number) =>
      `${cause}: ${say.count(count, { one: 'bundle', other: 'bundles' })}`,
    noMembers: (cause: string) => `No bundle has the cause ${cause}.`,
    others: 'others',
    span: (first: string, last: string) => `${first} to ${last}`,
    more: (count: number) => `and ${say.number(count)} more`,
    changed: (count: number) => `Changed after they were written (${say.number(count)})`,
    unreadable: (count: number) => `Not readable (${say.number(count)})`,
  },
};
