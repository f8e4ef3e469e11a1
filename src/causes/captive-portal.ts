/** The rule on portals that want a login before they let anything through. */
import type { CaptiveEvidence } from '../evidence/index.ts';
import { isForeignAnswer, redirectHost } from '../reading/captive-answer.ts';
import { generalDraft, type Draft } from './draft.ts';
import { allHealthTcp, isOpen } from '../reading/health-check.ts';
import { machineTrusts, troubleOf } from '../reading/https-outcome.ts';
import { measuredOf, type View } from '../reading/view.ts';
import { essentialEntries, type HttpsEntry } from '../reading/ways.ts';

/**
 * Somebody else answers plain HTTP for the service. With 443 to every essential name failing it is a portal that wants a login, and so
 * with some of them where it asks for one and no streaming port opens; alone it is a remark (a filter that answers in the service's name).
 */
export function captivePortal(view: View): readonly Draft[] {
  const foreign = measuredOf(view, 'captive', 'captive-control').filter((entry) =>
    isForeignAnswer(entry.evidence),
  );
  const first = foreign[0];
  if (first === undefined) return [];
  const essential = essentialEntries(view);
  const failing = essential.filter((entry) => entry.check.status === 'fail' || isForeignCertificate(entry));
  const all = failing.length === essential.length;
  const portal = failing.length > 0 && (all || isWalledGarden(view, first.evidence));
  const { status, location, title } = first.evidence;
  return [
    generalDraft(view, 'network/captive-portal', {
      severity: portal ? 'error' : 'notice',
      entries: foreign,
      params: { portal, status, location, locationHost: redirectHost(first.evidence), title },
    }),
  ];
}

/** A portal may let some names through, such as those of a content network. A page alone is no request to sign in: filters show one too. */
function isWalledGarden(view: View, { status }: CaptiveEvidence): boolean {
  const tcp = allHealthTcp(view);
  return status !== 200 && tcp.length > 0 && !tcp.some(isOpen);
}

/** Out of a private root that this machine is not known to trust: a root that it trusts was put there on purpose, by no portal. */
function isForeignCertificate({ evidence }: HttpsEntry): boolean {
  return troubleOf(evidence) === 'intercepted' && machineTrusts(evidence) !== true;
}
