/** Faults of networks as mutators of a record, named after what is broken. */
import type { FailureCode } from '../../../src/core/failure.ts';
import type { Observed } from '../../../src/core/measured.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { targetOf, type Step } from '../../../src/plan/step.ts';
import {
  datagram,
  dnsEvidence,
  failedAttempt,
  httpsEvidence,
  rttEvidence,
  tcpEvidence,
} from './evidence-builder.ts';
import {
  alter,
  completed,
  hasRole,
  pipe,
  replace,
  settleSeries,
  skipDependants,
  type Mutator,
  type Wanted,
} from './record-builder.ts';

const isName = (step: Step) =>
  step.probe === 'dns' && step.role !== 'control-name' && step.role !== 'registration-name';

/** DNS gives no address for these names; what hangs on them is skipped. */
export function dnsFails(rcode: string | null, wanted: Wanted = isName): Mutator {
  const names: Wanted = (step) => isName(step) && wanted(step) && step.skipped === null;
  return pipe(
    alter('dns', names, (_evidence, step) => dnsEvidence(step, [], rcode)),
    skipDependants(names),
  );
}

/** DNS gives these addresses instead. */
export function dnsSays(addresses: readonly string[], wanted: Wanted): Mutator {
  return alter(
    'dns',
    (step) => isName(step) && wanted(step),
    (_evidence, step) => dnsEvidence(step, addresses, 'NOERROR'),
  );
}

/** The health-check name leads to these addresses instead, and the streaming ports there are so. */
export function healthCheckAt(address: string, state: 'open' | 'filtered'): Mutator {
  return (record) => {
    const [model] = record.steps
      .filter((step) => step.role === 'health-check')
      .map((step) => targetOf(step).address);
    const moved = record.steps
      .filter(
        (step) => step.role === 'health-check' && targetOf(step).address === model && step.probe !== 'rtt',
      )
      .map((step) => ({
        ...step,
        id: step.id.replace(model ?? '', 'address-1'),
        target: { ...targetOf(step), address },
        listed: false,
      })) as unknown as Step[];
    const seen = moved.map((step): [string, Observed<Evidence>] => [
      step.id,
      completed(
        step.probe === 'tcp'
          ? tcpEvidence(step, state)
          : datagram(step.probe === 'quic' ? 'quic' : 'udp', step, 'open|filtered'),
      ),
    ]);
    return dnsSays(
      [address],
      (step) => step.role === 'health-check-name',
    )({
      ...record,
      steps: [...record.steps, ...moved],
      observations: { ...record.observations, ...Object.fromEntries(seen) },
    });
  };
}

/** Only the proxy resolves names; the streaming ports are tried at the listed addresses. */
export function onlyAtProxy(record: RunRecord): RunRecord {
  const streaming = hasRole('health-check', 'gateway', 'gateway-443');
  const dead = dnsFails('NXDOMAIN')(record);
  const kept = record.steps
    .filter((step) => streaming(step) && step.skipped === null)
    .map(({ id }) => [id, record.observations[id]]);
  return {
    ...dead,
    observations: { ...dead.observations, ...(Object.fromEntries(kept) as RunRecord['observations']) },
  };
}

/** Direct 443 ends in this way. */
export function httpsFails(code: FailureCode, wanted: Wanted = () => true): Mutator {
  return alter(
    'https',
    (step) => hasRole('endpoint', 'also')(step) && wanted(step),
    (_evidence, step) => httpsEvidence(step, [failedAttempt(code)]),
  );
}

/** The machine has nowhere to send to. */
export const noRoute: Mutator = pipe(
  dnsFails(null),
  alter('dns', hasRole('control-name'), (_evidence, step) => dnsEvidence(step, [], null)),
  alter(
    'tcp',
    () => true,
    (_evidence, step) => tcpEvidence(step, 'filtered', 'network-unreachable'),
  ),
);

export function tcp(state: 'closed' | 'filtered', wanted: Wanted, code?: FailureCode): Mutator {
  return pipe(
    alter('tcp', wanted, (_evidence, step) => tcpEvidence(step, state, code)),
    settleSeries,
  );
}

export const onPort =
  (port: number, ...roles: readonly Step['role'][]): Wanted =>
  (step) =>
    targetOf(step).port === port &&
    (roles.length === 0 ? step.role === 'health-check' : roles.includes(step.role));

export function udp(state: 'open' | 'closed' | 'filtered' | 'open|filtered', wanted: Wanted): Mutator {
  return replace(
    (step) => (step.probe === 'udp' || step.probe === 'quic' || step.probe === 'stun') && wanted(step),
    (step) => completed(datagram(step.probe as 'udp' | 'quic' | 'stun', step, state)),
  );
}

/** Every health-check server and the control answer UDP. */
export const udpAnswers: Mutator = udp('open', hasRole('health-check', 'udp-control'));

export function rtt(samples: readonly (number | null)[], wanted: Wanted = () => true): Mutator {
  return alter('rtt', wanted, (_evidence, step) => rttEvidence(step, samples));
}

export const essential: Wanted = (step) => step.need === 'essential';

export const host =
  (name: string): Wanted =>
  (step) =>
    targetOf(step).host === name;

/** Every step after these is cut by the deadline or by the person. */
export function cut(because: 'deadline' | 'cancelled', wanted: Wanted): Mutator {
  return (record) => ({
    ...replace(wanted, () => ({ outcome: 'cancelled', reason: because }))(record),
    completed: false,
    completedBecause: because,
  });
}
