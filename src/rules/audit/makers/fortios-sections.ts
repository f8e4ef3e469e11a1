/** `config … edit … set … next … end` of FortiOS as objects by section; sections stand in sections. Pure. */
import { numbered, wordsOf } from './objects.ts';

export interface Edit {
  readonly name: string;
  readonly number: number;
  /** The VDOM that it belongs to; empty without VDOMs. */
  readonly domain: string;
  /** All words of a setting; empty when it is not set. */
  list(key: string): readonly string[];
  one(key: string): string | null;
}

export interface Sections {
  edits(section: string): readonly Edit[];
  edit(section: string, name: string): Edit | null;
}

class Made implements Edit {
  readonly values = new Map<string, readonly string[]>();
  readonly name: string;
  readonly number: number;
  readonly domain: string;

  constructor(name: string, number: number, domain: string) {
    this.name = name;
    this.number = number;
    this.domain = domain;
  }

  list(key: string): readonly string[] {
    return this.values.get(key) ?? [];
  }

  one(key: string): string | null {
    return this.values.get(key)?.[0] ?? null;
  }
}

interface Open {
  readonly section: string;
  edit: Made | null;
}

// eslint-disable-next-line complexity -- one branch for each word of the syntax
export function fortiSections(text: string): Sections {
  const sections = new Map<string, Map<string, Made>>();
  const stack: Open[] = [];
  for (const { line, number } of numbered(text)) {
    const [head = '', key = '', ...values] = wordsOf(line);
    const top = stack.at(-1);
    if (head === 'config') stack.push({ section: [key, ...values].join(' '), edit: null });
    else if (head === 'end') stack.pop();
    else if (head === 'next' && top !== undefined) top.edit = null;
    else if (head === 'edit' && top !== undefined)
      top.edit = begin(sections, { section: top.section, name: key, number, domain: domainOf(stack) }); // prettier-ignore
    else if (head === 'set' || head === 'append') change(top?.edit ?? null, head, key, values);
    else if (head === 'unset') top?.edit?.values.delete(key);
  }
  const edits = (section: string): Made[] => [...(sections.get(section)?.values() ?? [])];
  const domain = edits('firewall policy')[0]?.domain ?? '';
  const named = new Map([...sections].map(([section, all]) => [section, byName([...all.values()], domain)]));
  return { edits, edit: (section, name) => named.get(section)?.get(name) ?? null };
}

/** Each name once: VDOMs may have objects of the same name, and the one of the policies counts. */
function byName(edits: readonly Made[], domain: string): ReadonlyMap<string, Made> {
  const own = edits.filter((edit) => edit.domain === domain);
  return new Map([...edits, ...own].map((edit) => [edit.name, edit]));
}

/** `config vdom`, `edit root`: what stands in it belongs to that one. */
function domainOf(stack: readonly Open[]): string {
  return stack.find(({ section }) => section === 'vdom')?.edit?.name ?? '';
}

interface Begun {
  readonly section: string;
  readonly name: string;
  readonly number: number;
  readonly domain: string;
}

/** The same name of a VDOM again goes on with what was there; `edit 0` is always a new one. */
function begin(sections: Map<string, Map<string, Made>>, { section, name, number, domain }: Begun): Made {
  const own = sections.get(section) ?? new Map<string, Made>();
  sections.set(section, own);
  const key = `${domain} ${name === '0' ? number : name}`;
  const edit = own.get(key) ?? new Made(name, number, domain);
  own.set(key, edit);
  return edit;
}

// eslint-disable-next-line max-params -- a reader hands on its place
function change(edit: Made | null, head: string, key: string, values: readonly string[]): void {
  edit?.values.set(key, head === 'append' ? [...edit.list(key), ...values] : values);
}
