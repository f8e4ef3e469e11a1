/** Whether an address is the network's own translation of an IPv4 one: under the well-known prefix, or under the one that it told. */
import { addressKind } from '../core/address.ts';
import { isUnderPrefix, nat64PrefixOf } from '../core/nat64.ts';
import { perView } from './per-view.ts';
import { measuredOf, type View } from './view.ts';

/** A private address under the network's own prefix is no private one. */
export function isTranslated(view: View, address: string): boolean {
  if (addressKind(address) === 'nat64') return true;
  return prefixesOf(view).some((prefix) => isUnderPrefix(address, prefix));
}

const prefixesOf = perView((view) =>
  measuredOf(view, 'dns', 'nat64-name').flatMap(
    ({ evidence }) => nat64PrefixOf(evidence.system?.addresses ?? []) ?? [],
  ),
);
