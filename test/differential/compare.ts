/** One ruleset: loaded, knocked at, audited, compared. */
import { auditDoors, doorsFor } from './doors.ts';
import { iptablesRuleset } from './iptables-ruleset.ts';
import { nftRuleset } from './nft-ruleset.ts';
import type { Ruleset } from './ruleset.ts';
import type { Scene } from './scene.ts';

export interface Compared {
  readonly ruleset: Ruleset;
  /** Null: the program itself refused the ruleset. */
  readonly doors: { readonly open: number; readonly shut: number; readonly notUnderstood: number } | null;
  /** Doors of which the audit said the opposite. */
  readonly disagreements: readonly string[];
  readonly whys: readonly string[];
}

export function rulesetOf(seed: number): Ruleset {
  return seed % 2 === 0 ? nftRuleset(seed) : iptablesRuleset(seed);
}

const WAIT_MS = 120;
/** A door that the audit calls open is given this long before it counts as shut. */
const PATIENCE_MS = 1500;

export async function compare(scene: Scene, ruleset: Ruleset): Promise<Compared> {
  const doors = doorsFor(ruleset);
  const knocked = await scene.knock(ruleset, doors, WAIT_MS);
  if (knocked.error !== null) return { ruleset, doors: null, disagreements: [], whys: [] };
  const audited = auditDoors(knocked.listing, ruleset.where, doors);
  if (typeof audited === 'string')
    return { ruleset, doors: null, disagreements: [`the audit refuses it: ${audited}`], whys: [] };
  const late = audited.answers.some((answer, index) => answer === 'open' && knocked.seen[index] === false);
  const { seen } = late ? await scene.knock(ruleset, doors, PATIENCE_MS) : knocked;
  const disagreements = doors.flatMap(({ transport, address, port }, index) => {
    const real = seen[index] === true ? 'open' : 'shut';
    const said = audited.answers[index];
    return said === 'not understood' || said === real
      ? []
      : [`${transport} ${address} ${port}: really ${real}, the audit says ${said}`];
  });
  const count = (wanted: string): number => audited.answers.filter((one) => one === wanted).length;
  const allShut = seen.every((one) => !one);
  const verdict =
    allShut && audited.outcome === 0 && count('not understood') === 0
      ? ['every door is shut, and the audit exits 0']
      : [];
  return {
    ruleset,
    doors: {
      open: seen.filter(Boolean).length,
      shut: seen.filter((one) => !one).length,
      notUnderstood: count('not understood'),
    },
    disagreements: [...disagreements, ...verdict],
    whys: audited.whys,
  };
}
