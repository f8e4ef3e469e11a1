/** How many rules there are: counted once for every face. Apart from their schema, which no help loads. */
import type { Rule } from './rule.ts';

/** What people enter as one rule has one key: a port for one purpose, with all of its blocks and names. */
export function enteredAs({ region, category, port, transport, protocol, kind, destination }: Rule): string {
  // Names of one purpose are one rule only where they are the same name for all: a name may be shut alone.
  const own = kind === 'fqdn' && category !== 'healthCheck' ? destination : '';
  return [region ?? 'shared', category, `${transport}-${port}`, protocol, own].filter(Boolean).join('/');
}

/** What every face counts: rules as they are entered, and the destinations that they let out to. */
export function countRules(rules: readonly Rule[]): Readonly<Record<'rules' | 'destinations', number>> {
  return { rules: new Set(rules.map(enteredAs)).size, destinations: rules.length };
}
