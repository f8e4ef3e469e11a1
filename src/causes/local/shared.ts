/** What roots ask of the checks that they may cover. */
import type { Entry } from '../../reading/view.ts';

export function isFailed({ check }: Entry): boolean {
  return check.status !== 'pass' && check.status !== 'not-tested';
}

export function isStreaming({ step }: Entry): boolean {
  return step.role === 'health-check' || step.role === 'gateway' || step.role === 'gateway-443';
}

export function isTcpProof({ evidence }: Entry): boolean {
  return evidence?.kind === 'tcp' || evidence?.kind === 'rtt';
}
