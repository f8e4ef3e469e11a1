/**
 * Applies the allow-list to a value: what has no rule is left out, what has one is kept, replaced or scrubbed. Run twice over everything, the
 * first time only to hear the names, so that a text early in the report knows the names of its end.
 */
import type { z } from 'zod';
import { RECORD_RULE, REPORT_RULE } from './allow-list.ts';
import type { LeafRule, Rule } from './allow-rule.ts';
import type { RunRecord } from '../reading/record.ts';
import { runRecord } from '../reading/record.ts';
import type { RedactionLevel } from '../core/words.ts';
import { reportSchema, type Report } from '../report/report.ts';
import { tellAgain } from '../report/tell.ts';
import type { Naming } from './naming.ts';
import { HIDDEN } from './secret-patterns.ts';
import type { Scrubber } from './scrub-text.ts';

export interface RedactOptions {
  readonly level: RedactionLevel;
  readonly naming: Naming;
  readonly scrubber: Scrubber;
  /** Paths of fields that the person leaves out, such as `host.wifi`. */
  readonly leaveOut: readonly string[];
  /** Told each path that has no rule, without indexes. */
  readonly onUnlisted: (path: string) => void;
}

/** What a field that may not be empty says when it was left out. */
export const LEFT_OUT = 'left-out';

/** Throws `LeftOutTooMuch`. */
export function redactReport(report: Report, options: RedactOptions): Report {
  const redacted = fitting(reportSchema, redactValue(report, REPORT_RULE, { ...options, path: '' }));
  return withoutFields(reportSchema, tellAgain(redacted), options.leaveOut);
}

/** Throws `LeftOutTooMuch`. */
export function redactRecord(record: RunRecord, options: RedactOptions): RunRecord {
  const redacted = fitting(runRecord, redactValue(record, RECORD_RULE, { ...options, path: '' }));
  return withoutFields(runRecord, redacted, options.leaveOut);
}

/** Last of all, so that no sentence that is spoken anew brings back what the person left out. */
function withoutFields<T>(schema: z.ZodType<T>, value: T, leaveOut: readonly string[]): T {
  if (leaveOut.length === 0) return value;
  return fitting(
    schema,
    leaveOut.reduce<unknown>((rest, path) => without(rest, path.split('.')), value),
  );
}

/** `*` in a path is any key; a list has the path of its items. */
function without(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, path));
  if (value === null || typeof value !== 'object') return value;
  const [key, ...rest] = path;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (name !== key && key !== '*') return [[name, field]];
      return rest.length === 0 ? [] : [[name, without(field, rest)]];
    }),
  );
}

interface Place extends RedactOptions {
  readonly path: string;
}

/** Undefined: left out. */
function redactValue(value: unknown, rule: Rule | undefined, place: Place): unknown {
  if (value === undefined) return undefined;
  if (rule === undefined) {
    place.onUnlisted(place.path);
    return undefined;
  }
  if (value === null) return null;
  if (Array.isArray(value)) {
    return value.map((item) => redactValue(item, rule, place)).filter((item) => item !== undefined);
  }
  if (typeof rule !== 'string')
    return typeof value === 'object' ? redactFields(value, rule, place) : undefined;
  return redactLeaf(value, rule, place);
}

function redactFields(value: object, rule: Exclude<Rule, string>, place: Place): unknown {
  const rules = typeof rule === 'function' ? rule(value as Parameters<typeof rule>[0]) : rule;
  if (typeof rules !== 'object') return undefined;
  const entries = Object.entries(value).flatMap(([key, field]) => {
    const own = Object.hasOwn(rules, key) ? rules[key] : undefined;
    const fieldRule = own ?? rules['*'];
    const path = place.path === '' ? key : `${place.path}.${own === undefined && fieldRule ? '*' : key}`;
    const redacted = redactValue(field, fieldRule, { ...place, path });
    const name = own === undefined ? place.scrubber.text(key) : key;
    return redacted === undefined ? [] : [[name, redacted] as const];
  });
  return Object.fromEntries(entries);
}

function redactLeaf(value: unknown, rule: LeafRule | `~${LeafRule}`, place: Place): unknown {
  if (rule.startsWith('~') && place.level === 'minimal') return undefined;
  const plain = rule.replace('~', '') as LeafRule;
  if (plain === 'never' || value === null || typeof value === 'object') return undefined;
  if (typeof value !== 'string')
    return plain === 'keep' || plain === 'text' || plain === 'foreign' ? value : undefined;
  return LEAVES[plain](value, place);
}

type Leaf = (text: string, place: Place) => string | undefined;

const LEAVES: Readonly<Record<LeafRule, Leaf>> = {
  keep: (text, { scrubber }) => scrubber.patternsOnly(text),
  text: (text, { scrubber }) => scrubber.text(text),
  spoken: () => '',
  version: (text, { scrubber }) =>
    /^v?\d{1,6}(?:\.\d{1,6}){0,4}$/.test(text) ? text : scrubber.foreign(text),
  foreign: (text, { scrubber }) => scrubber.foreign(text),
  id: (text, { scrubber }) => scrubber.text(text),
  host: redactHost,
  address: (text, { naming, scrubber }) => naming.address(text) ?? scrubber.foreign(text),
  mac: (text, { naming }) => naming.mac(text),
  interface: (text, { naming, scrubber }) => naming.interfaceName(scrubber.secretsOnly(text)),
  ssid: (text, { naming, scrubber }) => naming.name('wifi', scrubber.secretsOnly(text)),
  name: (text, { naming, scrubber }) => naming.name('name', scrubber.secretsOnly(text)),
  url: redactUrl,
  'host-port': (text, place) => redactHostPort(text, place),
  bypass: (text, { naming, scrubber }) =>
    /^(?:<local>|\*\.local|localhost)$/i.test(text)
      ? text
      : /\s/.test(text)
        ? scrubber.foreign(text)
        : naming.host(scrubber.secretsOnly(text)),
  path: (text, { scrubber }) => scrubber.raw(text),
  'secret-name': () => HIDDEN,
  'txt-value': (text, { naming }) => naming.identifier(text),
  never: () => undefined,
};

/** Scheme, host and port. Path and query may hold anything (a portal puts hardware addresses and tickets there), unless it is Amazon's. */
function redactUrl(text: string, { naming, scrubber }: Place): string {
  if (!URL.canParse(text)) return scrubber.foreign(text);
  const { protocol, hostname, port, pathname } = new URL(text);
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  const host = naming.host(bare);
  const where = `${protocol}//${host.includes(':') ? `[${host}]` : host}${port === '' ? '' : `:${port}`}`;
  if (pathname === '/' || pathname === '')
    return text.replace(/[?#].*$/, '').endsWith('/') ? `${where}/` : where;
  return host === bare && naming.hidesNames
    ? `${where}${scrubber.foreign(pathname)}`
    : `${where}/${LEFT_OUT}`;
}

function redactHostPort(text: string, place: Place): string {
  if (text.includes('://')) return redactUrl(text, place);
  const address = place.naming.address(text);
  if (address !== null) return address;
  const [, host = text, port = ''] = /^(.*?)(:\d{1,5})?$/.exec(place.scrubber.secretsOnly(text)) ?? [];
  return `${place.naming.host(host.replace(/^\[(.*)\]$/, '$1'))}${port}`;
}

/** A name that is itself a secret (the fully qualified registration code) is hidden, never given a stand-in. */
function redactHost(text: string, { naming, scrubber }: Place): string {
  const safe = scrubber.secretsOnly(text);
  return safe === text ? naming.host(text) : safe;
}

/** Fields that were left out but may not be absent become null, or say so where they may not be null. */
function fitting<T>(schema: z.ZodType<T>, value: unknown): T {
  let parsed = schema.safeParse(value);
  for (const stopgap of STOPGAPS) {
    if (parsed.success) return parsed.data;
    for (const { path, code, ...issue } of parsed.error.issues) {
      if (code === 'invalid_type') setAt(value, path, stopgap('expected' in issue ? issue.expected : null));
    }
    parsed = schema.safeParse(value);
  }
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new LeftOutTooMuch(first?.path.map(String).join('.') ?? '');
}

const STOPGAPS: readonly ((expected: unknown) => unknown)[] = [
  () => null,
  (expected) => (expected === 'array' ? [] : LEFT_OUT),
];

/** A field without which there is no report was left out. */
export class LeftOutTooMuch extends Error {
  override readonly name = 'LeftOutTooMuch';
  constructor(path: string) {
    super(`a report needs ${path}: it cannot be left out`);
  }
}

function setAt(value: unknown, path: readonly PropertyKey[], content: unknown): void {
  const last = path.at(-1);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], value);
  if (last !== undefined && parent !== null && typeof parent === 'object') {
    Object.assign(parent, { [last]: content });
  }
}
