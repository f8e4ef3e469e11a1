/**
 * What a calibration sends, as a value that can be shown before the first packet. A part of what `check` does (names, pages, connects)
 * and, beyond it, single datagrams that are counted one by one. Pure.
 */
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import { gatewaySample } from '../plan/plan-gateways.ts';
import { makePlan } from '../plan/make-plan.ts';
import { makeStep } from '../plan/make-step.ts';
import { requestedRegions, type PlanInput } from '../plan/plan-input.ts';
import { protocolsOf } from '../plan/plan-streaming.ts';
import type { Step, StepOf } from '../plan/step.ts';
import type { CalibrationAnswers } from '../regions/calibration.ts';
import type { Region } from '../regions/model.ts';

export type Payload = NonNullable<CalibrationAnswers['payload']>;

/** The same datagram to one port, a few times. */
export interface Series {
  readonly region: string;
  readonly target: 'health-check' | 'gateway';
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
  readonly payload: Payload;
}

export interface CalibrationPlan {
  readonly regions: readonly string[];
  /** Names, pages and connects, as `check` would take them. */
  readonly steps: readonly Step[];
  /** To the addresses that the tables list; those that only DNS gives come on top (`healthCheckSeries`). */
  readonly series: readonly Series[];
}

/** Several, because one lost datagram must not read as silence; few, because nobody asked for them. */
export const TRIES: Readonly<Record<Payload, number>> = { text: 3, empty: 2, 'version-negotiation': 3 };

const PAYLOADS: Readonly<Record<Protocol, readonly Payload[]>> = {
  pcoip: ['text', 'empty'],
  dcv: ['text', 'empty', 'version-negotiation'],
};
const FALLBACK_PORT = 443;

export function planCalibration(input: PlanInput): CalibrationPlan {
  const regions = requestedRegions(input);
  return {
    regions: regions.map(({ code }) => code),
    steps: [...makePlan(input).flatMap(stepOfCalibration), ...regions.flatMap(ipv6NameStep)],
    series: regions.flatMap((region) => listedSeries(region, input)),
  };
}

/** Names whatever this machine can reach, pages on `/`, and connects to the health-check servers; nothing else of a check. */
function stepOfCalibration(step: Step): Step[] {
  if (step.role === 'name' || step.role === 'health-check-name')
    return step.skipReason === null || step.skipReason === 'no-ipv6'
      ? [{ ...step, skipped: null, skipReason: null }]
      : [];
  if (step.skipped !== null) return [];
  if (step.role === 'endpoint' && step.probe === 'https') return [{ ...step, path: '/' }];
  return isConnect(step) ? [step] : [];
}

export function isConnect(step: Step): step is StepOf<'tcp'> {
  return step.role === 'health-check' && step.probe === 'tcp';
}

/** No document confirms the IPv6 names of the health-check servers; whether they exist is one of the questions. */
function ipv6NameStep(region: Region): Step[] {
  const host = region.healthCheck?.hostIpv6 ?? null;
  if (host === null) return [];
  return [
    makeStep({
      id: `dns/${host}`,
      probe: 'dns',
      role: 'name',
      group: 'dns',
      category: 'healthCheck',
      region: region.code,
      regions: [region.code],
      protocols: [...region.protocols],
      target: { host },
      reason: 'healthCheck: does the IPv6 name exist?',
    }),
  ];
}

function listedSeries(region: Region, input: PlanInput): Series[] {
  const protocols = protocolsOf(region, input);
  const check = region.healthCheck;
  const listed = check?.addressesTrusted === true ? check.addresses.map(({ address }) => address) : [];
  const gateways = gatewaySample(region, protocols).flatMap(({ protocol, address }) => {
    const at = { region: region.code, target: 'gateway', protocol, address } as const;
    const fallback: Series = { ...at, port: FALLBACK_PORT, payload: 'version-negotiation' };
    return protocol === 'dcv' ? [...portSeries(at), fallback] : portSeries(at);
  });
  return [...healthCheckSeries(region.code, listed, protocols), ...gateways];
}

/** Series to health-check addresses, also to those that only DNS gave. */
export function healthCheckSeries(
  region: string,
  addresses: readonly string[],
  protocols: readonly Protocol[],
): Series[] {
  return addresses.flatMap((address) =>
    protocols.flatMap((protocol) => portSeries({ region, target: 'health-check', protocol, address })),
  );
}

function portSeries(at: Omit<Series, 'port' | 'payload'>): Series[] {
  return PAYLOADS[at.protocol].map((payload) => ({ ...at, port: STREAMING_PORT[at.protocol], payload }));
}
