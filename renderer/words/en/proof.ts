/** The proof page. It is loaded with that page alone: the first screen does not pay for it. */
import { purposeOf } from '../../../src/words/en/rules.ts';
import { count } from '../plural.ts';

export const proofWords = {
  shut: (n: number, all: number) => `${n} of ${count(all, 'rule')} ${n === 1 ? 'is' : 'are'} shut.`,
  noneShut: (n: number, all: number) =>
    `Nothing is shut. ${n} of ${count(all, 'rule')} ${n === 1 ? 'has' : 'have'} no proof.`,
  testableOpen: (n: number) => `All ${count(n, 'rule')} that can be tested ${n === 1 ? 'is' : 'are'} open.`,
  open: (n: number) => `${n} ${n === 1 ? 'is' : 'are'} proven open.`,
  noProof: (n: number, kinds: string) => `For ${n} there is no proof: ${kinds}.`,
  kinds: {
    'no-reply': (n: number) => `${n} without a reply, which proves nothing`,
    'not-tested': (n: number) => `${n} not tested`,
    untestable: (n: number) => `${n} that no test can prove`,
  },
  incomplete: (what: string) => `The documents do not give everything for this Region: ${what}.`,
  untestable: 'cannot be tested',
  region: 'Region',
  filter: 'Show',
  filters: { matters: 'What matters', all: 'All rules', changed: 'Changed', asked: 'Asked again' },
  beside: 'Beside other sites',
  copyAs: 'Copy as…',
  testAll: (n: number) => (n === 1 ? 'Test the one again' : `Test the ${n} again`),
  testOne: 'Test this rule again',
  table: 'Firewall rules, outbound',
  columns: {
    rule: 'Rule, outbound',
    port: 'Port',
    to: 'To',
    addresses: 'Addresses',
    state: 'State',
    asked: 'Asked at',
    so: 'So',
  },
  before: (time: string) => `Before, ${time}`,
  after: (time: string) => `After, ${time}`,
  groups: { pcoip: 'PCoIP', dcv: 'DCV', both: 'Sign-in and everything else' },
  foldedOpen: (n: number) => `${n} open`,
  show: 'Show',
  empty: 'Nothing here. Every rule that can be tested is open.',
  emptyChanged: 'Nothing changed.',
  askedOf: (tested: number, all: string) =>
    `${tested} of ${all} ${all === '1' ? 'address was' : 'addresses were'} asked.`,
  askedNames: (tested: number) => `${count(tested, 'server')} ${tested === 1 ? 'was' : 'were'} asked.`,
  nothingAsked: 'Nothing was asked.',
  whyUntestable: {
    wildcard: 'A wildcard has no name that could be asked. Look in the firewall whether it stands there.',
    idle: 'Gateways are not asked over UDP: an idle one stays silent, which would prove nothing. Look in the firewall.',
    accelerator: 'Global Accelerator is never asked. Look in the firewall.',
    ipv6: 'No address of this IPv6 range is known. Look in the firewall.',
  },
  stops: 'Where it stops:',
  peer: (name: string, received: number, sent: number) =>
    received === 0
      ? `Your peer ${name} did not answer (0 of ${sent}).`
      : `Your peer ${name} answered ${received} of ${sent}.`,
  peerLimit: 'This is the way to your peer; it proves nothing of Amazon’s gateways.',
  moreAsked: (n: number) => `and ${count(n, 'more server')}`,
  oneALine: 'One a line.',
  syntaxes: 'In the syntax of your firewall',
  source: (text: string) => `Source: ${text}`,
  doubt: (text: string) => `The documents leave a doubt: ${text}`,
  legend: {
    open: 'it was reached; over UDP: it answers',
    closed: 'somebody answered “no”',
    silent: 'nobody answered',
    'no-reply': 'nothing here need answer, so this proves nothing',
    untestable: 'there is no name or address to ask',
    'not-tested': 'never sent',
  },
  keys: 'Up and down move, right opens, left closes, T tests the rule, C copies its names and blocks.',
  changedTitle: {
    opened: (n: number) => `${count(n, 'rule')} opened.`,
    shut: (n: number) => `${count(n, 'rule')} ${n === 1 ? 'is' : 'are'} shut now.`,
    left: (n: number) => `${n} ${n === 1 ? 'is' : 'are'} still shut.`,
    unproved: (n: number) => `${n} ${n === 1 ? 'is' : 'are'} not proved yet.`,
    none: 'Nothing changed.',
  },
  so: {
    opened: 'opened',
    shut: 'shut now',
    unproved: (was: string) => `no longer ${was}, not proved`,
    changed: (was: string) => `was ${was}`,
    same: 'as before',
    sameUnproved: 'no proof, as before',
    'not-asked': 'not asked again',
  },
  notAsked: (n: number, time: string) =>
    `${n} ${n === 1 ? 'was' : 'were'} not asked again and ${n === 1 ? 'keeps its' : 'keep their'} state of ${time}. Not asked is no difference.`,
  ticket: 'What the change ticket gets',
  copyTicket: 'Copy for the change ticket',
  ticketHead: (region: string, day: string) => `Preflight proof, ${region}, ${day}`,
  announce: (rule: string, now: string, was: string) => `${rule}: ${now}, was ${was}.`,
  purpose: purposeOf,
  around: (name: string) => `${name}, the way around`,
};
export type ProofWords = typeof proofWords;

/** The rules in a syntax. */
export const rulesWords = {
  lead: (regions: string, protocols: string) => `What to allow outbound for ${regions}, ${protocols}.`,
  syntax: 'Syntax',
  copy: 'Copy the rules',
  loading: 'Writing the rules',
};
export type RulesWords = typeof rulesWords;
