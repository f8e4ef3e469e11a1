/**
 * PAN-OS `set` commands (PAN-OS CLI quick start): the first rule that matches decides; Panorama's pre-rules come before the firewall's own,
 * post-rules behind them; between zones the default refuses, unless it was turned round.
 */
import { shownText, type AuditFile, type AuditTarget, type Told } from '../audit-entry.ts';
import type { ChainRule } from '../chain.ts';
import { deviceCondition, doubt, type Condition } from '../condition.ts';
import type { Opening } from '../parse-services.ts';
import type { ReadOptions } from '../read-options.ts';
import { singleList } from '../views.ts';
import { applicationConditions } from './applications.ts';
import { ANYWHERE, DEEPEST_GROUP, joined, numbered, otherTargets, senderConditions, servicesOf, sure, targetOf, toRule, unknown, wordsOf, type Known } from './objects.ts'; // prettier-ignore

const RULE = /^set .*?\b(pre-rulebase|post-rulebase|rulebase) security rules /;

const RULE_ANYWHERE = new RegExp(RULE.source, 'm');

export const looksLikePanosSet = (text: string): boolean =>
  /^(\S+[>#] )?set ((shared|vsys \S+|device-group ("[^"]*"|\S+)) )?((pre-|post-)?rulebase security rules|address(-group)?|service(-group)?) /m.test(
    text,
  ) || RULE_ANYWHERE.test(text);

interface Rule {
  readonly name: string;
  readonly place: Told;
  readonly base: string;
  readonly values: Map<string, readonly string[]>;
}

/** What a terminal writes in front of a command. */
const PROMPT = /^\S+[>#] /gm;
/** Commands that change what stands above them. */
const CHANGES = /^(move|rename|delete) .*\bsecurity rules /m;
/** The default between zones, turned round. */
const LETS_OUT = /^set .*\bdefault-security-rules rules interzone-default action allow\b/m;

export function readPanosSet(given: string, options: ReadOptions): AuditFile | string {
  const text = given.replaceAll(PROMPT, '');
  if (CHANGES.test(text))
    return 'commands of PAN-OS that move, rename or delete rules: give the configuration as it is ("set cli config-output-format set", "show")';
  const file = new SetFile();
  for (const { line, place } of numbered(text)) if (line.startsWith('set ')) file.take(line, place);
  const rules = file.ordered();
  if (rules.length === 0) return 'set commands of PAN-OS without "rulebase security rules": give those too';
  const { words } = options;
  const isLetOut = LETS_OUT.test(text);
  const off = rules.filter(({ values }) => values.get('disabled')?.[0] === 'yes').length;
  return singleList(
    {
      format: 'panos',
      readAs: words.readAs.panosSet(rules.length),
      assumptions: [words.note.panosSet(isLetOut), ...(off === 0 ? [] : [words.note.off(off)])],
    },
    {
      rules: rules.flatMap((rule) => file.chainRule(rule)),
      policy: options.fallback ?? (isLetOut ? 'accept' : 'drop'),
    },
    options,
  );
}

/** Keys of a rule; those of the second line neither let out nor refuse. */
const KEYS = new Set([
  ...'from to source destination source-user category application service hip-profiles source-hip destination-hip action disabled negate-source negate-destination rule-type schedule'.split(' '), // prettier-ignore
  ...'description tag group-tag log-setting log-start log-end profile-setting option qos uuid target'.split(' '), // prettier-ignore
]);
const BASES = ['pre-rulebase', 'rulebase', 'post-rulebase'];

type TakeObject = (name: string, values: readonly string[]) => void;

function addTo(groups: Map<string, readonly string[]>, name: string, members: readonly string[]): void {
  groups.set(name, [...(groups.get(name) ?? []), ...members]);
}

/** Services that stand in no file. */
const PREDEFINED: ReadonlyMap<string, readonly [protocol: string, ports: string]> = new Map([
  ['any', ['any', '']],
  ['service-http', ['tcp', '80,8080']],
  ['service-https', ['tcp', '443']],
]);

class SetFile {
  private readonly rules = new Map<string, Rule>();
  private readonly addresses = new Map<string, readonly string[]>();
  private readonly addressGroups = new Map<string, readonly string[]>();
  private readonly services = new Map<string, Map<string, string>>();
  private readonly serviceGroups = new Map<string, readonly string[]>();
  /** What an object's setting says, by the object and the setting. */
  private readonly objects: ReadonlyMap<string, TakeObject> = new Map<string, TakeObject>([
    ...['ip-netmask', 'ip-range', 'ip-wildcard', 'fqdn'].map((key): [string, TakeObject] => [
      `address ${key}`,
      (name, values) => this.addresses.set(name, [key, ...values]),
    ]),
    ['address-group static', (name, values) => addTo(this.addressGroups, name, values)],
    ['address-group dynamic', (name) => this.addressGroups.set(name, [])],
    ['service protocol', (name, values) => this.takeService(name, values)],
    ['service-group members', (name, values) => addTo(this.serviceGroups, name, values)],
  ]);

  take(line: string, place: Told): void {
    const base = RULE.exec(line);
    if (base !== null) return this.takeRule(base[1] ?? '', wordsOf(line.slice(base[0].length)), place);
    const [, kind = '', rest = ''] =
      /^set (?:.*?\s)?(address-group|address|service-group|service) (.*)$/.exec(line) ?? [];
    const [name = '', key = '', ...values] = unlisted(wordsOf(rest));
    this.objects.get(`${kind} ${key}`)?.(name, values);
  }

  private takeService(name: string, [transport = '', key = '', value = '']: readonly string[]): void {
    const own = this.services.get(name) ?? new Map<string, string>();
    this.services.set(name, own.set('transport', transport).set(key, value));
  }

  private takeRule(base: string, words: readonly string[], place: Told): void {
    const [name = '', ...rest] = words;
    const rule = this.rules.get(`${base} ${name}`) ?? {
      name,
      place,
      base,
      values: new Map<string, readonly string[]>(),
    };
    this.rules.set(`${base} ${name}`, rule);
    for (const [key, values] of keyed(rest))
      rule.values.set(key, [...(rule.values.get(key) ?? []), ...values]);
  }

  ordered(): Rule[] {
    return BASES.flatMap((base) => [...this.rules.values()].filter((rule) => rule.base === base));
  }

  chainRule({ name, place, values }: Rule): ChainRule[] {
    const list = (key: string): readonly string[] => values.get(key) ?? [];
    const isOn = (key: string): boolean => list(key)[0] === 'yes';
    // Within one zone nothing is on its way to the service.
    if (isOn('disabled') || list('rule-type')[0] === 'intrazone') return [];
    const targets = joined(list('destination').map((one) => this.address(one)));
    const sources = joined(list('source').map((one) => this.address(one)));
    const verdict = list('action')[0] === 'allow' ? 'accept' : 'drop';
    const isSilent = list('destination').length === 0 || list('service').length === 0;
    return [
      toRule({
        place,
        text: `rule ${name}`,
        verdict,
        targets: isOn('negate-destination')
          ? otherTargets(targets)
          : list('destination').length === 0
            ? sure(ANYWHERE)
            : targets,
        openings:
          list('service').length === 0
            ? unknown(({ thing }) => thing.noService)
            : joined(list('service').map((one) => this.service(one))),
        conditions: [
          ...(isSilent || list('action').length === 0 ? [doubt('notWhole')] : []),
          ...zones('iif', list('from')),
          ...zones('oif', list('to')),
          ...senderConditions(sources, { verdict, negated: isOn('negate-source') }),
          ...applicationConditions(list('application')),
          ...asked(values),
        ],
      }),
    ];
  }

  private address(name: string, depth = 0): Known<AuditTarget> {
    if (name === 'any') return sure(ANYWHERE);
    const group = this.addressGroups.get(name);
    if (group !== undefined)
      return group.length === 0 || depth > DEEPEST_GROUP
        ? unknown(name)
        : joined(group.map((one) => this.address(one, depth + 1)));
    const own = this.addresses.get(name);
    if (own === undefined) return literal(name);
    return own[0] === 'ip-wildcard' ? unknown(name) : targetOf(own[1] ?? '');
  }

  private service(name: string, depth = 0): Known<Opening> {
    const predefined = PREDEFINED.get(name);
    if (predefined !== undefined) return servicesOf(...predefined);
    const group = this.serviceGroups.get(name);
    if (group !== undefined && depth <= DEEPEST_GROUP)
      return joined(group.map((one) => this.service(one, depth + 1)));
    const own = this.services.get(name);
    // `application-default`: the ports of the applications that the rule names.
    return own === undefined ? unknown(name) : serviceOf(name, own);
  }
}

function serviceOf(name: string, own: ReadonlyMap<string, string>): Known<Opening> {
  const isOwnPort = !/^(0|1|1024)-65535$/.test(own.get('source-port') ?? '1-65535');
  return isOwnPort ? unknown(name) : servicesOf(own.get('transport') ?? '', own.get('port') ?? '');
}

/** Addresses alone stand for themselves; every other word is the name of an object, with a dot too. */
function literal(name: string): Known<AuditTarget> {
  const target = targetOf(name);
  return target.sure.every(({ kind }) => kind === 'addresses') ? target : unknown(name);
}

/** Lists stand in brackets, single values without. */
function unlisted(words: readonly string[]): string[] {
  return words.filter((word) => word !== '[' && word !== ']');
}

/** `from any to [ a b ] …` as keys with their values; an unknown key takes what follows it. */
function keyed(words: readonly string[]): [string, readonly string[]][] {
  const found: [string, string[]][] = [];
  let inList = false;
  for (const word of words) {
    const values = found.at(-1)?.[1];
    // A key without a value yet takes the next word, whatever that is.
    const isKey = !inList && KEYS.has(word) && values?.length !== 0;
    if (word === '[' || word === ']') inList = word === '[';
    else if (isKey) found.push([word, []]);
    else values?.push(word);
  }
  return found;
}

function zones(side: 'iif' | 'oif', names: readonly string[]): Condition[] {
  return names.length === 0 || names.includes('any') ? [] : [deviceCondition(side, names, false)];
}

const QUESTIONS = [
  'source-user',
  'category',
  'hip-profiles',
  'source-hip',
  'destination-hip',
  'schedule',
] as const;

function asked(values: ReadonlyMap<string, readonly string[]>): Condition[] {
  return QUESTIONS.flatMap((key) => {
    const names = (values.get(key) ?? []).filter((one) => one !== 'any');
    return names.length === 0
      ? []
      : [doubt(({ doubtAbout }) => doubtAbout.asksFor(`${key} ${shownText(names.join(', ')).slice(0, 30)}`))];
  });
}
