/** What a rule of the allow-list may say. */

export type LeafRule =
  | 'keep'
  | 'text'
  | 'spoken'
  | 'version'
  | 'foreign'
  | 'id'
  | 'host'
  | 'address'
  | 'mac'
  | 'interface'
  | 'ssid'
  | 'name'
  | 'url'
  | 'host-port'
  | 'bypass'
  | 'path'
  | 'secret-name'
  | 'txt-value'
  | 'never';

/** By what the value says of itself: the `kind` of evidence, the `code` of a finding. */
export type RuleOf = (value: { readonly [key: string]: unknown }) => Rule;

/** `*`: every other key of a record, itself scrubbed as an id. */
export type Rule = LeafRule | `~${LeafRule}` | RuleOf | { readonly [key: string]: Rule };
