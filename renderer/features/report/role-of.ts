/** What a check is for. Reports carry it; where an older one does not, it is read from the evidence and the category. */
import type { Check } from '../../../src/reading/check.ts';
import type { StepRole } from '../../../src/plan/step.ts';

export function roleOf(check: Check): StepRole | null {
  if (check.role !== undefined) return check.role;
  const byCategory = roleByCategory(check);
  return byCategory ?? roleByGroup(check);
}

function roleByCategory({ category, group, target, evidence }: Check): StepRole | null {
  if (category === 'healthCheck') return group === 'dns' ? 'health-check-name' : 'health-check';
  if (/gateway/i.test(category ?? '')) return target.port === 443 ? 'gateway-443' : 'gateway';
  return evidence['kind'] === 'captive' ? 'captive-control' : null;
}

function roleByGroup({ group, evidence }: Check): StepRole | null {
  if (group === 'local') return roleOfLocal(evidence['kind']);
  if (group === 'dns') return 'name';
  if (group === 'https') return typeof evidence['proxy'] === 'string' ? 'endpoint-by-proxy' : 'endpoint';
  if (group === 'latency' || group === 'mtu') return 'path';
  return group === 'client' ? 'client' : null;
}

/** Our own controls have no category: ping goes to the first hop, TCP to addresses that cannot answer. */
function roleOfLocal(kind: unknown): StepRole | null {
  if (kind === 'icmp') return 'first-hop';
  if (kind === 'tcp') return 'accepts-all-control';
  return kind === 'route' ? 'path' : null;
}
