/** What a watch says in a terminal. */
export const watch = {
  /** What a watch says in a terminal. */
  watch: {
    /** How it stands, and since when. */
    now: (verdict: string, span: string) => `${verdict} now, for ${span}.`,
    waiting: 'The first check goes on.',
    ends: 'Ctrl+C ends',
    span: (minutes: number) =>
      minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
    notWatched: 'not watched',
    median: 'ms',
    lost: 'lost',
    nowMark: 'now',
    last: ({ ms, lost, sent, ago }: { ms: string; lost: number; sent: number; ago: string }) =>
      `last: ${ms}, ${lost} of ${sent} lost, ${ago} ago`,
    nextRun: (time: string) => `next run ${time}`,
    packets: (count: number) => `${count} packets in the last minute`,
    paused: {
      battery: 'on battery: a full check only after a change of the network',
      metered: 'paused: this line is paid by volume',
    },
    network: {
      address: 'The addresses of this computer changed.',
      resume: 'This computer woke.',
      'clock-step': 'The clock was set.',
    },
    change: { active: (title: string) => title, gone: (title: string) => `Over: ${title}` },
    crashed: (what: string) => `A run failed by a fault of ours: ${what}`,
    notKept: (what: string) => `A file could not be written: ${what}`,
    metricsAt: (url: string) => `Metrics are at ${url}`,
    drop: (what: string) =>
      `By the policy of this computer, a bundle goes by itself when the cause changes, to ${what}. Each one stands in the list of the data folder, drop/left.jsonl.`,
    dropLeft: (place: string, kilobytes: number) =>
      `A bundle of ${kilobytes} kB went to ${place}, by the policy of this computer.`,
    dropFailed: (place: string, reason: string) =>
      `The bundle could not go to ${place} (${reason}); it is tried again later.`,
    otherRun: 'Another check runs on this computer; waiting for its end.',
  },
};
