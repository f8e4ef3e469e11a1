/** Rules on the streaming ports, judged over the addresses that the health-check name resolves to now. */
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import { idsOf, type Draft } from './draft.ts';
import {
  gatewayTcp,
  gatewayTcp443,
  healthDatagrams,
  healthTcp,
  isOpen,
  type TcpEntry,
} from '../reading/health-check.ts';
import { httpsOutcome } from '../reading/https-outcome.ts';
import { has443Fallback } from '../reading/client-version.ts';
import { answersAreVerified, anyUdpAnswer, controlAnswered, udpFacts } from '../reading/udp-proof.ts';
import { compareText, measuredOf, type Entry, type View } from '../reading/view.ts';

type Aspect = 'tcp-blocked' | 'tcp-refused' | 'udp-rejected' | 'udp-unproven';

function each(view: View, judge: (region: string, protocol: Protocol) => readonly Draft[]): readonly Draft[] {
  return view.record.request.regions.flatMap((region) =>
    view.protocols.flatMap((protocol) => judge(region, protocol)),
  );
}

function codeOf(protocol: Protocol, aspect: Aspect): Draft['code'] {
  return `${protocol}/${aspect}`;
}

function addressesOf(entries: readonly TcpEntry[]): string[] {
  const addresses = entries.flatMap((entry) => entry.evidence.attempts.map((attempt) => attempt.address));
  return [...new Set(addresses)].sort(compareText);
}

/** Silent on every current address, while something else of the same servers or 443 works: a port is closed, not the network. */
export function tcpBlocked(view: View): readonly Draft[] {
  return each(view, (region, protocol) => {
    const tcp = healthTcp(view, region, protocol);
    const silent = tcp.filter((entry) => entry.evidence.state === 'filtered');
    const working = worksElsewhere(view, region, protocol);
    if (tcp.some(isOpen) || silent.length === 0 || working === null) return [];
    const fallback = protocol === 'dcv' ? fallbackOf(view, region) : null;
    return [
      {
        code: codeOf(protocol, 'tcp-blocked'),
        severity: fallback === 'open' ? 'warning' : 'error',
        ...(isOwnRefusal(silent) ? { side: 'this-machine' as const } : {}),
        protocols: [protocol],
        region,
        params: {
          port: STREAMING_PORT[protocol],
          addresses: addressesOf(tcp),
          servers: tcp.length,
          fallback443: fallback,
          byThisMachine: isOwnRefusal(silent),
        },
        checks: idsOf([...tcp, ...(fallback === 'open' ? gatewayTcp443(view, region).filter(isOpen) : [])]),
        // "While 443 works" is half of the rule: a root that takes this proof away explains the finding.
        supposes: idsOf([working]),
      },
    ];
  });
}

/** This machine's own firewall (EPERM) forbade every packet. */
function isOwnRefusal(entries: readonly TcpEntry[]): boolean {
  return entries.every((entry) =>
    entry.evidence.attempts.every((one) => one.failure?.code === 'permission-denied'),
  );
}

/** DCV's way out: `open` when a gateway takes TCP 443 and the client can use it; `client` when only the client is too old. */
export function fallbackOf(view: View, region: string): 'open' | 'closed' | 'client' | null {
  const tried = gatewayTcp443(view, region);
  if (!tried.some(isOpen)) return tried.length === 0 ? null : 'closed';
  return has443Fallback(view) ? 'open' : 'client';
}

/** One proof that this network lets something out: 443 to some name, else the other streaming port. */
function worksElsewhere(view: View, region: string, protocol: Protocol): Entry | null {
  const https = measuredOf(view, 'https', 'endpoint', 'endpoint-by-proxy', 'also');
  const reached = https.find((entry) => isReached(httpsOutcome(entry.evidence)));
  if (reached !== undefined) return reached;
  const others = view.protocols.filter((other) => other !== protocol);
  return others.flatMap((other) => healthTcp(view, region, other)).find(isOpen) ?? null;
}

/** TCP 443 and a TLS handshake came through, whatever the certificate or the status says. */
function isReached(outcome: ReturnType<typeof httpsOutcome>): boolean {
  return (
    outcome === 'passed' ||
    outcome === 'bad-certificate' ||
    outcome === 'server-error' ||
    outcome === 'protocol-error'
  );
}

/** Refused or reset on every current address. */
export function tcpRefused(view: View): readonly Draft[] {
  return each(view, (region, protocol) => {
    const tcp = healthTcp(view, region, protocol);
    if (tcp.length === 0 || !tcp.every((entry) => entry.evidence.state === 'closed')) return [];
    return [
      {
        code: codeOf(protocol, 'tcp-refused'),
        severity: 'error',
        protocols: [protocol],
        region,
        params: { port: STREAMING_PORT[protocol], addresses: addressesOf(tcp), servers: tcp.length },
        checks: idsOf(tcp),
      },
    ];
  });
}

/** An active refusal of UDP, and no reply on that port anywhere. */
export function udpRejected(view: View): readonly Draft[] {
  return each(view, (region, protocol) => {
    const { proof, refused } = udpFacts(view, region, protocol);
    if (proof !== 'rejected') return [];
    const own = refused.every((entry) => entry.evidence.failure?.code === 'permission-denied');
    return [
      {
        code: codeOf(protocol, 'udp-rejected'),
        severity: protocol === 'pcoip' ? 'error' : 'warning',
        ...(own ? { side: 'this-machine' as const } : {}),
        protocols: [protocol],
        region,
        params: {
          port: STREAMING_PORT[protocol],
          addresses: [...new Set(refused.map((entry) => entry.evidence.address))].sort(compareText),
          byThisMachine: own,
        },
        checks: idsOf(refused),
      },
    ];
  });
}

/** No reply on this port. The control tells "this port" from "all UDP" from "no proof either way". */
export function udpUnproven(view: View): readonly Draft[] {
  return each(view, (region, protocol) => {
    const { proof, silent } = udpFacts(view, region, protocol);
    if (proof !== 'unproven' || silent.length === 0) return [];
    return [
      {
        code: codeOf(protocol, 'udp-unproven'),
        severity: 'notice',
        protocols: [protocol],
        region,
        params: {
          port: STREAMING_PORT[protocol],
          verified: answersAreVerified(view, region, protocol),
          elsewhere: anyUdpAnswer(view, region),
          control: controlAnswered(view),
        },
        checks: idsOf(silent),
      },
    ];
  });
}

/** TCP works and not one UDP probe of any kind was answered. Of a protocol whose answers are verified that is a warning, of another a notice. */
export function udpSilent(view: View): readonly Draft[] {
  return view.record.request.regions.flatMap((region) => {
    const protocols = view.protocols.filter(
      (protocol) =>
        udpFacts(view, region, protocol).proof === 'unproven' &&
        healthTcp(view, region, protocol).some(isOpen),
    );
    if (anyUdpAnswer(view, region) || someRejected(view, region)) return [];
    return [true, false].flatMap((verified) => {
      const own = protocols.filter((protocol) => answersAreVerified(view, region, protocol) === verified);
      return own.length === 0 ? [] : [silentDraft(view, { region, protocols: own, verified })];
    });
  });
}

interface Silent {
  readonly region: string;
  readonly protocols: readonly Protocol[];
  readonly verified: boolean;
}

function silentDraft(view: View, { region, protocols, verified }: Silent): Draft {
  const silent = protocols.flatMap((protocol) => healthDatagrams(view, region, protocol));
  const open = protocols.flatMap((protocol) => healthTcp(view, region, protocol).filter(isOpen));
  return {
    code: 'streaming/udp-silent',
    severity: verified ? 'warning' : 'notice',
    protocols,
    region,
    params: {
      ports: protocols.map((protocol) => String(STREAMING_PORT[protocol])),
      verified,
      control: controlAnswered(view),
      probes: silent.length,
    },
    // "TCP works" is half of the rule: what makes an open port worthless makes this worthless too.
    checks: idsOf([...silent, ...open]),
  };
}

/** A refusal is an answer of a sort: then UDP is not silent, and the rejected port is named by itself. */
function someRejected(view: View, region: string): boolean {
  return view.protocols.some((protocol) => udpFacts(view, region, protocol).proof === 'rejected');
}

/** Some current addresses work and some do not: sessions start or hang by chance. */
export function partial(view: View): readonly Draft[] {
  return view.record.request.regions.flatMap((region) => {
    const hit = view.protocols.filter((protocol) => {
      const tcp = healthTcp(view, region, protocol);
      return tcp.some(isOpen) && !tcp.every(isOpen);
    });
    if (hit.length === 0) return [];
    const all = hit.flatMap((protocol) => healthTcp(view, region, protocol));
    const dead = all.filter((entry) => !isOpen(entry));
    return [
      {
        code: 'streaming/partial',
        severity: 'warning',
        protocols: hit,
        region,
        params: {
          ports: hit.map((protocol) => String(STREAMING_PORT[protocol])),
          failing: addressesOf(dead),
          working: addressesOf(all.filter(isOpen)),
          servers: addressesOf(all).length,
        },
        checks: idsOf(dead),
      },
    ];
  });
}

const ADMINISTRATIVE = new Set([
  'permission-denied',
  'host-unreachable',
  'network-unreachable',
  'administratively-prohibited',
]);

/** Every sampled gateway address of the protocol is refused administratively while the health-check servers work. */
export function gatewayRejected(view: View): readonly Draft[] {
  return each(view, (region, protocol) => {
    const tcp = gatewayTcp(view, region, protocol);
    const refused = tcp.filter((entry) =>
      entry.evidence.attempts.some((one) => ADMINISTRATIVE.has(one.failure?.code ?? '')),
    );
    const open = healthTcp(view, region, protocol).filter(isOpen);
    if (tcp.length === 0 || refused.length < tcp.length || open.length === 0) return [];
    return [
      {
        code: 'gateway/rejected',
        severity: 'error',
        protocols: [protocol],
        region,
        params: { port: STREAMING_PORT[protocol], addresses: addressesOf(tcp), sampled: tcp.length },
        checks: idsOf([...tcp, ...open]),
      },
    ];
  });
}
