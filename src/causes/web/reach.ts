/** Reaching port 443: silent, refused, or cut in the handshake. "All" means all that was measured of what is essential. */
import { z } from 'zod';
import { familyOf } from '../../core/address.ts';
import { addressOf, allHealthTcp, isOpen } from '../../reading/health-check.ts';
import { failureOf, failuresOf, withHttpsOutcome } from '../../reading/https-entries.ts';
import type { HttpsOutcome } from '../../reading/https-outcome.ts';
import { isTranslated } from '../../reading/nat64.ts';
import { perView } from '../../reading/per-view.ts';
import { measuredOf, type Entry, type View } from '../../reading/view.ts';
import { directEntries, essentialEntries } from '../../reading/ways.ts';
import type { Found } from '../cause.ts';
import { count, flag, word } from '../facts.ts';
import { over, overOf, type Over } from '../family.ts';
import { idsOf, protocolsOf, sharesOf, weightiest, type Share } from '../found.ts';
import { isStreaming } from '../local/shared.ts';
import * as from from '../sources.ts';
import { hitFacts, hitOf } from './shared.ts';

export const reachFacts = z.object({
  ...hitFacts,
  failed: count(),
  tested: count(),
  /** That tells a closed port from a filtered name. */
  scope: word(['all', 'some']),
  byThisMachine: flag(),
  /** Only hosts of the person's choice, on whatever port they named. */
  own: flag(),
  /** Every connection over this family fails so, and the other family works. */
  over: over(),
});
export type ReachFacts = z.infer<typeof reachFacts>;
type ReachShare = Share & { readonly scope: ReachFacts['scope'] };

/** Hosts that came to one of these outcomes, one share per Region and severity, or one of all. */
export function reachShares(view: View, outcomes: readonly HttpsOutcome[]): readonly ReachShare[] {
  const web: readonly Entry[] = withHttpsOutcome(directEntries(view), outcomes);
  const failing = [...web, ...ownPorts(view, outcomes)];
  const essential = essentialEntries(view);
  const all = essential.length > 0 && essential.every((entry) => failing.includes(entry));
  if (all) return [{ severity: 'error', region: null, entries: failing, scope: 'all' }];
  return sharesOf(view, failing).map((share) => ({ ...share, scope: 'some' }));
}

export function reachFound(view: View, { severity, region, entries, scope }: ReachShare): Found<ReachFacts> {
  const byThisMachine = entries.every((entry) => failureOf(entry) === 'permission-denied');
  return {
    severity,
    ...(byThisMachine ? { side: 'this-machine' as const } : {}),
    protocols: scope === 'all' ? view.protocols : protocolsOf(view, weightiest(entries)),
    region,
    facts: {
      ...hitOf(entries),
      failed: entries.length,
      tested: directEntries(view).length + measuredOf(view, 'tcp', 'also').length,
      scope,
      byThisMachine,
      own: entries.every((entry) => entry.step.role === 'also'),
      over: deadFamily(view, entries),
    },
    checks: idsOf(entries),
  };
}

/** The family over which these fail, where nothing at all opens over it and something does over the other. */
function deadFamily(view: View, failing: readonly Entry[]): Over {
  const all = attemptsOf(directEntries(view));
  const open = onlyWay(
    view,
    all.filter(({ tcpState }) => tcpState === 'open'),
  );
  const dead = onlyWay(view, attemptsOf(failing));
  // To a machine with IPv6 alone both ways are IPv6, and only the translator can be the one that is dead.
  return dead !== null && open !== null && OTHER_WAYS[dead].includes(open) ? dead : null;
}

type Way = NonNullable<Over>;
const OTHER_WAYS: Readonly<Record<Way, readonly Way[]>> = { IPv4: ['IPv6'], IPv6: ['IPv4'], NAT64: ['IPv6'] };

function wayOf(view: View, address: string): Way {
  return isTranslated(view, address) ? 'NAT64' : overOf(familyOf(address));
}

/** The one way that all of these took; null where they took several or none. */
function onlyWay(view: View, attempts: readonly { readonly address: string | null }[]): Over {
  const [only, more] = new Set(
    attempts.flatMap(({ address }) => address ?? []).map((one) => wayOf(view, one)),
  );
  return more === undefined ? (only ?? null) : null;
}

function attemptsOf(entries: readonly Entry[]) {
  return entries.flatMap(({ evidence }) => (evidence?.kind === 'https' ? evidence.attempts : []));
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

/** Streaming failures of the same kind (silence, refusal) as those on 443, while no streaming port (of that family) is open at all. */
export function isBehindSameWall(
  entry: Entry,
  state: 'filtered' | 'closed',
  { view, over: family }: { readonly view: View; readonly over: Over },
): boolean {
  const isOn = ({ step, evidence }: Entry) =>
    family === null || wayOf(view, addressOf(step, evidence) ?? '') === family;
  if (!isStreaming(entry) || !isOn(entry)) return false;
  return !allHealthTcp(view).filter(isOn).some(isOpen) && failsAlike(entry, state, view);
}

function failsAlike({ evidence, check }: Entry, state: 'filtered' | 'closed', view: View): boolean {
  if (evidence?.kind === 'tcp') return evidence.state === state;
  // A router's own word for datagrams is the same wall where it is its word for 443 too.
  if (evidence?.kind === 'udp' || evidence?.kind === 'quic')
    return evidence.failure !== null && wordsOfWall(view).includes(evidence.failure.code);
  return evidence?.kind === 'rtt' && check.status === 'fail';
}

const ROUTERS_WORDS = ['administratively-prohibited', 'host-unreachable', 'network-unreachable'];

/** What routers said to the connects on 443. */
const wordsOfWall = perView((view) =>
  failuresOf(essentialEntries(view)).filter((code) => ROUTERS_WORDS.includes(code)),
);

/** The wall is whole: all of 443, or all of it over one family. */
export function isAll({ severity, facts: { scope, over: family } }: Found<ReachFacts>): boolean {
  return severity === 'error' && (scope === 'all' || family !== null);
}

/** What was asked for: hosts of the person's choice name their port themselves. */
export function portOf({ own }: ReachFacts): string {
  return own ? 'TCP' : 'TCP 443';
}

/** The rule of both causes, which differ in what 443 and the streaming ports behind the same wall do, and in their words. */
export function reachRule(outcomes: readonly HttpsOutcome[], wall: 'filtered' | 'closed') {
  return {
    layer: 'sign-in',
    ceiling: 'error',
    side: 'path',
    // `permission-denied` (EPERM, on Windows WSAEACCES) alone is this machine's own word; silence and refusals say "somewhere from here to Amazon".
    sideProven: ({ byThisMachine }: ReachFacts) => byThisMachine,
    facts: reachFacts,
    sources: [from.PORTS, from.ALLOW_LIST, from.NEED],
    offers: 'rules',
    names: ({ hosts }: ReachFacts) => hosts,
    holds: (view: View) => reachShares(view, outcomes).map((share) => reachFound(view, share)),
    // Nothing gets out: the streaming ports are behind the same wall when they fail in the same way.
    root: {
      holds: isAll,
      covers: (entry: Entry, { facts: { over: family } }: Found<ReachFacts>, view: View) =>
        isBehindSameWall(entry, wall, { view, over: family }),
    },
  } as const;
}
