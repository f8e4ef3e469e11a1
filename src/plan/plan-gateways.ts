/**
 * A sample of gateway addresses of the first Region: one per listed range, at most six, never Global Accelerator.
 * Gateways may be idle: silence and RST there are evidence only. The same Region and tables give the same sample.
 */
import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { toIpAddress, type IpAddress } from '../core/address.ts';
import { NAT64_NAME, throughNat64, type Nat64Prefix } from '../core/nat64.ts';
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import type { Region } from '../regions/model.ts';
import { canSendIpv4 } from './probeable.ts';
import { makeStep } from './make-step.ts';
import { requestedRegions, type PlanInput } from './plan-input.ts';
import { protocolsOf } from './plan-streaming.ts';
import type { Step } from './step.ts';

const MOST_ADDRESSES = 6;

interface Sample {
  readonly protocol: Protocol;
  /** First address of the range, as listed: the id's last part. */
  readonly label: string;
  readonly address: IpAddress;
}

/** Without IPv4 they are planned once the network has told how it translates their addresses (`gatewaysThrough`). */
export function planGateways(input: PlanInput): Step[] {
  return canSendIpv4(input.host) ? gatewaysOf(input) : [];
}

/** The same sample through NAT64; without a prefix the rows stay in, untested and with the reason. */
export function gatewaysThrough(prefix: Nat64Prefix | null, input: PlanInput): Step[] {
  if (canSendIpv4(input.host)) return [];
  const translated = (sample: Sample): Sample | null => {
    const address = prefix === null ? null : throughNat64(sample.address, prefix);
    return address === null ? null : { ...sample, address };
  };
  return samplesOf(input).flatMap(({ region, sample }) => {
    const reached = translated(sample);
    return gatewaySteps(reached ?? sample, region).map((step) =>
      reached === null ? { ...step, ...NO_NAT64 } : { ...step, dependsOn: [`dns/${NAT64_NAME}`] },
    );
  });
}

const NO_NAT64 = {
  skipped: 'this machine has no IPv4, and the network does not tell how it translates the address (NAT64)',
  skipReason: 'no-ipv4',
} as const;

function gatewaysOf(input: PlanInput): Step[] {
  return samplesOf(input).flatMap(({ region, sample }) => gatewaySteps(sample, region));
}

function samplesOf(input: PlanInput): { readonly region: Region; readonly sample: Sample }[] {
  const [region] = requestedRegions(input);
  if (!region) return [];
  return gatewaySample(region, protocolsOf(region, input)).map((sample) => ({ region, sample }));
}

/** Protocols take turns, so that neither uses up the sample. */
export function gatewaySample(region: Region, protocols: readonly Protocol[]): readonly Sample[] {
  const lists = protocols.map((protocol) =>
    rangesOf(region, protocol).map((range) => sampleOf(range, protocol, region.code)),
  );
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  );
  return turns.flat().slice(0, MOST_ADDRESSES);
}

interface Range {
  readonly start: string;
  readonly end: string;
}

function rangesOf(region: Region, protocol: Protocol): readonly Range[] {
  if (protocol === 'pcoip') return region.pcoip?.ranges ?? [];
  return (region.dcv?.ranges ?? []).map(({ cidr }) => ({
    start: ipaddr.IPv4.networkAddressFromCIDR(cidr).toString(),
    end: ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString(),
  }));
}

/** A fixed address of the range: a hash of Region and range picks it, never the first or the last. */
function sampleOf(range: Range, protocol: Protocol, region: string): Sample {
  const [first, last] = [toNumber(range.start), toNumber(range.end)];
  const hash = createHash('sha256').update(`${region} ${range.start}-${range.end}`).digest().readUInt32BE(0);
  return { protocol, label: range.start, address: toAddress(first + 1 + (hash % (last - first - 1))) };
}

function toNumber(address: string): number {
  return ipaddr.IPv4.parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256 + byte, 0);
}

function toAddress(value: number): IpAddress {
  return toIpAddress([24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.'));
}

function gatewaySteps(sample: Sample, region: Region): Step[] {
  const port = STREAMING_PORT[sample.protocol];
  const tcp = gatewayStep({ sample, region, probe: 'tcp', port });
  if (sample.protocol === 'pcoip') return [tcp];
  const quic = gatewayStep({ sample, region, probe: 'quic', port });
  const fallback = (['tcp', 'quic'] as const).map((probe) =>
    gatewayStep({ sample, region, probe, port: 443 }),
  );
  return [tcp, quic, ...fallback];
}

interface GatewayStep {
  readonly sample: Sample;
  readonly region: Region;
  readonly probe: 'tcp' | 'quic';
  readonly port: number;
}

function gatewayStep({ sample, region, probe, port }: GatewayStep): Step {
  return makeStep({
    id: `${region.code}/gateway/${probe}-${port}/${sample.label}`,
    probe,
    role: port === 443 ? 'gateway-443' : 'gateway',
    group: 'streaming',
    category: sample.protocol === 'pcoip' ? 'pcoipGateway' : 'dcvGateway',
    need: 'situational',
    region: region.code,
    regions: [region.code],
    protocols: [sample.protocol],
    target: { host: null, address: sample.address, port },
    dependsOn: region.healthCheck ? [`dns/${region.healthCheck.host}`] : [],
    listed: false,
    reason: `${sample.protocol}: one address of the range from ${sample.label}; a gateway may be idle`,
  });
}
