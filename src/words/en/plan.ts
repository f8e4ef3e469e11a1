/** What a check would do. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');
/** Entries that a run makes in the tables of routers (`PlanSessions` of the plan). */
interface SessionsTold {
  readonly least: {
    readonly tcp: number;
    readonly udp: number;
    readonly ping: number;
    readonly total: number;
  };
  readonly most: { readonly total: number };
  readonly bound: { readonly atOnce: number; readonly new: number; readonly inSeconds: number } | null;
}

/** One load to a peer (`loads` of its step). */
interface PeerLoad {
  readonly direction: 'up' | 'down';
  readonly kbps: number;
  readonly seconds: number;
}

/** What stands in the page's plan too. */
export const sessions = {
  sessions: ({ least, most, bound }: SessionsTold) =>
    say.sentences(
      `It opens at least ${say.count(least.total, { one: 'session', other: 'sessions' })} in the tables of routers and firewalls on the way (${say.number(least.tcp)} TCP, ${say.number(least.udp)} UDP, ${say.number(least.ping)} ping), more where names have several addresses or something is lost: ${say.number(most.total)} at most.`,
      bound !== null &&
        `At most ${say.number(bound.atOnce)} of them at one time, and ${say.number(bound.new)} new ones in any ${say.number(bound.inSeconds)} s.`,
    ),
};

export const plan = {
  plan: {
    headline: (steps: number, names: number, addresses: number) =>
      `A check with these options takes ${say.count(steps, { one: 'step', other: 'steps' })} and touches ${say.count(names, { one: 'name', other: 'names' })} and ${say.count(addresses, { one: 'listed address', other: 'listed addresses' })}.`,
    skipped: (count: number) =>
      `${say.count(count, { one: 'row', other: 'rows' })} of the tables would not be tested.`,
    dns: 'Addresses that DNS gives are tested as well.',
    nothingSent: 'Nothing was sent now.',
    steps: (count: number) => say.count(count, { one: 'step', other: 'steps' }),
    rows: (count: number) => say.count(count, { one: 'row', other: 'rows' }),
    times: (count: number) => `${say.number(count)} times`,
    /** What goes to a peer beside that: from one port, load, answers held back. */
    from: (port: number) => `from port ${port}`,
    loads: (runs: readonly PeerLoad[]) =>
      `${say.list(runs.map(({ direction, kbps, seconds }) => `${say.number(kbps)} kbps ${direction === 'up' ? 'there' : 'back'} for ${seconds} s`))}: at most 1.3 MB`,
    held: (delaysS: readonly number[]) => `answers held for ${delaysS.join(', ')} s`,
    noReason: 'no reason given',
  },
};
