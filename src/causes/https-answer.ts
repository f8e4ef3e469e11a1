/** Rules on what is answered over HTTPS: server errors, and what is no HTTP. */
import { atMost, hostsOf, shareDraft, sharesOf, type Draft } from './draft.ts';
import { failuresOf, withHttpsOutcome } from '../reading/https-entries.ts';
import { decidingAttempt } from '../reading/https-outcome.ts';
import { unique, type Entry, type View } from '../reading/view.ts';
import { metEntries } from '../reading/ways.ts';

/** 5xx twice: the service has trouble. */
export function serverError(view: View): readonly Draft[] {
  return sharesOf(view, withHttpsOutcome(metEntries(view), ['server-error'])).map((share) => {
    const severity = share.severity === 'error' ? 'warning' : 'notice';
    const params = { hosts: hostsOf(share.entries), statuses: statusesOf(share.entries) };
    return shareDraft(view, 'https/server-error', { ...share, severity, params });
  });
}

function statusesOf(entries: readonly Entry[]): string[] {
  const statuses = entries.flatMap((entry) =>
    entry.evidence?.kind === 'https' ? [decidingAttempt(entry.evidence)?.http?.status] : [],
  );
  return unique(statuses.filter((status) => status !== undefined).map(String));
}

/** TLS is up, and what follows is no HTTP, breaks its bounds, or never comes. */
export function protocolError(view: View): readonly Draft[] {
  return sharesOf(view, withHttpsOutcome(metEntries(view), ['protocol-error'])).map((share) => {
    const severity = atMost(share.severity, 'warning');
    const params = { hosts: hostsOf(share.entries), how: failuresOf(share.entries) };
    return shareDraft(view, 'https/protocol-error', { ...share, severity, params });
  });
}
