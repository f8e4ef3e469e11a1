/** Rules on reaching port 443: silent, refused, or cut in the handshake. */
import { hostsOf, idsOf, protocolsOf, shareDraft, sharesOf, weightiest, type Draft } from './draft.ts';
import { failureOf, failuresOf, withHttpsOutcome } from '../reading/https-entries.ts';
import type { HttpsOutcome } from '../reading/https-outcome.ts';
import { isBlackHole, mtuFacts } from '../reading/mtu-figures.ts';
import { measuredOf, type Entry, type View } from '../reading/view.ts';
import { byProxyAlone, directEntries, essentialEntries } from '../reading/ways.ts';

export const blocked = (view: View): readonly Draft[] =>
  reachability(view, 'https/blocked', ['blocked', 'no-route']);
export const refused = (view: View): readonly Draft[] => reachability(view, 'https/refused', ['refused']);
export const handshakeCut = (view: View): readonly Draft[] => [
  ...reachability(view, 'https/handshake-cut', ['handshake-cut']),
  ...cutBehindProxy(view),
];

/** The proxy takes the name, and then the handshake is cut: a filter at the proxy. The direct way does not lead there either. */
function cutBehindProxy(view: View): readonly Draft[] {
  const entries = withHttpsOutcome(byProxyAlone(view), ['handshake-cut']);
  return sharesOf(view, entries).map((share) =>
    shareDraft(view, 'https/handshake-cut', {
      ...share,
      params: {
        hosts: hostsOf(share.entries),
        failed: share.entries.length,
        tested: byProxyAlone(view).length,
        scope: 'some',
        how: failuresOf(share.entries),
        byProxy: true,
      },
    }),
  );
}

type ReachCode = 'https/blocked' | 'https/refused' | 'https/handshake-cut';

/** "All" means all that was measured of what is essential: that tells a closed port from a filtered name. */
function reachability(view: View, code: ReachCode, outcomes: readonly HttpsOutcome[]): readonly Draft[] {
  const web: readonly Entry[] = withHttpsOutcome(directEntries(view), outcomes);
  const failing = [...web, ...ownPorts(view, outcomes)];
  const essential = essentialEntries(view);
  const all = essential.length > 0 && essential.every((entry) => failing.includes(entry));
  const shares = all
    ? [{ severity: 'error' as const, region: null, entries: failing }]
    : sharesOf(view, failing);
  return shares.map(({ severity, region, entries }) => {
    const forbidden = entries.every((entry) => failureOf(entry) === 'permission-denied');
    return {
      code,
      severity,
      ...(forbidden ? { side: 'this-machine' as const } : {}),
      protocols: all ? view.protocols : protocolsOf(view, weightiest(entries)),
      region,
      params: {
        hosts: hostsOf(entries),
        failed: entries.length,
        tested: directEntries(view).length + measuredOf(view, 'tcp', 'also').length,
        scope: all ? 'all' : 'some',
        how: failuresOf(entries),
        byThisMachine: forbidden,
        own: entries.every((entry) => entry.step.role === 'also'),
        largeVanish: largeVanish(view, entries),
      },
      checks: idsOf(entries),
    };
  });
}

/** The handshakes all fell silent, and on this path large packets vanish: the certificates never arrive. */
function largeVanish(view: View, entries: readonly Entry[]): boolean {
  const silent = entries.every((entry) => failureOf(entry) === 'tls-timeout');
  return silent && view.record.request.regions.some((region) => isBlackHole(mtuFacts(view, region)));
}

/** Hosts of the person's choice on another port: essential as well, and only TCP can be asked. */
function ownPorts(view: View, outcomes: readonly HttpsOutcome[]): readonly Entry[] {
  const outcomeOf = {
    filtered: 'blocked',
    closed: 'refused',
    'open|filtered': 'blocked',
    open: null,
  } as const;
  return measuredOf(view, 'tcp', 'also').filter(({ evidence }) => {
    const outcome = outcomeOf[evidence.state];
    return outcome !== null && outcomes.includes(outcome);
  });
}
