/** Whether the TXT record of a fully qualified registration code is what the client can use (technical-facts A.6). */
import type { DnsEvidence } from '../evidence/index.ts';
import { THRESHOLDS } from './thresholds.ts';

/** SERVFAIL and the like say nothing of the record. */
const ANSWERED = new Set(['NOERROR', 'NXDOMAIN']);

export type RegistrationFault = 'missing' | 'several' | 'malformed';

/**
 * Null when one server at least gives exactly one well-formed value (a private zone is seen from inside only), or when no server
 * gave an answer to judge.
 */
export function registrationFault(evidence: DnsEvidence): RegistrationFault | null {
  const heard = evidence.servers.filter(
    (answer) => answer.question === 'TXT' && ANSWERED.has(answer.rcode ?? ''),
  );
  if (heard.length === 0) return null;
  const values = heard.map((answer) => [...new Set(answer.texts)]);
  if (values.some((texts) => texts.length === 1 && isIdentifier(texts[0]))) return null;
  if (values.some((texts) => texts.length > 1)) return 'several';
  return values.some((texts) => texts.length === 1) ? 'malformed' : 'missing';
}

function isIdentifier(text: string | undefined): boolean {
  return text !== undefined && THRESHOLDS.connectionIdentifier.test(text);
}
