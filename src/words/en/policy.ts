/** The policy of a computer: what each key is for, and what a command says of it. */
export const policy = {
  policy: {
    /** Of each key; the schema says the same to editors. */
    purpose: {
      region: 'Regions; the first one decides',
      protocol: 'streaming protocol',
      profile: 'kind of client',
      samples: 'round-trip samples for each address',
      deadline: 'longest time of a run, in seconds',
      proxy: 'auto, none, or a URL without a password',
      interval: 'watch: minutes from one full check to the next',
      quick: 'watch: seconds from one quick run to the next',
      listen: 'watch: 127.0.0.1:PORT for metrics',
      textfile: 'watch: file for node exporter',
      events: 'watch: file of events for a log agent',
      bundleKey: "bundles: file of the organisation's key, so that all computers tag alike",
      site: 'bundles: name of the site of this computer, readable; needs bundleKey',
      probing: 'off: no check is made on this computer',
      packetsPerMinute: 'watch: packets in any minute outside full checks, up to 200',
      drop: 'watch: where a bundle goes by itself when the cause changes',
      redaction: 'the most that a bundle may say',
      rawDays: 'days that the lines of runs are kept',
      updates: 'desktop app: whether it looks for a newer version at its start; off unless set',
      rollupMonths: 'months that the hours are kept',
    },
    isHere: (place: string) => `The policy of this computer is ${place}.`,
    none: (place: string) => `This computer has no policy (${place}).`,
    lockedWins: 'A locked value wins over the command line; another one is a proposal.',
    locked: (value: string) => `${value} (locked)`,
    isPolicy: (path: string) => `${path} is a policy.`,
    overruled: (flags: string) => `By the policy of this computer, not as typed: ${flags}.`,
    /** The config file that lies in the folder. */
    config: (file: string) => `Options from ${file} of this folder are used.`,
  },
};
