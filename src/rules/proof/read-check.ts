/** What one check of a report proves about the way to its target. Pure. */
import type { FailureCode } from '../../core/failure.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import type { Check } from '../../reading/check.ts';

/** What a proof says, in one language. */
export type ProofWords = Vocabulary['proof'];

export type ProofState = 'open' | 'closed' | 'silent' | 'not-tested';

export interface CheckReading {
  readonly state: ProofState;
  readonly why: string;
  /** An express prohibition: by an ICMP answer or by this machine's own firewall. */
  readonly forbidden: boolean;
}

/** Failures that say what a filter did, whatever port state the probe gave. */
const CLOSED_CODES: ReadonlySet<FailureCode> = new Set([
  'connection-refused',
  'connection-reset',
  'host-unreachable',
  'network-unreachable',
  'permission-denied',
  'port-unreachable',
  'administratively-prohibited',
  'tls-reset',
  'tls-alert',
  'proxy-denied',
  'proxy-authentication-required',
]);

/** The target was never reached, for a reason that is not the firewall's. */
const UNTESTABLE: readonly string[] = [
  'dns-',
  'proxy-unreachable',
  'proxy-name',
  'tool-',
  'not-permitted',
  'cancelled',
];

const SILENT_CODES: ReadonlySet<FailureCode> = new Set([
  'connection-timeout',
  'tls-timeout',
  'no-reply',
  'generic-timeout',
]);

const FORBIDDEN_CODES: ReadonlySet<FailureCode> = new Set([
  'permission-denied',
  'administratively-prohibited',
  'host-unreachable',
  'network-unreachable',
]);

/** `foreign`: the finding that says somebody else's certificate was shown; null when none does. */
export function readCheck(check: Check, foreign: string | null, { why }: ProofWords): CheckReading {
  if (foreign !== null && check.status !== 'pass') return reading('not-tested', why.foreign(foreign));
  const { status, state, failure, notTestedBecause, role } = check;
  if (status === 'not-tested')
    return reading('not-tested', notTestedBecause === null ? why.notTested : why.because(notTestedBecause));
  if (status === 'pass') return reading('open', role === 'endpoint-by-proxy' ? why.byProxy : why.open);
  return failure === null ? readState(state, why) : readFailure(failure, state, why);
}

function reading(state: ProofState, why: string, forbidden = false): CheckReading {
  return { state, why, forbidden };
}

function readFailure(
  { code, detail }: NonNullable<Check['failure']>,
  state: Check['state'],
  words: ProofWords['why'],
): CheckReading {
  const why = words.failed(code, detail, state === 'open');
  if (UNTESTABLE.some((prefix) => code.startsWith(prefix))) return reading('not-tested', why);
  if (CLOSED_CODES.has(code)) return reading('closed', why, FORBIDDEN_CODES.has(code));
  if (SILENT_CODES.has(code)) return reading('silent', why);
  // A bad certificate or a server error: something answered, so the way is open.
  return state === 'open' ? reading('open', why) : readState(state, words);
}

function readState(state: Check['state'], why: ProofWords['why']): CheckReading {
  switch (state) {
    case 'open':
      return reading('open', why.open);
    case 'closed':
      return reading('closed', why.closed);
    case 'filtered':
      return reading('silent', why.silent);
    case 'open|filtered':
      return reading('silent', why.noReply);
    case null:
      return reading('not-tested', why.unsaid);
  }
}
