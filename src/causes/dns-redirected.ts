/** The rule on a name that leads somewhere else than to the service. */
import { addressKind } from '../core/address.ts';
import { addressTrouble } from '../reading/dns-outcome.ts';
import { hostsOf, idsOf, shareDraft, sharesOf, type Draft, type Share } from './draft.ts';
import { httpsOutcome } from '../reading/https-outcome.ts';
import { hasHealthCheck, nameEntries, type DnsEntry } from '../reading/name-entries.ts';
import { measuredOf, unique, type View } from '../reading/view.ts';

/** A name that leads somewhere else: proof is the certificate (health-check names: the streaming ports). */
export function dnsRedirected(view: View): readonly Draft[] {
  const odd = nameEntries(view).flatMap((entry) => {
    const fault = redirectOf(view, entry);
    return fault === null ? [] : [{ entry, fault }];
  });
  const lies = odd.filter(({ fault }) => fault === 'redirected').map(({ entry }) => entry);
  const privates = odd.filter(({ fault }) => fault === 'private').map(({ entry }) => entry);
  return [
    ...sharesOf(view, lies).map((share) => redirectDraft(view, share)),
    ...sharesOf(view, privates).map((share) => redirectDraft(view, { ...share, severity: 'notice' })),
  ];
}

function redirectOf(view: View, entry: DnsEntry): 'redirected' | 'private' | null {
  const trouble = addressTrouble(entry.evidence);
  if (trouble === 'none') return null;
  if (trouble === 'dead') return 'redirected';
  const proven = isServiceThere(view, entry);
  return proven === null ? null : proven ? 'private' : 'redirected';
}

/** Whether what stands at an odd address is the service; null when that was not measured. */
function isServiceThere(view: View, entry: DnsEntry): boolean | null {
  if (entry.step.role === 'health-check-name') {
    // Only what stands at the answered address counts: the listed ones are somebody else.
    const answered = entry.evidence.system?.addresses ?? [];
    const tcp = measuredOf(view, 'tcp', 'health-check').filter(({ step }) =>
      answered.includes(step.target.address ?? ''),
    );
    return tcp.length === 0 ? null : tcp.some((one) => one.evidence.state === 'open');
  }
  const https = measuredOf(view, 'https', 'endpoint', 'also').filter(
    (one) => one.evidence.host === entry.evidence.host,
  );
  const outcomes = https.map((one) => httpsOutcome(one.evidence)).filter((outcome) => outcome !== null);
  if (outcomes.length === 0) return null;
  return outcomes.some((outcome) => outcome === 'passed' || outcome === 'server-error');
}

function redirectDraft(view: View, share: Share): Draft {
  const { severity, entries } = share;
  const addresses = entries.flatMap((entry) =>
    entry.evidence?.kind === 'dns' ? (entry.evidence.system?.addresses ?? []) : [],
  );
  const draft = shareDraft(view, 'dns/redirected', {
    ...share,
    params: {
      hosts: hostsOf(entries),
      addresses: unique(addresses),
      private:
        severity === 'notice' &&
        addresses.every((one) => !['unspecified', 'loopback'].includes(addressKind(one))),
      healthCheck: hasHealthCheck(entries),
    },
  });
  return {
    ...draft,
    // What 443 showed there is the proof: a proxy that stands in for the direct way takes it away, and explains this.
    supposes: idsOf(
      measuredOf(view, 'https', 'endpoint', 'also').filter((one) =>
        entries.some(({ step }) => step.target.host === one.evidence.host),
      ),
    ),
  };
}
