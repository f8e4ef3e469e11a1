/** Every rule of a firewall tested: what a row saw, before and after, and the card for a change ticket. */
import { sayIn } from '../../core/say.ts';
import type { NotTestedReason } from '../../core/measured.ts';
import type { Untestable } from '../../core/words.ts';
import { counted, ruleForms, type Counted } from './rules.ts';

const say = sayIn('en');

type Figures = Readonly<Record<'open' | 'closed' | 'silent' | 'noReply' | 'notTested', number>>;

/** Why a check was not made: the reason, and what the report itself says of it. */
interface NotTestedTold {
  readonly reason: NotTestedReason;
  readonly text: string;
}

export const proof = {
  proof: {
    /** Why a row is in its state. */
    why: {
      open: 'open',
      byProxy: 'open, by the proxy',
      closed: 'refused',
      silent: 'no answer',
      noReply: 'no answer; on UDP that proves nothing',
      unsaid: 'the check says nothing about the port',
      notTested: 'not tested',
      because: ({ text }: NotTestedTold): string => text,
      noCheck: 'the report holds no check of it',
      foreign: (code: string) => `something else may have answered (${code})`,
      failed: (code: string, detail: string | null, isOpen: boolean) =>
        `${isOpen ? 'TCP opens, then ' : ''}${code}${detail === null ? '' : ` (${detail})`}`,
      counted: (open: number, all: number) =>
        `${say.number(open)} of ${say.count(all, { one: 'address', other: 'addresses' })} open`,
      and: (counted: string, worst: string) => `${counted}; ${worst}`,
      openBefore: (time: string) => `open in the report of ${time}, not tested again`,
      openToPeer: (name: string, { received, sent }: { received: number; sent: number }, why: string) =>
        `open to the peer ${name} (${say.number(received)} of ${say.number(sent)}); of this rule: ${why}`,
      untestable: {
        wildcard: 'a wildcard has no name that could be tested: verify it in the firewall',
        idle: 'gateways are not asked by UDP: an idle one stays silent; verify it in the firewall',
        accelerator: 'Global Accelerator is never probed',
        ipv6: 'no address of the IPv6 range is known',
      } satisfies Record<Untestable, string>,
    },
    state: { open: 'open', closed: 'CLOSED', silent: 'silent', 'not-tested': 'not tested' },
    title: {
      closed: 'CLOSED: something refuses',
      silent: 'SILENT: no answer came (on UDP that proves nothing)',
      'not-tested': 'NOT TESTED',
      open: 'OPEN',
    },
    head: (regions: string) => `Proof for ${regions}`,
    asked: (head: string, protocols: string, profile: string) => `${head} (${protocols}, ${profile})`,
    report: (id: string, made: string) => `Report ${id} of ${made}`,
    /** When a report was made, and what weakens it. */
    made: (time: string, isWhole: boolean, isSimulated: boolean) =>
      `${time}${isWhole ? '' : ', not completed'}${isSimulated ? ', SIMULATED: no network was asked' : ''}`,
    allProven: (open: number) => `All proven: ${say.count(open, ruleForms)} proven open`,
    counts: (all: Counted, { open, closed, silent, noReply, notTested }: Figures) =>
      `${counted(all)}: ${say.number(open)} proven open, ${say.number(closed)} closed, ${say.number(silent)} silent, ${say.number(noReply)} without a reply (which proves nothing), ${say.number(notTested)} not tested`,
    apart: (figures: string, apart: number) =>
      `${figures}${apart === 0 ? '' : `; ${say.number(apart)} cannot be tested`}.`,
    stop: (text: string) => `${text}.`,
    sentences: (first: string, second: string) => `${first} ${second}`,
    incomplete: (regions: string) => `INCOMPLETE: the documents do not give everything for ${regions}.`,
    missingIn: (region: string, names: string) => `${region} (${names})`,
    about: (purpose: string, need: string) => `${purpose} (${need})`,
    because: (about: string, why: string) => `${about}: ${why}`,
    columns: ['state', 'port', 'destination', 'need', 'purpose', 'why'],
    /** Before and after. */
    changed: (opened: number, worse: number, asBefore: number) =>
      `Destinations: ${say.number(opened)} opened, ${say.number(worse)} worse, ${say.number(asBefore)} as before and not open.`,
    change: { opened: 'OPENED', closed: 'WORSE', unchanged: 'AS BEFORE, NOT OPEN', new: 'NEW' },
    beforeAndNow: (before: string, now: string) => `before ${before}, now ${now}`,
    unknown: 'unknown',
    /** The card for a change ticket. */
    card: {
      title: (regions: string) => `Firewall change for Amazon WorkSpaces, ${regions}`,
      shut: 'Please let out (protocol, source, source port, destination, destination port):',
      silent: 'No answer, which proves nothing here; please check that these are let out:',
      untested: 'Needed, and not tested from here; please check that these are let out:',
      nothing: 'Nothing is shut.',
      again: (command: string) => `Test again with: ${command}`,
      network: 'the client network',
      any: 'any',
    },
  },
};
