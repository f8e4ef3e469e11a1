/** One ruleset of the differential test. */

/** Where it is loaded: on the machine that knocks, or on a router between. */
export type Where = 'output' | 'forward';

export interface Ruleset {
  readonly kind: 'nft' | 'iptables';
  readonly seed: number;
  readonly where: Where;
  /** As `nft -f` or `iptables-restore` takes it. */
  readonly text: string;
  /** Words of the manual that it holds. */
  readonly words: readonly string[];
}
