/** What a rule of the allow-list may say. */

export type LeafRule =
  | 'keep'
  | 'text'
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

/** `*`: every other key of a record, itself scrubbed as an id. `$kind`: by the `kind` of the value. */
export type Rule = LeafRule | `~${LeafRule}` | { readonly [key: string]: Rule };
