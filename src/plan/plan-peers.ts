/** Servers of the person's own that answer UDP (`--peer`): they prove the way to themselves, and nothing behind it. */
import { parseIpAddress, type IpAddress } from '../core/address.ts';
import { STREAMING_PORT } from '../core/words.ts';
import { makeStep, type Lenient, type StepSeed } from './make-step.ts';
import type { PlanInput } from './plan-input.ts';
import type { Peer } from './request.ts';
import type { Step } from './step.ts';

/** Steps of each peer in the order of the request; their ids hold its number, never its name or address. */
export function planPeers(input: PlanInput): Step[] {
  return (input.request.peers ?? []).flatMap((peer, index) => stepsOf(peer, index + 1, input));
}

/** Number of the peer that a step belongs to, from 1; null for every other step. */
export function peerNumberOf({ id }: Pick<Step, 'id'>): number | null {
  const [, number] = /^peer\/(\d+)\//.exec(id) ?? [];
  return number === undefined ? null : Number(number);
}

/** The step that looks up a peer's name; null for one that was given by its address. */
export function peerNameStep({ host }: Peer): string | null {
  return parseIpAddress(host) === null ? `dns/${host}` : null;
}

type Rest = Lenient<StepSeed, 'regions' | 'protocols' | 'role'>;
type Seed = (rest: Rest) => Step;

function stepsOf(peer: Peer, number: number, { request }: PlanInput): Step[] {
  const { host } = peer;
  const address = parseIpAddress(host);
  const nameStep = peerNameStep(peer);
  const seed: Seed = (rest) =>
    makeStep({
      role: 'peer',
      regions: [...request.regions],
      protocols: [...request.protocols],
      listed: false,
      ...rest,
    });
  const name =
    nameStep === null
      ? []
      : [
          seed({
            ...{ id: nameStep, probe: 'dns', group: 'dns', target: { host } },
            reason: 'name of a peer (--peer)',
          }),
        ];
  const at: At = {
    prefix: `peer/${number}`,
    target: { host: address === null ? host : null, address },
    dependsOn: nameStep === null ? [] : [nameStep],
  };
  return [...name, ...askingSteps(peer, at, { seed, request })];
}

interface At {
  readonly prefix: string;
  readonly target: { readonly host: string | null; readonly address: IpAddress | null };
  readonly dependsOn: string[];
}

interface With {
  readonly seed: Seed;
  readonly request: PlanInput['request'];
}

function askingSteps({ kind, port }: Peer, at: At, more: With): Step[] {
  if (kind === 'preflight') return ownPeer(at, more);
  if (port === null) return [];
  const { prefix, target, dependsOn } = at;
  if (kind === 'stamp')
    return [
      more.seed({ ...stampStep(at, { port, samples: OPEN_SAMPLES, signed: false }), everyMs: OPEN_EVERY_MS }),
    ];
  return [
    more.seed({
      id: `${prefix}/${kind}-${port}`,
      probe: kind,
      group: 'streaming',
      target: { ...target, port },
      dependsOn,
      reason: `UDP ${port} to a server of your own; it proves the way to itself alone`,
    }),
  ];
}

/** Loss of one percent shows in so many; of the other ports only that they pass. */
const SERIES_SAMPLES = 500;
const FEW_SAMPLES = 25;
const EVERY_MS = 20;
/** A reflector without our key: ten a second. */
const OPEN_SAMPLES = 100;
const OPEN_EVERY_MS = 100;
/** Source ports that PCoIP clients send from. */
const PCOIP_SOURCE_PORTS = [50_002, 55_002] as const;
const SOURCE_SAMPLES = 5;
const PEER_PORTS = [STREAMING_PORT.pcoip, STREAMING_PORT.dcv, 443] as const;

/** A `preflight peer`: its TCP side, a series on each port, and PCoIP's own source ports where PCoIP is asked about. */
function ownPeer(at: At, { seed, request }: With): Step[] {
  const { protocols } = request;
  const asked: readonly number[] = protocols.map((protocol) => STREAMING_PORT[protocol]);
  const tcp = PEER_PORTS.map((port) =>
    seed({
      id: `${at.prefix}/tcp-${port}`,
      probe: 'peer-tcp',
      group: 'streaming',
      target: { ...at.target, port },
      dependsOn: at.dependsOn,
      reason: `TCP ${port} to a peer of your own: it answers, and takes the key`,
    }),
  );
  const series = PEER_PORTS.map((port) =>
    seed(stampStep(at, { port, samples: asked.includes(port) ? SERIES_SAMPLES : FEW_SAMPLES, signed: true })),
  );
  const sources = asked.includes(STREAMING_PORT.pcoip) ? PCOIP_SOURCE_PORTS : [];
  const first = `${at.prefix}/stamp-${STREAMING_PORT.pcoip}`;
  const fixed = sources.map((localPort) => {
    const step = stampStep(at, {
      port: STREAMING_PORT.pcoip,
      samples: SOURCE_SAMPLES,
      signed: true,
      localPort,
    });
    return seed({ ...step, dependsOn: [...at.dependsOn, first] });
  });
  const size = seed({
    id: `${at.prefix}/size`,
    probe: 'peer-size',
    group: 'streaming',
    target: { ...at.target, port: asked[0] ?? STREAMING_PORT.pcoip },
    dependsOn: [...at.dependsOn, `${at.prefix}/stamp-${asked[0] ?? STREAMING_PORT.pcoip}`],
    reason: 'the largest packet to a peer of your own, and back',
  });
  const nat = seed({
    id: `${at.prefix}/nat`,
    probe: 'peer-nat',
    group: 'streaming',
    target: at.target,
    dependsOn: size.dependsOn,
    countedOn: [...PEER_PORTS],
    reason: 'whether one source port is seen as one from outside, by each port of a peer of your own',
  });
  return [...tcp, ...series, ...fixed, size, nat, ...askedBesides(at, size.dependsOn, { seed, request })];
}

/** The documented needs (tables.bandwidth): 1.7 Mbps up for a webcam, 1 Mbps down, 300 kbps. */
const LOADS = [
  { direction: 'up', kbps: 1_700, seconds: 3 },
  { direction: 'down', kbps: 300, seconds: 3 },
  { direction: 'down', kbps: 1_000, seconds: 3 },
] as const;
/** An idle flow is forgotten after 30 s by some firewalls of Amazon itself: beyond that nothing is said of the way. */
const DELAYS_S = [2, 5, 10, 15, 20, 30];

/** What is done only where somebody asked for it (`--peer-load`, `--peer-idle`). */
function askedBesides({ prefix, target }: At, dependsOn: string[], { seed, request }: With): Step[] {
  const { peerLoad = false, peerIdle = false, protocols } = request;
  const port = STREAMING_PORT[protocols[0] ?? 'pcoip'];
  const shared = { group: 'streaming', target: { ...target, port } } as const;
  const load = seed({
    ...{ ...shared, id: `${prefix}/load`, probe: 'peer-load', quiet: true },
    ...{ loads: [...LOADS], countedOn: [...PEER_PORTS], dependsOn: [...dependsOn, `${prefix}/size`] },
    reason: `load to a peer of your own, where it allows it: ${LOADS.map(({ direction, kbps, seconds }) => `${kbps} kbps ${direction} for ${seconds} s`).join(', ')}; at most 1.3 MB`,
  });
  const idle = seed({
    ...{ ...shared, id: `${prefix}/idle`, probe: 'peer-idle', delaysS: DELAYS_S, dependsOn },
    reason: `answers that a peer of your own holds back for ${DELAYS_S.join(', ')} s`,
  });
  return [...(peerLoad ? [load] : []), ...(peerIdle ? [idle] : [])];
}

interface Series {
  readonly port: number;
  readonly samples: number;
  readonly signed: boolean;
  readonly localPort?: number;
}

function stampStep({ prefix, target, dependsOn }: At, { port, samples, signed, localPort }: Series) {
  const from = localPort === undefined ? '' : `-from-${localPort}`;
  return {
    id: `${prefix}/stamp-${port}${from}`,
    probe: 'stamp',
    group: 'streaming',
    target: { ...target, port },
    dependsOn,
    samples,
    everyMs: EVERY_MS,
    localPort: localPort ?? null,
    signed,
    countedOn: signed ? [...PEER_PORTS] : [],
    reason: `${samples} datagrams to UDP ${port} of a peer of your own${localPort === undefined ? '' : `, from port ${localPort}`}; it proves the way to itself alone`,
  } as const;
}
