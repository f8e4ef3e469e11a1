/** The frame of the app, units and methods. */
import { count } from '../plural.ts';

export const appWords = {
  app: {
    skip: 'Skip to the content',
    navigation: 'Preflight',
    check: 'Check',
    overTime: 'Over time',
    history: 'History',
    bundles: 'Bundles',
    settings: 'Settings',
    language: 'Language',
    demonstration: 'Demonstration: nothing is sent, everything here is made up.',
    leaveDemonstration: 'Leave',
    loading: 'Loading',
    /** Behind a link that ends a sentence. */
    stop: '.',
    crashed: 'This page made a mistake',
    crashedText: 'The check itself is not hurt. Reload the page to see it again.',
    reload: 'Reload the page',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    tryAgain: 'Try again',
    cancel: 'Cancel',
    lost: 'The page lost its connection to Preflight and is trying again. Was Preflight ended? Start it again and open its new link; what it kept is in the history.',
    ended: 'Preflight has ended. You can close this tab.',
    notFound: 'This result is not here any more',
    notFoundText: 'It was deleted, or it was made on another computer.',
    newCheck: 'Start a new check',
  },

  unit: {
    seconds: (value: string) => `${value} s`,
    kilobytes: (value: string) => `${value} kB`,
    today: (time: string) => `today ${time}`,
    yesterday: (time: string) => `yesterday ${time}`,
    checksIn: (checks: number, time: string) => `${count(checks, 'check')} in ${time}`,
    none: '–',
  },

  method: {
    median:
      'Median round trip in milliseconds: half of the samples are below. Timed: TCP connect, SYN to SYN-ACK.',
    p95: '95th percentile (p95) in milliseconds of the TCP connect times.',
    jitter:
      'Jitter: mean absolute difference of consecutive samples to one address, in milliseconds; median over the addresses.',
    loss: 'Samples without an answer in time, of all that were sent. A repeated SYN counts as lost.',
    mtu: 'Largest IP packet in bytes that passed on this path, headers included.',
    duration: 'How long the check took, in milliseconds or seconds, measured by this computer.',
  },
};
