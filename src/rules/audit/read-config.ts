/* eslint-disable complexity -- a reader of a grammar: one branch for each word of it */
/** Configurations of firewalls as commands: Cisco ASA and FortiOS, the first rule that matches decides; and squid's allow lists. */
import { shownText, type AuditFile, type AuditTarget, type Match } from './audit-entry.ts';
import type { ChainCase, ChainRule } from './chain.ts';
import { deviceCondition, doubt, type Condition } from './condition.ts';
import { EVERYTHING } from './match.ts';
import { parseDestination } from './parse-destination.ts';
import { openingsOf, parseServices, parseTransports, type Opening } from './parse-services.ts';
import type { ReadOptions } from './read-options.ts';
import { singleList } from './views.ts';

const ANYWHERE: AuditTarget = { kind: 'anywhere' };

/** Null when the text is none of these. */
export function readConfig(text: string, options: ReadOptions): AuditFile | string | null {
  if (/^access-list \S+ extended /m.test(text)) return readAsa(text, options);
  if (/^config firewall (policy|address)/m.test(text)) return readFortios(text, options);
  return /^http_access (allow|deny) /m.test(text) ? readSquid(text, options) : null;
}

interface Numbered {
  readonly line: string;
  readonly place: string;
}

function numbered(text: string): Numbered[] {
  return text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), place: `line ${index + 1}` }));
}

interface RuleParts {
  readonly at: Numbered;
  readonly verdict: 'accept' | 'drop';
  readonly targets: readonly AuditTarget[] | null;
  readonly openings: readonly Opening[] | null;
  readonly conditions?: readonly Condition[];
}

/** What is null was not understood: the rule is in doubt over everything. */
function toRule({ at, verdict, targets, openings, conditions = [] }: RuleParts): ChainRule {
  const problems = [
    ...(targets === null ? [doubt('an object that is not in the file')] : []),
    ...(openings === null ? [doubt('a service that is not understood')] : []),
  ];
  const cases = (targets ?? [ANYWHERE]).flatMap((target) =>
    (openings ?? [EVERYTHING]).map((opening): ChainCase => {
      const match: Match = { target, ports: opening.ports, transports: opening.transports };
      return { match, conditions: [...conditions, ...problems], verdict: { kind: verdict } };
    }),
  );
  return { place: at.place, text: shownText(at.line), cases };
}

function openings(protocol: string, ports: string): readonly Opening[] | null {
  const transports = parseTransports(protocol === 'ip' ? 'any' : protocol);
  const services = parseServices(ports);
  if (transports === undefined || services === undefined) return null;
  return transports?.length === 0 ? [] : openingsOf(services, transports);
}

/** Members of a list, or null when one of them is not known. */
function all<T>(parts: readonly (readonly T[] | null)[]): readonly T[] | null {
  return parts.every((part) => part !== null) ? parts.flatMap((part) => part ?? []) : null;
}

class Asa {
  private readonly networks = new Map<string, (readonly AuditTarget[] | null)[]>();
  private readonly services = new Map<string, (readonly Opening[] | null)[]>();
  readonly rules: ChainRule[] = [];
  private group = '';
  private protocol = '';

  take(at: Numbered): void {
    const words = at.line.split(/\s+/);
    const [head = '', kind = '', name = '', protocol = ''] = words;
    if ((head === 'object-group' || head === 'object') && kind !== '') {
      this.group = name;
      this.protocol = protocol;
      (kind === 'service' ? this.services : this.networks).set(name, []);
    } else if (/^(network-object|host|subnet|range|fqdn|group-object)$/.test(head)) this.member(words);
    else if (head === 'service-object' || head === 'port-object')
      this.services.get(this.group)?.push(this.serviceOf(words.slice(1)));
    else if (head === 'access-list' && name === 'extended') this.rules.push(this.ruleOf(at, words.slice(3)));
  }

  private member([head = '', first = '', second = '']: readonly string[]): void {
    const other =
      head === 'group-object' || first === 'object' ? (head === 'group-object' ? first : second) : null;
    if (other !== null && this.services.has(this.group))
      this.services.get(this.group)?.push(all(this.services.get(other) ?? [null]));
    else if (other !== null) this.networks.get(this.group)?.push(all(this.networks.get(other) ?? [null]));
    else
      this.networks
        .get(this.group)
        ?.push(
          targetOf(
            head === 'range'
              ? `${first}-${second}`
              : first === 'host'
                ? second
                : head === 'fqdn' && /^v[46]$/.test(first)
                  ? second
                  : `${first} ${second}`,
          ),
        );
  }

  private serviceOf(words: readonly string[]): readonly Opening[] | null {
    const [first = '', ...rest] = words;
    if (first === 'eq' || first === 'range')
      return openings(this.protocol.replace('tcp-udp', 'tcp/udp'), portWords(words));
    if (first === 'object') return all(this.services.get(rest[0] ?? '') ?? [null]);
    const at = rest.indexOf('destination');
    return rest.includes('source')
      ? null
      : openings(first.replace('tcp-udp', 'tcp/udp'), at < 0 ? '' : portWords(rest.slice(at + 1)));
  }

  private ruleOf(at: Numbered, given: readonly string[]): ChainRule {
    const words = [...given];
    const verdict = words.shift() === 'permit' ? 'accept' : 'drop';
    const first = words.shift() ?? '';
    const service =
      first === 'object-group' || first === 'object'
        ? all(this.services.get(words.shift() ?? '') ?? [null])
        : null;
    const source = this.addressOf(words);
    if (/^(eq|range|gt|lt|neq)$/.test(words[0] ?? '')) words.splice(0, words[0] === 'range' ? 3 : 2);
    const targets = this.addressOf(words);
    const isGroup = words[0] === 'object-group' || words[0] === 'object';
    const ports = isGroup ? all(this.services.get(words[1] ?? '') ?? [null]) : null;
    const own = service ?? (isGroup ? ports : openings(first, portWords(words)));
    const some = source === null || source.some(({ kind }) => kind !== 'anywhere');
    const inactive = words.includes('inactive');
    const rule = toRule({
      at,
      verdict,
      targets,
      openings: own,
      conditions: some ? [deviceCondition('iif', [given.slice(2, 4).join(' ')], false)] : [],
    });
    return inactive ? { ...rule, cases: [] } : rule;
  }

  private addressOf(words: string[]): readonly AuditTarget[] | null {
    const first = words.shift() ?? '';
    if (first === 'any' || first === 'any4' || first === 'any6') return targetOf(first);
    if (first === 'host') return targetOf(words.shift() ?? '');
    if (first === 'object-group' || first === 'object')
      return all(this.networks.get(words.shift() ?? '') ?? [null]);
    return targetOf(first.includes('/') ? first : `${first} ${words.shift() ?? ''}`);
  }
}

function targetOf(text: string): readonly AuditTarget[] | null {
  const target = parseDestination(text.trim());
  return target === null ? null : [target];
}

/** `eq https`, `range 1 5`, `gt 1023` as a cell says it. */
function portWords([sign = '', first = '', second = '']: readonly string[]): string {
  if (sign === 'eq') return first;
  if (sign === 'range') return `${first}-${second}`;
  if (sign === 'gt' || sign === 'lt') return `${sign === 'gt' ? '>' : '<'}${first}`;
  return sign === 'neq' ? 'not understood' : '';
}

function readAsa(text: string, options: ReadOptions): AuditFile {
  const asa = new Asa();
  for (const at of numbered(text)) asa.take(at);
  const lists = new Set(text.match(/^access-list \S+/gm) ?? []);
  return singleList(
    {
      format: 'asa',
      readAs: `a configuration of Cisco ASA: ${asa.rules.length} lines of ${[...lists].map((name) => name.slice(12)).join(', ')}`,
      assumptions: [
        'ASA: the first line that matches decides, what none matches is refused.',
        ...(lists.size > 1
          ? ['Several access lists were read one after the other: give the one of the interface.']
          : []),
      ],
    },
    { rules: asa.rules, policy: options.fallback ?? 'drop' },
    options,
  );
}

interface Edit {
  readonly at: Numbered;
  readonly name: string;
  readonly values: Map<string, string[]>;
}

/** `config … edit … set … next end` as objects by section. */
function fortiSections(text: string): Map<string, Edit[]> {
  const sections = new Map<string, Edit[]>();
  let section = '';
  for (const at of numbered(text)) {
    const words = (at.line.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));
    const [head = '', key = '', ...values] = words;
    if (head === 'config') section = words.slice(1).join(' ');
    else if (head === 'edit')
      sections.set(section, [...(sections.get(section) ?? []), { at, name: key, values: new Map() }]);
    else if (head === 'set') sections.get(section)?.at(-1)?.values.set(key, values);
  }
  return sections;
}

const FORTI_SERVICES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['ALL', ['any', '']],
  ['ALL_TCP', ['tcp', '']],
  ['ALL_UDP', ['udp', '']],
  ['ALL_ICMP', ['icmp', '']],
  ['PING', ['icmp', '']],
]);

class Forti {
  private readonly sections: Map<string, Edit[]>;

  constructor(text: string) {
    this.sections = fortiSections(text);
  }

  policies(): ChainRule[] {
    return this.of('firewall policy').flatMap((edit) =>
      edit.values.get('status')?.[0] === 'disable' ? [] : [this.policy(edit)],
    );
  }

  private of(section: string): readonly Edit[] {
    return this.sections.get(section) ?? [];
  }

  private policy({ at, name, values }: Edit): ChainRule {
    const list = (key: string): readonly string[] => values.get(key) ?? [];
    const targets = list('internet-service').includes('enable')
      ? null
      : all(list('dstaddr').map((one) => this.address(one)));
    const negated =
      values.get('dstaddr-negate')?.[0] === 'enable' || values.get('service-negate')?.[0] === 'enable';
    const sources = list('srcaddr').filter((one) => one !== 'all');
    const zones = (['iif', 'oif'] as const).flatMap((side) => {
      const named = list(side === 'iif' ? 'srcintf' : 'dstintf').filter((one) => one !== 'any');
      return named.length === 0 ? [] : [deviceCondition(side, named, false)];
    });
    const doubts = (['users', 'groups', 'application-list'] as const).flatMap((key) =>
      list(key).length === 0 ? [] : [doubt(`it asks for ${key}`)],
    );
    return toRule({
      at: { ...at, line: `policy ${name}` },
      verdict: values.get('action')?.[0] === 'accept' ? 'accept' : 'drop',
      targets: negated ? null : targets,
      openings: all(list('service').map((one) => this.service(one))),
      conditions: [
        ...zones,
        ...doubts,
        ...(sources.length === 0
          ? []
          : [deviceCondition('iif', [`${list('srcintf').join()} ${sources.join(', ')}`], false)]),
      ],
    });
  }

  private address(name: string): readonly AuditTarget[] | null {
    if (name === 'all') return [ANYWHERE];
    const group = this.of('firewall addrgrp').find((one) => one.name === name);
    if (group !== undefined)
      return all(
        (group.values.get('member') ?? []).filter((one) => one !== name).map((one) => this.address(one)),
      );
    const own = this.of('firewall address').find((one) => one.name === name)?.values;
    if (own === undefined) return null;
    const fqdn = own.get('fqdn') ?? own.get('wildcard-fqdn');
    const range = [own.get('start-ip')?.[0], own.get('end-ip')?.[0]];
    return targetOf(
      fqdn?.[0] ?? (range[0] === undefined ? (own.get('subnet') ?? []).join(' ') : range.join('-')),
    );
  }

  private service(name: string): readonly Opening[] | null {
    const fixed = FORTI_SERVICES.get(name);
    if (fixed !== undefined) return openings(...fixed);
    const group = this.of('firewall service group').find((one) => one.name === name);
    if (group !== undefined)
      return all(
        (group.values.get('member') ?? []).filter((one) => one !== name).map((one) => this.service(one)),
      );
    const own = this.of('firewall service custom').find((one) => one.name === name)?.values;
    if (own === undefined) return openings('any', name);
    // `443:1024-65535` is destination and source.
    const of = (transport: 'tcp' | 'udp') =>
      (own.get(`${transport}-portrange`) ?? []).map((range) =>
        openings(transport, range.replace(/:.*$/, '')),
      );
    return all([...of('tcp'), ...of('udp')]);
  }
}

function readFortios(text: string, options: ReadOptions): AuditFile {
  const rules = new Forti(text).policies();
  return singleList(
    {
      format: 'fortios',
      readAs: `a configuration of FortiOS: ${rules.length} policies`,
      assumptions: [
        'FortiOS: the first policy that matches decides, what none matches is refused. Zones and sources are told apart by name.',
      ],
    },
    { rules, policy: options.fallback ?? 'drop' },
    options,
  );
}

/** `acl NAME dstdomain …`, `acl NAME port …`, `http_access allow NAME …`: the names of one rule must all match. */
function readSquid(text: string, options: ReadOptions): AuditFile {
  const acls = new Map<string, { kind: string; values: string[] }>();
  const rules: ChainRule[] = [];
  for (const at of numbered(text)) {
    const [head = '', name = '', ...values] = at.line.replace(/\s#.*$/, '').split(/\s+/);
    if (head === 'acl') {
      const [kind = '', ...own] = values;
      acls.set(name, { kind, values: [...(acls.get(name)?.values ?? []), ...own] });
    } else if (head === 'http_access')
      rules.push(squidRule(at, { verdict: name === 'allow' ? 'accept' : 'drop', names: values, acls }));
  }
  return singleList(
    {
      format: 'squid',
      readAs: `a configuration of squid: ${rules.length} http_access lines`,
      assumptions: [
        'squid: the first line that matches decides. A proxy carries TCP to names alone: streaming needs a way of its own, which is not in this file.',
      ],
    },
    { rules, policy: options.fallback ?? 'drop' },
    options,
  );
}

interface SquidLine {
  readonly verdict: 'accept' | 'drop';
  readonly names: readonly string[];
  readonly acls: ReadonlyMap<string, { readonly kind: string; readonly values: readonly string[] }>;
}

function squidRule(at: Numbered, { verdict, names, acls }: SquidLine): ChainRule {
  let targets: readonly AuditTarget[] | null = [ANYWHERE];
  let ports = '';
  const conditions: Condition[] = [];
  for (const name of names) {
    const acl = acls.get(name);
    if (name === 'all' || (acl?.kind === 'method' && acl.values.includes('CONNECT') && !name.startsWith('!')))
      continue;
    if (acl?.kind === 'dstdomain') targets = all(acl.values.map(squidName));
    else if (acl?.kind === 'port') ports = acl.values.join(',');
    else conditions.push(doubt(`it asks for ${shownText(name)}`));
  }
  return toRule({ at, verdict, targets, openings: openings('tcp', ports), conditions });
}

/** A leading dot: the name itself and all below it. */
function squidName(name: string): readonly AuditTarget[] | null {
  const target = parseDestination(name);
  return target === null ? null : [target.kind === 'wildcard' ? { ...target, withSelf: true } : target];
}
