/** What an output syntax is. One file each, one row in `index.ts`, one test; a new one touches nothing else. */
import type { Vocabulary } from '../../words/en/index.ts';
import type { Rule, RuleSet } from '../rule.ts';

export interface FormatOptions {
  /** Addresses of names, for syntaxes that know no names: the caller resolved them, they age. Empty: names are left out. */
  readonly resolved: Readonly<Record<string, readonly string[]>>;
  /** Own DNS servers and a proxy that a default-deny firewall must let out to. */
  readonly dnsServers: readonly string[];
  readonly proxy: { readonly address: string; readonly port: number } | null;
  /** Of a form for people, as the notes of the set have them; English where nobody says. */
  readonly words?: Vocabulary;
}

export const NO_OPTIONS: FormatOptions = { resolved: {}, dnsServers: [], proxy: null };

interface RenderedRules {
  /** The whole output, with a final newline. */
  readonly text: string;
  /** Rules that the syntax cannot say; for stderr where the syntax has no comments. */
  readonly notCovered: readonly Rule[];
  /** Limits of the syntax's world that this output comes up against, for stderr: one sentence each, in any language. */
  readonly warnings?: readonly ((words: Vocabulary['rules']) => string)[];
}

export interface RuleFormat {
  /** As `--format` names it. */
  readonly id: string;
  /** One line for the help. */
  readonly summary: string;
  /** Which program took it, or that none did: stands in the file itself, where it has comments, and in the documents. */
  readonly proof: string;
  render(set: RuleSet, options: FormatOptions): RenderedRules;
}
