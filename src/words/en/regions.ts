/** Regions ranked from here, which one is taken, and why. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');

export const regions = {
  regions: {
    yours: (name: string, ms: string) => `Yours is the best from here: ${name}, ${ms}.`,
    best: (name: string, ms: string) => `The best Region from here: ${name}, ${ms}.`,
    slower: (name: string, cost: string, best: string, ms: string) =>
      `${name} is ${cost} slower from here than ${best} (${ms}).`,
    tied: (name: string, best: string, ms: string) => `${name} is no slower from here than ${best} (${ms}).`,
    notMeasured: (name: string, best: string, ms: string) =>
      `${name} could not be measured. The best from here: ${best}, ${ms}.`,
    stopped: 'Stopped before any Region had answered.',
    noneReached: 'No Region can be reached from here.',
    noneMeasured: 'No Region could be measured from here.',
    cause: (title: string, where: string) => `${title} (${where}).`,
    shutEverywhere: (protocol: string, port: number) => `${protocol}: TCP ${port} opened in no Region.`,
    shutHere: (protocol: string, port: number, best: string, open: string) =>
      `${protocol}: TCP ${port} did not open in ${best}; the nearest Region where it did is ${open}.`,
    region: 'Region',
    median: 'median',
    slowerBy: 'slower by',
    lost: 'lost',
    shut: 'shut',
    ends: 'ends',
    beyond: 'beyond',
    more: (count: number, low: string, high: string) =>
      `… ${say.number(count)} more, ${low} to ${high}  (--all)`,
    hidden: (count: number) => `… ${say.number(count)} more (-v)`,
    standBy: (name: string) => `Second best, for a stand-by: ${name}.`,
    tie: (ms: string, percent: string) => `Within ${ms} or ${percent} it is a tie.`,
    how: (count: number, ports: string, serverCount: number) =>
      `Median of ${say.count(count, { one: 'TCP connect', other: 'TCP connects' })} to port ${ports} of ${say.count(serverCount, { one: 'health-check server', other: 'health-check servers' })}`,
    noRoundTrip: 'No round trip could be measured',
    span: (span: string, tables: string) => `in ${span}. Tables ${tables}.`,
    noAnswer: (sent: number) => `no answer (0 of ${say.number(sent)})`,
    noServer: 'not ranked: the documents name no server to ask',
    noneAnswered: 'no health-check server answered',
    becauseOfCause: 'not measured, because of the cause above',
    untold: 'not measured',
    unreachable: 'not reachable',
  },
  /** Where no Region was given: which one is taken, and why. */
  choice: {
    line: (region: string, why: string) => `${region}: ${why}; --region for yours`,
    why: {
      client: 'the Region of the registration that the WorkSpaces client keeps here',
      'last-check': 'the Region of the last check on this computer',
      nearest: 'nearest by round trip',
      'none-answers': 'no Region answered, so the first one is checked',
    },
    measuresFirst:
      'No Region was given: check measures the health check of every Region first, by these steps, and then checks the nearest; --region for yours',
  },
};

/** The page says this one too. */
export const best = {
  /** Why the best Region is the best. */
  best: {
    fastest: (ms: string) => `The shortest round trip: ${ms}.`,
    askedFor: (other: string, otherMs: string, ms: string, tie: string) =>
      `It is the Region asked for, and ${other} is not faster by more than ${tie} (${otherMs} against ${ms}).`,
    costs: (asked: string, ms: string) => `${asked}, which was asked for, costs ${ms} more.`,
    second: (code: string, ms: string, grade: string) => `Second best: ${code} at ${ms} (${grade}).`,
    or: (ms: string, percent: string) => `${ms} or ${percent}`,
  },
};
