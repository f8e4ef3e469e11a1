/**
 * Cisco ASA (ASA command reference, `access-list extended`, `access-group`): the first line that matches decides, what none matches is
 * refused. Lists apply where `access-group` binds them; an interface without a list lets out to those of a lower security level.
 */
import { shownText, type AuditFile, type AuditTarget } from '../audit-entry.ts';
import type { BaseChain, ChainRule } from '../chain.ts';
import { deviceCondition, doubt, ownPortCondition, type Condition } from '../condition.ts';
import type { Opening } from '../parse-services.ts';
import type { ReadOptions } from '../read-options.ts';
import { ANYWHERE as AT_ANY_HOOK, singleList } from '../views.ts';
import { AsaObjects, ports } from './asa-objects.ts';
import { ANYWHERE, numbered, senderConditions, sure, targetOf, toRule, unknown, type Known, type Numbered } from './objects.ts'; // prettier-ignore

interface Line {
  readonly at: Numbered;
  readonly list: string;
  readonly words: readonly string[];
}

interface Binding {
  readonly list: string;
  readonly way: string;
  /** Null: `global`. */
  readonly device: string | null;
}

interface Device {
  readonly name: string;
  readonly level: number;
}

export const looksLikeAsa = (text: string): boolean =>
  /^\s*access-list \S+ (line \d+ )?extended (permit|deny) /m.test(text);

export function readAsa(text: string, options: ReadOptions): AuditFile | string {
  const { words } = options;
  const all = numbered(text);
  const objects = new AsaObjects();
  for (const at of all) objects.take(at);
  const lines = withoutExpanded(all.flatMap((at) => accessLine(at) ?? []));
  const lists = [...new Set(lines.map(({ list }) => list))];
  const devices = devicesOf(all);
  const groups = all.flatMap(({ line }) => bindingOf(line) ?? []);
  const bindings = groups.filter(({ list }) => lists.includes(list));
  const problem = bindingProblem({ groups, lists, devices });
  if (problem !== null) return `a configuration of Cisco ASA ${problem}`;
  const rulesOf = (list: string, conditions: readonly Condition[] = []): ChainRule[] =>
    lines.filter((one) => one.list === list).map((one) => ruleOf(one, objects, conditions));
  const rules = bindings.length === 0 ? rulesOf(lists[0] ?? '') : boundRules(bindings, devices, rulesOf);
  const out = bindings.filter(
    ({ way, device }) => way === 'out' && device !== null && isFarSide(device, devices),
  );
  return singleList(
    {
      format: 'asa',
      readAs: words.readAs.asa(lines.length, lists.map(shownText).join(', ')),
      assumptions: [
        words.note.asa,
        ...(bindings.length === 0
          ? []
          : [
              words.note.bound(
                bindings
                  .map(({ list, way, device }) =>
                    `${shownText(list)} ${way} ${shownText(device ?? '')}`.trim(),
                  )
                  .join(', '),
              ),
            ]),
      ],
    },
    { rules, policy: options.fallback ?? 'drop', more: out.map(({ list }) => outward(list, rulesOf(list))) },
    options,
  );
}

function accessLine(at: Numbered): Line | null {
  const [, list = '', rest = ''] = /^access-list (\S+) (?:line \d+ )?extended (.*)$/.exec(at.line) ?? [];
  if (list === '') return null;
  return { at, list, words: rest.replace(/\s*\(hitcnt=.*$/, '').split(/\s+/) };
}

/** `show access-list` writes a line with objects, and further in the lines that it stands for: those count. */
function withoutExpanded(lines: readonly Line[]): Line[] {
  const number = ({ at, list }: Line): string =>
    `${list} ${/ line (\d+) /.exec(at.line)?.[1] ?? `#${at.number}`}`;
  const expanded = new Set(lines.filter(({ at }) => at.isIndented).map(number));
  const hasTop = lines.some(({ at }) => !at.isIndented);
  return hasTop ? lines.filter((one) => one.at.isIndented || !expanded.has(number(one))) : [...lines];
}

function bindingOf(line: string): Binding | null {
  const [, list = '', way = '', device] =
    /^access-group (\S+) (in|out|global)(?: interface (\S+))?/.exec(line) ?? [];
  return list === '' ? null : { list, way, device: device ?? null };
}

function devicesOf(all: readonly Numbered[]): Device[] {
  const devices: Device[] = [];
  let name = '';
  for (const { line } of all) {
    name = /^nameif (\S+)/.exec(line)?.[1] ?? name;
    const level = /^security-level (\d+)/.exec(line)?.[1];
    if (level !== undefined && name !== '') devices.push({ name, level: Number(level) });
  }
  return devices;
}

/** Where the service is: what comes in there is not ours. */
function isFarSide(name: string, devices: readonly Device[]): boolean {
  const level = devices.find((one) => one.name === name)?.level;
  return level === 0 || /outside|wan|internet|untrust/i.test(name);
}

/** Why nobody can tell which lists decide; null when that is clear. */
function bindingProblem({
  groups,
  lists,
  devices,
}: {
  readonly groups: readonly Binding[];
  readonly lists: readonly string[];
  readonly devices: readonly Device[];
}): string | null {
  const deciding = groups.filter((one) => decides(one, devices));
  const absent = deciding.map(({ list }) => list).filter((list) => !lists.includes(list));
  if (absent.length > 0)
    return `whose access-group names a list that is not in the file (${shownText(absent.join(', '))}): give the whole configuration`;
  if (groups.length > 0)
    return deciding.length > 0 || devices.length > 0
      ? null
      : 'that binds lists to the outside alone, and holds no interfaces: give the whole configuration';
  return lists.length > 1
    ? `with several access lists (${shownText(lists.join(', '))}) and no "access-group" line: give the one of the interface, or the whole configuration`
    : null;
}

/** Whether the list sees what comes from the inside or goes out on the far side. */
function decides({ way, device }: Binding, devices: readonly Device[]): boolean {
  return device === null || (way === 'out') === isFarSide(device, devices);
}

/** Each interface's own list, then the one for all, then what an interface without a list may do. */
function boundRules(
  bindings: readonly Binding[],
  devices: readonly Device[],
  rulesOf: (list: string, conditions?: readonly Condition[]) => ChainRule[],
): ChainRule[] {
  const global = bindings.filter(({ way }) => way === 'global');
  const inward = bindings.filter(
    ({ way, device }) => way === 'in' && device !== null && !isFarSide(device, devices),
  );
  const bound = new Set(inward.map(({ device }) => device));
  const from = (name: string): Condition => deviceCondition('iif', [name], false);
  const free = devices.filter(
    ({ name, level }) => level > 0 && !bound.has(name) && !isFarSide(name, devices),
  );
  const wide = { targets: sure(ANYWHERE), openings: sure<Opening>({ ports: null, transports: null }) };
  return [
    ...inward.flatMap(({ list, device }) => [
      ...rulesOf(list, [from(device ?? '')]),
      ...(global.length > 0
        ? []
        : [
            toRule({
              ...wide,
              place: ({ place }) => place.endOf(shownText(list)),
              text: 'deny',
              verdict: 'drop',
              conditions: [from(device ?? '')],
            }),
          ]),
    ]),
    ...global.flatMap(({ list }) => rulesOf(list)),
    ...(global.length > 0
      ? []
      : free.map(({ name }) =>
          toRule({
            ...wide,
            place: ({ place }) => place.interface(shownText(name)),
            text: 'security level',
            verdict: 'accept',
            conditions: [from(name)],
          }),
        )),
  ];
}

/** A list on the way out sees everybody. */
function outward(list: string, rules: readonly ChainRule[]): BaseChain {
  return { name: list, hook: null, family: null, facing: 'first', at: AT_ANY_HOOK, policy: 'drop', rules };
}

function ruleOf(
  { at, words: given }: Line,
  objects: AsaObjects,
  conditions: readonly Condition[],
): ChainRule {
  const words = [...given];
  const verdict = words.shift() === 'permit' ? 'accept' : 'drop';
  const protocol = words.shift() ?? '';
  const isObject = protocol === 'object-group' || protocol === 'object';
  const service = isObject ? objects.services(words.shift() ?? '') : null;
  const users = usersOf(words);
  const source = addressOf(words, objects);
  const own = ownPorts(words, objects, protocol);
  const targets = addressOf(words, objects);
  const openings = service ?? destinationPorts(words, objects, protocol);
  const rule = toRule({
    place: at.place,
    text: at.line,
    verdict,
    targets,
    openings,
    conditions: [...conditions, ...users, ...senderConditions(source, { verdict }), ...own, ...timeOf(words)],
  });
  return words.includes('inactive') ? { ...rule, cases: [] } : rule;
}

function usersOf(words: string[]): Condition[] {
  if (!/^(user|user-group|object-group-user|security-group|object-group-security)$/.test(words[0] ?? ''))
    return [];
  const asked = words.splice(0, words[0] === 'security-group' ? 3 : 2).join(' ');
  return [doubt(({ doubtAbout }) => doubtAbout.asksFor(shownText(asked)))];
}

function timeOf(words: readonly string[]): Condition[] {
  const at = words.indexOf('time-range');
  return at < 0 ? [] : [doubt(({ doubtAbout }) => doubtAbout.timeRange(shownText(words[at + 1] ?? '')))];
}

const SIGNS = /^(eq|neq|gt|lt|range)$/;

/** Ports of the client behind the source. */
function ownPorts(words: string[], objects: AsaObjects, protocol: string): Condition[] {
  if (SIGNS.test(words[0] ?? '')) {
    const own = ports(protocol, words.splice(0, words[0] === 'range' ? 3 : 2));
    const asked = own.sure.flatMap((one) => (one.ports === null ? [] : [ownPortCondition(one.ports, false)]));
    return own.unknown.length > 0 ? [doubt('ownPort')] : asked;
  }
  const name = words[1] ?? '';
  const isPorts =
    words[0] === 'object-group' && objects.has('service', name) && !objects.has('network', name);
  if (!isPorts) return [];
  words.splice(0, 2);
  return [doubt('ownPort')];
}

function destinationPorts(words: readonly string[], objects: AsaObjects, protocol: string): Known<Opening> {
  if (words[0] === 'object-group' || words[0] === 'object') return objects.services(words[1] ?? '');
  return ports(protocol, SIGNS.test(words[0] ?? '') ? words : []);
}

function addressOf(words: string[], objects: AsaObjects): Known<AuditTarget> {
  const [first = ''] = words.splice(0, 1);
  if (/^any[46]?$/.test(first) || first.includes('/')) return targetOf(first);
  const [second = ''] = words.splice(0, 1);
  if (first === 'interface') return unknown(`interface ${second}`);
  if (first === 'host') return targetOf(objects.address(second));
  if (first === 'object-group' || first === 'object') return objects.networks(second);
  return targetOf(`${objects.address(first)} ${second}`);
}
