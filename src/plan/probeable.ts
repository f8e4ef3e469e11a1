/** Which addresses this machine may and can send to. Pure. */
import { addressKind, familyOf, isMapped, toIpAddress } from '../core/address.ts';
import type { PlanInput } from './plan-input.ts';

/** Documentation address space (RFC 5737, RFC 3849): nobody is there, so nothing may accept a connection. */
export const CONTROL_ADDRESS = { 4: toIpAddress('203.0.113.1'), 6: toIpAddress('2001:db8::1') } as const;

/** Never this machine itself (a name sent to 0.0.0.0 or loopback), and only a family that the machine can send over. */
export function isProbeable(address: string, { host }: Pick<PlanInput, 'host'>): boolean {
  const kind = addressKind(address);
  if (kind === 'loopback' || kind === 'unspecified' || isMapped(address)) return false;
  return familyOf(address) === 4 ? canSendIpv4(host) : host.hasIpv6;
}

/** A machine with IPv6 alone (NAT64) reaches no IPv4 literal; one with neither is offline, and its attempts show that. */
export function canSendIpv4(host: Pick<PlanInput['host'], 'hasIpv4' | 'hasIpv6'>): boolean {
  return host.hasIpv4 || !host.hasIpv6;
}
