/**
 * The streaming ports: every health-check address on TCP and UDP of each requested protocol, its round trip, and (for the first
 * Region) a sample of gateway addresses. Health-check servers are never probed on 443: no document gives them that port.
 */
import { toIpAddress, type IpAddress } from '../core/address.ts';
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import type { Region } from '../regions/model.ts';
import { protocolsFor } from '../core/protocols-for.ts';
import { canSendIpv4, CONTROL_ADDRESS } from './probeable.ts';
import { makeStep } from './make-step.ts';
import { requestedRegions, type PlanInput } from './plan-input.ts';
import type { Step } from './step.ts';

/** Health-check name and listed addresses of each requested Region. Addresses that only DNS gives come by `expandPlan`. */
export function planHealthChecks(input: PlanInput): Step[] {
  return requestedRegions(input).flatMap((region) =>
    region.healthCheck ? healthCheckSteps(region, input) : [],
  );
}

function healthCheckSteps(region: Region, input: PlanInput): Step[] {
  const check = region.healthCheck;
  if (check === null) return [];
  const name = nameStep(region, check.host, input);
  const listed = check.addresses.flatMap((fact) => {
    const address = toIpAddress(fact.address);
    const steps = addressSteps({ region, host: check.host, address, label: address, listed: true }, input);
    if (!check.addressesTrusted) return steps.map(unconfirmed);
    return canSendIpv4(input.host) ? steps : steps.map(withoutIpv4);
  });
  return [name, ...ipv6Name(region, input), ...byProxy(region, check.host, input), ...listed];
}

function nameStep(region: Region, host: string, input: PlanInput): Step {
  return makeStep({
    id: `dns/${host}`,
    probe: 'dns',
    role: 'health-check-name',
    group: 'dns',
    category: 'healthCheck',
    need: 'essential',
    region: region.code,
    regions: [region.code],
    protocols: [...protocolsOf(region, input)],
    target: { host },
    reason: 'healthCheck: the addresses that answer now are those that the name has now',
  });
}

/**
 * DCV's TCP port through the machine's proxy: some clients can use it (core/proxy-rules.ts). Asked for every client, since a network team
 * wants to know too, and of the first Region alone.
 */
function byProxy(region: Region, host: string, input: PlanInput): Step[] {
  const proxy = input.proxies[host];
  if (proxy === undefined || region !== requestedRegions(input)[0]) return [];
  if (!protocolsOf(region, input).includes('dcv')) return [];
  const port = STREAMING_PORT.dcv;
  const step = makeStep({
    id: `${region.code}/health-check/proxy-connect-${port}`,
    probe: 'proxy-connect',
    role: 'streaming-by-proxy',
    group: 'streaming',
    category: 'healthCheck',
    need: 'situational',
    region: region.code,
    regions: [region.code],
    protocols: ['dcv'],
    target: { host, port },
    proxy,
    control: CONTROL_ADDRESS[4],
    reason: `dcv: TCP ${port} through the proxy of this machine, which some clients can use`,
  });
  return [step];
}

/**
 * The same servers over IPv6. A lesser name: no transcribed document has it, and the other one does the same where there is IPv4. Of the
 * first Region alone: other Regions are measured for their distance.
 */
function ipv6Name(region: Region, input: PlanInput): Step[] {
  const host = region.healthCheck?.hostIpv6 ?? null;
  if (host === null || region !== requestedRegions(input)[0]) return [];
  const step: Step = { ...nameStep(region, host, input), need: 'situational' };
  if (!input.host.hasIpv6) return [{ ...step, ...NO_IPV6 }];
  return [step];
}

/** Stays in the plan with the reason. */
export const NO_IPV6 = {
  skipped: 'this machine has no IPv6; the name is for IPv6 only',
  skipReason: 'no-ipv6',
} as const;

/** For literals of the tables, which are IPv4: a network with IPv6 alone reaches them by their names (NAT64). */
export function withoutIpv4(step: Step): Step {
  return {
    ...step,
    skipped: 'this machine has no IPv4; the address is reached by its name',
    skipReason: 'no-ipv4',
  };
}

function unconfirmed(step: Step): Step {
  const skipped = 'the listed address belongs to another Region; the addresses of the name are used';
  return { ...step, skipped, skipReason: 'unconfirmed-fact' };
}

/** Requested protocols that the kind of client has in the Region. */
export function protocolsOf(region: Region, input: PlanInput): readonly Protocol[] {
  const there = protocolsFor(region, input.request.profile);
  return input.request.protocols.filter((protocol) => there.includes(protocol));
}

export interface HealthCheckAddress {
  readonly region: Region;
  /** The name that has the address. */
  readonly host: string;
  readonly address: IpAddress;
  /** Last part of the ids: the address when the tables list it, else `resolved-<n>`. */
  readonly label: string;
  readonly listed: boolean;
}

/** TCP, UDP (and QUIC for DCV) on each port, and one round-trip series on the first port that opens. */
export function addressSteps(target: HealthCheckAddress, input: PlanInput): Step[] {
  const protocols = protocolsOf(target.region, input);
  const ports = protocols.flatMap((protocol) => portSteps(target, protocol));
  return [...ports, ...rttStep(target, protocols, input)];
}

function shared(
  target: HealthCheckAddress,
): Pick<Step, 'category' | 'need' | 'region' | 'regions' | 'listed' | 'dependsOn'> {
  return {
    category: 'healthCheck',
    need: 'essential',
    region: target.region.code,
    regions: [target.region.code],
    listed: target.listed,
    dependsOn: [`dns/${target.host}`],
  };
}

function portSteps(target: HealthCheckAddress, protocol: Protocol): Step[] {
  const port = STREAMING_PORT[protocol];
  const { host } = target;
  const step = (probe: 'tcp' | 'udp' | 'quic', reason: string): Step =>
    makeStep({
      ...shared(target),
      id: `${target.region.code}/health-check/${probe}-${port}/${target.label}`,
      probe,
      role: 'health-check',
      group: 'streaming',
      protocols: [protocol],
      target: { host, address: target.address, port },
      reason,
    });
  const tcp = step('tcp', `${protocol}: TCP ${port} must open`);
  const udp = step('udp', `${protocol}: a datagram to ${port}; silence proves nothing`);
  return protocol === 'dcv'
    ? [tcp, udp, step('quic', 'dcv: QUIC version negotiation on 4195; silence proves nothing')]
    : [tcp, udp];
}

function rttStep(target: HealthCheckAddress, protocols: readonly Protocol[], input: PlanInput): Step[] {
  const ports = protocols.map((protocol) => STREAMING_PORT[protocol]);
  const prefix = `${target.region.code}/health-check`;
  const [port] = ports;
  if (port === undefined) return [];
  const series = makeStep({
    ...shared(target),
    id: `${prefix}/rtt/${target.label}`,
    probe: 'rtt',
    role: 'health-check',
    group: 'latency',
    protocols: [...protocols],
    // The first port that opens; `decideStep` puts the other one here when the first stays shut.
    target: {
      host: target.host,
      address: target.address,
      port,
    },
    samples: input.request.samples,
    untilLost: null,
    dependsOn: ports.map((port) => `${prefix}/tcp-${port}/${target.label}`),
    quiet: true,
    reason: 'round trip by TCP connects, in a quiet moment',
  });
  return [series];
}
