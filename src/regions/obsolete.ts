/** What older documents let out and today's tables do not: an audit of firewall rules recognises them. Built beside the tables. */
import data from './data/obsolete.json' with { type: 'json' };

interface Printed {
  readonly why: string;
  readonly source: { readonly document: string; readonly lines: string; readonly section: string | null };
}

export interface Obsolete {
  readonly names: readonly (Printed & { readonly name: string })[];
  readonly cidrs: readonly (Printed & { readonly region: string; readonly cidr: string })[];
}

export function loadObsolete(): Obsolete {
  return data;
}
