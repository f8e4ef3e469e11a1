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

export function fortiSections(text: string): Sections {
  const reading = new Reading();
  for (const { line, number } of numbered(text)) reading.take(wordsOf(line), number);
  const { sections } = reading;
  const edits = (section: string): Made[] => [...(sections.get(section)?.values() ?? [])];
  const domain = edits('firewall policy')[0]?.domain ?? '';
  const named = new Map([...sections].map(([section, all]) => [section, byName([...all.values()], domain)]));
  return { edits, edit: (section, name) => named.get(section)?.get(name) ?? null };
}

type Word = (key: string, values: readonly string[], number: number) => void;

class Reading {
  readonly sections = new Map<string, Map<string, Made>>();
  private readonly stack: Open[] = [];
  private readonly words: ReadonlyMap<string, Word> = new Map<string, Word>([
    ['config', (key, values) => this.stack.push({ section: [key, ...values].join(' '), edit: null })],
    ['end', () => this.stack.pop()],
    ['edit', (key, _values, number) => this.begin(key, number)],
    ['next', () => this.leave()],
    ['set', (key, values) => this.values?.set(key, values)],
    ['append', (key, values) => this.values?.set(key, [...(this.values.get(key) ?? []), ...values])],
    ['unset', (key) => this.values?.delete(key)],
  ]);

  take([head = '', key = '', ...values]: readonly string[], number: number): void {
    this.words.get(head)?.(key, values, number);
  }

  private get values(): Made['values'] | undefined {
    return this.stack.at(-1)?.edit?.values;
  }

  /** The same name of a VDOM again goes on with what was there; `edit 0` is always a new one. */
  private begin(name: string, number: number): void {
    const top = this.stack.at(-1);
    if (top === undefined) return;
    const own = this.sections.get(top.section) ?? new Map<string, Made>();
    this.sections.set(top.section, own);
    const domain = this.domain();
    const key = `${domain} ${name === '0' ? number : name}`;
    top.edit = own.get(key) ?? new Made(name, number, domain);
    own.set(key, top.edit);
  }

  private leave(): void {
    const top = this.stack.at(-1);
    if (top !== undefined) top.edit = null;
  }

  /** `config vdom`, `edit root`: what stands in it belongs to that one. */
  private domain(): string {
    return this.stack.find(({ section }) => section === 'vdom')?.edit?.name ?? '';
  }
}

/** Each name once: VDOMs may have objects of the same name, and the one of the policies counts. */
function byName(edits: readonly Made[], domain: string): ReadonlyMap<string, Made> {
  const own = edits.filter((edit) => edit.domain === domain);
  return new Map([...edits, ...own].map((edit) => [edit.name, edit]));
}
