/** The start screen and the run. No jargon here. */
import { count } from '../plural.ts';

export const startAndRunWords = {
  start: {
    title: ['Is this computer ready', 'for your WorkSpace?'],
    lead: 'Preflight checks this computer and its network, and names the one thing to fix. It takes a few seconds and changes nothing.',
    field: 'Registration code or Region',
    placeholder: 'WSpdx+ABC12D, or Oregon',
    showRegions: 'Show all Regions',
    noMatch: 'No Region has this name. A registration code looks like WSpdx+ABC12D.',
    lastUsed: 'last used',
    yourRegion: (name: string) => `Your WorkSpace is in ${name}`,
    help: 'The code is in the e-mail that invited you. Without it, choose the Region.',
    allRegions: 'All Regions',
    needsRegion: 'This code does not say the Region. Choose the Region below.',
    regionOfCode: 'Region of this code',
    unknownCode: 'This code is not known. Look at it again, or choose the Region.',
    empty: 'Type your registration code, or choose a Region.',
    connection: 'Connection type',
    notSure: 'Not sure',
    connectionHelp: 'If nobody told you, leave “Not sure”. Both are checked.',
    onlyProtocol: (name: string) => `This Region has ${name} alone.`,
    go: 'Check now',
    between: 'What lies between you and Amazon',
    contactedCount: (names: number, addresses: number) =>
      `What will be contacted: ${count(names, 'name')}, ${count(addresses, 'address', 'addresses')}`,
    takesAbout: (seconds: string) => `about ${seconds} s`,
    recent: 'Last checks on this computer',
    bundle: 'Got a bundle from somebody?',
    drop: 'Drop the file here, or ',
    openBundle: 'open a bundle',
    demo: 'Just looking?',
    tryDemo: 'Try a demonstration',
    demoText: '. It sends nothing.',
    explain: 'Saw an error message?',
    explainLink: 'Explain an error',
    explainText: '. Paste the words that you saw.',
    running: 'A check is running.',
    watch: 'Watch it',
    demoLead: 'A made-up network, checked by the real engine. Nothing is sent.',
    stations: {
      computer: 'This computer',
      lan: 'Wi-Fi or cable',
      router: 'Router',
      vpn: 'VPN',
      ifAny: 'if there is one',
      internet: 'Internet',
      amazon: 'Amazon',
    },
  },

  network: {
    wifi: 'Wi-Fi',
    ethernet: 'cable',
    tunnel: 'VPN',
    loopback: 'this computer alone',
    other: 'network',
    unknown: 'network unknown',
    named: (kind: string, name: string) => `${kind} ${name}`,
    withVpn: (network: string) => `${network}, VPN`,
    noVpn: (network: string) => `${network}, no VPN`,
  },

  run: {
    title: (region: string) => `Checking the way to ${region}`,
    titleTurn: (number: number, of: number, region: string) =>
      `Run ${number} of ${of}: checking the way to ${region}`,
    titleAll: 'Checking the way to every Region',
    titleAgain: (checks: number) => `Checking ${count(checks, 'thing')} again`,
    nothingWrong: 'Nothing wrong so far.',
    waitingFor: (lanes: string, n: number) =>
      n === 1 ? `${lanes} has not answered yet.` : `${lanes} have not answered yet.`,
    seenSoFar: (lanes: string) =>
      lanes === ''
        ? 'Some checks have failed. What that means is said at the end.'
        : `Checks for ${lanes} have failed. What that means is said at the end.`,
    failed: (failed: number) => `${failed} failed`,
    finishing: 'Everything is measured. Finding the cause.',
    preparing: 'Looking at this computer and making the plan.',
    of: (elapsed: string, expected: string): readonly [string, string] => [
      elapsed,
      `s of about ${expected} s`,
    ],
    late: (elapsed: string): readonly [string, string] => [elapsed, 's, longer than usual'],
    cancel: 'Cancel and keep results',
    cancelling: 'Stopping',
    stages: 'Stages',
    latest: 'Latest checks',
    noneYet: 'The first answers come at once.',
    roundTrip: 'Round trip',
    samples: (done: number, all: number) => `${done} of ${all} samples`,
    median: (ms: string) => `median ${ms}`,
    lost: (lost: number) => `${lost} lost`,
    strip: (done: number, median: string, lost: number) =>
      `Round trip: ${count(done, 'sample')}, median ${median}, ${lost} lost.`,
  },
};
