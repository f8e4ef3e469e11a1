/** The rest of the result screen. */
import { count } from '../plural.ts';

export const resultWords = {
  result: {
    makeBundle: 'Make a bundle for the helpdesk',
    copyTicket: 'Copy for the ticket',
    checkAgain: 'Check again',
    checkFailed: 'Check only what failed',
    nearer: 'Is another Region nearer?',
    checkMissing: 'Check what is missing',
    compareVpn: (isOn: boolean): string => (isOn ? 'Compare with the VPN off' : 'Compare with the VPN on'),
    runs: 'Checks that come and go',
    compareWith: (time: string) => `Compare with ${time}`,
    pages: {
      result: 'Result',
      regions: 'Regions',
      checks: 'Checks',
      proof: 'Proof',
      plan: 'Plan',
      files: 'Files',
    },
    forecasts: 'Forecast by connection type',
    warningLabel: 'A limit',
    evidence: 'Evidence and source',
    openPortal: 'Open the login page',
    portalAt: (host: string) =>
      `It is at ${host}: the page that this network sends everybody to. Preflight cannot know whose it is.`,
    forYou: 'For you',
    forHelpdesk: 'For your helpdesk',
    forNetwork: 'For the network team',
    copyNames: (names: number) => `Copy all ${names} names`,
    rules: 'Rules in your syntax',
    prove: 'Prove it row by row',
    noticesText: 'None of these changes the verdict.',
    sources: 'Where the rule comes from',
    findingId: 'Finding',
    figures: 'The figures behind it',
    changed: (count: number, time: string) => `Checked again: ${count} of the checks changed since ${time}.`,
    unchanged: (time: string) => `Checked again: nothing changed since ${time}.`,
    compareLink: 'Compare before and after',
    tampered: (files: string, more: number) =>
      `This bundle was changed after it was written: ${files}${more === 0 ? '' : ` and ${count(more, 'more file', 'more files')}`}. You can read it; do not rely on it.`,
    fromBundle: (name: string) => `From the bundle ${name}`,
  },

  tiles: {
    region: 'Region',
    nearest: 'The nearest',
    nearestText: (name: string, ms: string) => `${name}. The next is ${ms} slower.`,
    farther: 'Not the nearest',
    fartherText: (name: string, ms: string) => `${name} is ${ms} faster.`,
    onlyOne: (name: string) => `${name} alone was measured.`,
  },
};
