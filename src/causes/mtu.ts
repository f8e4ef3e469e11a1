/** Rules on packet size and on the tunnel that streaming leaves by. */
import { idsOf, type Draft } from './draft.ts';
import { resolvedNow } from '../reading/health-check.ts';
import {
  fullSegmentPassed,
  handshakesFallSilent,
  isBlackHole,
  mtuFacts,
  pathMtu,
  quicPacketBytes,
  type MtuFacts,
} from '../reading/mtu-figures.ts';
import { measuredOf, type View } from '../reading/view.ts';

function eachRegion(
  view: View,
  judge: (region: string, facts: MtuFacts) => readonly Draft[],
): readonly Draft[] {
  return view.record.request.regions.flatMap((region) => {
    const facts = mtuFacts(view, region);
    return facts.entries.length === 0 ? [] : judge(region, facts);
  });
}

function paramsOf(view: View, facts: MtuFacts) {
  return {
    requiredBytes: view.tables.mtu.minimumBytes,
    pathMtuBytes: pathMtu(facts),
    announcedBytes: facts.announcedBytes,
    largestPassedBytes: facts.largestPassedBytes,
    smallestLostBytes: facts.smallestLostBytes,
    interface: facts.route?.evidence.interfaceName ?? null,
    interfaceMtuBytes: facts.route?.evidence.interfaceMtuBytes ?? null,
    methods: [...facts.vanishing],
  };
}

/**
 * Below 1200: announced by a router or by the tunnel's or the interface's own MTU, or by two methods that agree. The latter is also a
 * black hole, which says more and supersedes it (reduce.ts).
 */
export function tooSmall(view: View): readonly Draft[] {
  return eachRegion(view, (region, facts) =>
    isBelowMinimum(view, facts) ? [draft(view, 'mtu/too-small', { region, facts, severity: 'error' })] : [],
  );
}

/** Whether it is known that 1200 bytes do not pass. */
function isBelowMinimum(view: View, facts: MtuFacts): boolean {
  const known = [facts.announcedBytes, isBlackHole(facts) ? pathMtu(facts) : null];
  return known.some((bytes) => bytes !== null && bytes < view.tables.mtu.minimumBytes);
}

/** 1200 to 1227 (IPv6: 1247): the documented limit is met, a QUIC packet is not carried. */
export function quicTooSmall(view: View): readonly Draft[] {
  if (!view.protocols.includes('dcv')) return [];
  return eachRegion(view, (region, facts) => {
    const { announcedBytes } = facts;
    const limit = quicPacketBytes(facts);
    if (announcedBytes === null || isBlackHole(facts)) return [];
    if (announcedBytes < view.tables.mtu.minimumBytes || announcedBytes >= limit) return [];
    const base = draft(view, 'mtu/quic-too-small', { region, facts, severity: 'warning' });
    return [{ ...base, protocols: ['dcv'], params: { ...base.params, neededBytes: limit } }];
  });
}

/** Large packets vanish while small ones pass, and two methods agree. */
export function blackHole(view: View): readonly Draft[] {
  return eachRegion(view, (region, facts) => {
    if (!isBlackHole(facts)) return [];
    const below = isBelowMinimum(view, facts);
    const base = draft(view, 'mtu/black-hole', { region, facts, severity: below ? 'error' : 'warning' });
    return [{ ...base, leads: handshakesFallSilent(view) }];
  });
}

/** No method could tell. */
export function unknown(view: View): readonly Draft[] {
  return eachRegion(view, (region, facts) => {
    const tried = [facts.ping, facts.quic, facts.https].filter((entry) => entry !== null);
    if (tried.length === 0 || isBlackHole(facts) || pathMtu(facts) !== null) return [];
    const base = draft(view, 'mtu/unknown', { region, facts, severity: 'notice' });
    return [{ ...base, params: { ...base.params, fullSegmentPassed: fullSegmentPassed(facts) } }];
  });
}

interface DraftParts {
  readonly region: string;
  readonly facts: MtuFacts;
  readonly severity: Draft['severity'];
}

function draft(view: View, code: Draft['code'], { region, facts, severity }: DraftParts): Draft {
  return {
    code,
    severity,
    protocols: view.protocols,
    region,
    params: paramsOf(view, facts),
    checks: idsOf(facts.entries),
  };
}

/** Streaming traffic leaves through a tunnel. */
export function vpnAllTraffic(view: View): readonly Draft[] {
  return view.record.request.regions.flatMap((region) => {
    const now = resolvedNow(view, region);
    const routes = measuredOf(view, 'route', 'path', 'health-check').filter(
      ({ step, evidence }) =>
        step.region === region &&
        evidence.tunnel !== null &&
        (now === null || !step.listed || now.includes(evidence.address)),
    );
    const tunnel = routes[0]?.evidence;
    if (tunnel === undefined) return [];
    return [
      {
        code: 'vpn/all-traffic' as const,
        severity: 'notice' as const,
        protocols: view.protocols,
        region,
        params: {
          interface: tunnel.interfaceName,
          kind: tunnel.tunnel?.kind ?? null,
          allTraffic: tunnel.tunnel?.allTraffic ?? null,
          address: tunnel.address,
        },
        checks: idsOf(routes),
      },
    ];
  });
}
