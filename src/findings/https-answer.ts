/** Rules on what is answered over HTTPS: server errors, and what is no HTTP. */
import { atMost, hostsOf, idsOf, protocolsOf, sharesOf, weightiest, type Draft } from './draft.ts';
import { failuresOf, withHttpsOutcome } from './https-entries.ts';
import { decidingAttempt } from './https-outcome.ts';
import { unique, type Entry, type View } from './view.ts';
import { metEntries } from './ways.ts';

/** 5xx twice: the service has trouble. */
export function serverError(view: View): readonly Draft[] {
  return sharesOf(view, withHttpsOutcome(metEntries(view), ['server-error'])).map(
    ({ severity, region, entries }) => ({
      code: 'https/server-error',
      severity: severity === 'error' ? 'warning' : 'notice',
      protocols: protocolsOf(view, weightiest(entries)),
      region,
      params: { hosts: hostsOf(entries), statuses: statusesOf(entries) },
      checks: idsOf(entries),
    }),
  );
}

function statusesOf(entries: readonly Entry[]): string[] {
  const statuses = entries.flatMap((entry) =>
    entry.evidence?.kind === 'https' ? [decidingAttempt(entry.evidence)?.http?.status] : [],
  );
  return unique(statuses.filter((status) => status !== undefined).map(String));
}

/** TLS is up, and what follows is no HTTP, breaks its bounds, or never comes. */
export function protocolError(view: View): readonly Draft[] {
  return sharesOf(view, withHttpsOutcome(metEntries(view), ['protocol-error'])).map(
    ({ severity, region, entries }) => ({
      code: 'https/protocol-error',
      severity: atMost(severity, 'warning'),
      protocols: protocolsOf(view, weightiest(entries)),
      region,
      params: { hosts: hostsOf(entries), how: failuresOf(entries) },
      checks: idsOf(entries),
    }),
  );
}
