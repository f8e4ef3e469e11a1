/** Adds what only DNS can tell: the addresses that a health-check name has now and the tables do not list. Pure. */
import type { IpAddress } from '../core/address.ts';
import { requestedRegions, type PlanInput } from './plan-input.ts';
import { addressSteps } from './plan-streaming.ts';
import { isProbeable } from './probeable.ts';
import type { Step } from './step.ts';

/** At most this many unlisted addresses of one name are probed: a stranger's answer must not make us send to hundreds. */
const MOST_UNLISTED = 8;

/** Steps for the unlisted addresses of one answered health-check name; none for other steps. */
export function expandPlan(
  answered: Step,
  addresses: readonly IpAddress[],
  input: PlanInput,
): readonly Step[] {
  if (answered.role !== 'health-check-name') return [];
  const region = requestedRegions(input).find(({ code }) => code === answered.region);
  const check = region?.healthCheck;
  if (!region || !check) return [];
  const trusted = check.addressesTrusted ? check.addresses.map(({ address }) => address) : [];
  return addresses
    .filter((address) => !trusted.includes(address) && isProbeable(address, input))
    .sort()
    .slice(0, MOST_UNLISTED)
    .flatMap((address, index) =>
      addressSteps({ region, address, label: `resolved-${index + 1}`, listed: false }, input),
    );
}
