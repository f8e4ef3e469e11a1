/** The way to the first Region: route and tunnel, first hop, ping, and the three methods for the path MTU. */
import { parseIpAddress } from '../core/address.ts';
import type { Region } from '../regions/model.ts';
import { makeStep, type Lenient, type StepSeed } from './make-step.ts';
import { requestedRegions, type PlanInput } from './plan-input.ts';
import { protocolsOf } from './plan-streaming.ts';
import type { Step, StepOf } from './step.ts';

/** Pings to the first hop: enough to tell loss of one in ten, beside the round-trip series. */
const PINGS = 10;
/** To the Region: no finding reads more of it than whether anything answered. */
const PINGS_TO_REGION = 5;

export function planPath(input: PlanInput): Step[] {
  const [region] = requestedRegions(input);
  return [...firstHop(input), ...(region?.healthCheck ? pathSteps(region, input) : [])];
}

function firstHop(input: PlanInput): Step[] {
  return input.host.defaultGateways.map(({ address, family }) =>
    makeStep({
      id: `local/first-hop/ping-v${family}`,
      probe: 'icmp',
      role: 'first-hop',
      group: 'local',
      regions: [...input.request.regions],
      protocols: [...input.request.protocols],
      target: routerOf(address),
      samples: PINGS,
      quiet: true,
      listed: false,
      reason: 'delay and loss between this machine and its router',
    }),
  );
}

/** A link-local router is reached only with its zone (`fe80::1%eth0`). */
function routerOf(text: string): StepOf<'icmp'>['target'] {
  const zone = /^fe[89ab][0-9a-f]:[^%]*%([\w.-]+)$/i.exec(text)?.[1] ?? null;
  return { host: null, address: parseIpAddress(text), zone };
}

function pathSteps(region: Region, input: PlanInput): Step[] {
  const host = region.healthCheck?.host ?? null;
  const seed: Seed = (id, rest) =>
    makeStep({
      role: 'path',
      region: region.code,
      regions: [region.code],
      protocols: [...protocolsOf(region, input)],
      dependsOn: [`dns/${host}`],
      listed: false,
      ...rest,
      id: `${region.code}/path/${id}`,
    });
  const toRegion = { host, address: null };
  return [
    seed('route', {
      probe: 'route',
      group: 'local',
      target: toRegion,
      reason: 'which interface and which tunnel, if any',
    }),
    seed('ping', {
      probe: 'icmp',
      group: 'latency',
      target: { ...toRegion, zone: null },
      samples: PINGS_TO_REGION,
      reason: 'delay of the whole path by ping, to split it at the router',
    }),
    seed('mtu-ping', {
      probe: 'mtu-ping',
      group: 'mtu',
      target: toRegion,
      reason: 'largest packet by ping that may not be fragmented',
    }),
    ...quicLadder(region, input, seed),
    ...largeRequest(region, seed),
  ];
}

type Rest = Lenient<StepSeed, 'id' | 'role' | 'region' | 'regions' | 'protocols'>;
type Seed = (id: string, rest: Rest) => Step;

function quicLadder(region: Region, input: PlanInput, seed: Seed): Step[] {
  if (!protocolsOf(region, input).includes('dcv')) return [];
  const target = { host: region.healthCheck?.host ?? null, address: null, port: 4195 };
  return [
    seed('mtu-quic', {
      probe: 'mtu-quic',
      group: 'mtu',
      target,
      reason: 'largest QUIC packet that is answered',
    }),
  ];
}

/** The connectivity check is essential everywhere, so its name is the one for the large request. */
function largeRequest(region: Region, seed: Seed): Step[] {
  const host = region.endpoints.find(
    ({ category, placeholder }) => category === 'connectivityCheck' && placeholder !== 'host',
  )?.host;
  if (host === undefined) return [];
  const target = { host, address: null, port: 443 };
  return [
    seed('mtu-https', {
      probe: 'mtu-https',
      group: 'mtu',
      target,
      path: '/',
      dependsOn: [`https/${host}`],
      reason: 'whether a request of several full packets gets through',
    }),
  ];
}
