/** Adds what only DNS can tell: addresses of a health-check name that the tables do not list, and gateways through NAT64. Pure. */
import type { IpAddress } from '../core/address.ts';
import { familyOf } from '../core/address.ts';
import { nat64PrefixOf } from '../core/nat64.ts';
import { gatewaysThrough } from './plan-gateways.ts';
import { requestedRegions, type PlanInput } from './plan-input.ts';
import { addressSteps } from './plan-streaming.ts';
import { isProbeable } from './probeable.ts';
import type { Step } from './step.ts';

/** At most this many unlisted addresses of one name are probed: a stranger's answer must not make us send to hundreds. */
const MOST_UNLISTED = 8;

/** Steps that follow from one answered name; none for most. */
export function expandPlan(
  answered: Step,
  addresses: readonly IpAddress[],
  input: PlanInput,
): readonly Step[] {
  if (answered.probe !== 'dns') return [];
  if (answered.role === 'nat64-name') return gatewaysThrough(nat64PrefixOf(addresses), input);
  if (answered.role !== 'health-check-name') return [];
  const region = requestedRegions(input).find(({ code }) => code === answered.region);
  const check = region?.healthCheck;
  if (!region || !check) return [];
  // The name for IPv6 alone has labels of its own, so that ids stay apart.
  const isOfIpv6 = answered.target.host === check.hostIpv6;
  const trusted = check.addressesTrusted ? check.addresses.map(({ address }) => address) : [];
  return addresses
    .filter((address) => !isOfIpv6 || familyOf(address) === 6)
    .filter((address) => !trusted.includes(address) && isProbeable(address, input))
    .sort()
    .slice(0, MOST_UNLISTED)
    .flatMap((address, index) =>
      addressSteps(
        {
          region,
          host: answered.target.host,
          address,
          label: `resolved-${isOfIpv6 ? 'ipv6-' : ''}${index + 1}`,
          listed: false,
        },
        input,
      ),
    );
}
