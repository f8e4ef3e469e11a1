/** What a check says in a terminal and in files alone: exit codes, what shaped it, several runs. */
import { sayIn } from '../../core/say.ts';
import type { Protocol } from '../../core/words.ts';

const say = sayIn('en');
const checks = { one: 'check', other: 'checks' };

export const check = {
  madeUpNames: (domain: string) => `made-up names under ${domain}`,
  /** Files that shape a check, before their names. */
  shaper: { config: 'config file', policy: 'policy of this computer', 'public-roots': 'roots from' },
  exit: {
    plain: (code: number) => `exit ${code}`,
    alsoAsked: (code: number, names: string, other: Protocol | null) =>
      `exit ${code}: ${names} ${other === null ? 'cannot be used' : `was asked for too (--protocol ${other} asks for ${say.protocol(other)} alone)`}`,
    canWork: (code: number) => `exit ${code}: it can work (--strict makes it 1)`,
    strict: (code: number) => `exit ${code}: ready with limits, and --strict was given`,
    interrupted: (code: number) => `exit ${code}: stopped by Ctrl-C`,
  },
  repeat: {
    runs: (count: number) => say.count(count, { one: 'run', other: 'runs' }),
    inRuns: (title: string, seen: number, all: number, numbers: string) =>
      `${title}: in ${say.number(seen)} of ${say.count(all, { one: 'run', other: 'runs' })} (${numbers})`,
    failedIn: (seen: number, all: number) =>
      `failed in ${say.number(seen)} of ${say.count(all, { one: 'run', other: 'runs' })}`,
    statusIn: (status: string, seen: number) => `${status} in ${say.number(seen)}`,
    ofRuns: (parts: string, all: number) => `${parts} of ${say.count(all, { one: 'run', other: 'runs' })}`,
    more: (count: number) => `and ${say.count(count, checks)} more that come and go`,
    next: (run: number, all: number, seconds: number) =>
      `Run ${say.number(run)} of ${say.number(all)} is over; the next one starts in ${say.number(seconds)} s`,
    comesAndGoes: (seen: number, all: number) =>
      `Seen in ${say.number(seen)} of ${say.count(all, { one: 'run', other: 'runs' })}: it comes and goes.`,
    same: (all: number) => `The same in all ${say.count(all, { one: 'run', other: 'runs' })}.`,
    otherCauses: (all: number) =>
      `The verdict is the same in all ${say.count(all, { one: 'run', other: 'runs' })}, but not every run shows the same causes.`,
    stoppedIn: (run: number, asked: number) => `Stopped during run ${run} of ${asked}.`,
    stoppedAfter: (run: number, asked: number) => `Stopped after run ${run} of ${asked}.`,
    nth: (run: number) => `Run ${run}`,
  },
};
