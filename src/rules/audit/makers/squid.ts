/**
 * squid (squid.conf.documented): of the `http_access` lines the first whose ACLs all match decides; what none matches gets the opposite of
 * the last line. A `!` turns an ACL round. The proxy is asked with CONNECT for everything but port 80.
 */
import { shownText, type AuditFile, type AuditTarget, type PortRange } from '../audit-entry.ts';
import type { ChainCase, ChainRule } from '../chain.ts';
import { answered, doubt, type Condition } from '../condition.ts';
import { EVERYTHING, otherPorts } from '../match.ts';
import { parseDestination } from '../parse-destination.ts';
import { parseServices } from '../parse-services.ts';
import type { ReadOptions } from '../read-options.ts';
import { singleList } from '../views.ts';
import { ANYWHERE, joined, namesIn, numbered, senderConditions, sure, targetsOf, unknown, type Known, type Named, type Numbered } from './objects.ts'; // prettier-ignore

export const looksLikeSquid = (text: string): boolean => /^\s*http_access\s+(allow|deny)\s/m.test(text);

interface Acl {
  readonly kind: string;
  readonly values: readonly string[];
}

/** What squid has before the first line of its configuration. */
const BUILT_IN: readonly (readonly [string, Acl])[] = [
  ['all', { kind: 'src', values: ['all'] }],
  ['localhost', { kind: 'never', values: [] }],
  ['to_localhost', { kind: 'never', values: [] }],
  ['to_linklocal', { kind: 'never', values: [] }],
  ['manager', { kind: 'never', values: [] }],
  ['CONNECT', { kind: 'method', values: ['CONNECT'] }],
];

const VERDICTS: ReadonlyMap<string, 'accept' | 'drop'> = new Map([
  ['http_access allow', 'accept'],
  ['http_access deny', 'drop'],
]);

export function readSquid(text: string, options: ReadOptions): AuditFile {
  const acls = new Map<string, Acl>(BUILT_IN);
  const chains = new Map<string, ChainRule[]>();
  const rules: ChainRule[] = [];
  let last: 'accept' | 'drop' = 'accept';
  for (const at of numbered(text)) {
    const [head, name = '', ...names] = at.line.replace(/(^|\s)#.*$/, '').split(/\s+/);
    const verdict = VERDICTS.get(`${head} ${name}`);
    if (head === 'acl') takeAcl(acls, name, names);
    if (ELSEWHERE.test(at.line)) rules.push(elsewhere(at));
    if (verdict === undefined) continue;
    last = verdict;
    rules.push(ruleOf(at, { verdict, names, acls, chains }));
  }
  return singleList(
    {
      format: 'squid',
      readAs: options.words.readAs.squid(rules.length),
      assumptions: [options.words.note.squid(last === 'drop')],
    },
    {
      rules: last === 'drop' && options.fallback === null ? [...rules, OPPOSITE] : rules,
      policy: options.fallback ?? 'drop',
      chains,
    },
    options,
  );
}

/** A proxy carries nothing but TCP. */
const TCP = { ...EVERYTHING, transports: ['tcp'] } as const;
const OPPOSITE: ChainRule = {
  place: ({ place }) => place.oppositeOfLast,
  text: 'allow',
  cases: [{ match: TCP, conditions: [], verdict: { kind: 'accept' } }],
};

/** Lines of the same name add up; a built-in one is replaced. */
function takeAcl(acls: Map<string, Acl>, name: string, [kind = '', ...values]: readonly string[]): void {
  const before = acls.get(name);
  const isOwn = before !== undefined && !BUILT_IN.some(([, acl]) => acl === before);
  // Options of an ACL (`-n`, `-i`) stand in front of its values.
  const own = values.filter((value) => !/^--?[a-zA-Z]/.test(value));
  acls.set(name, { kind, values: isOwn ? [...before.values, ...own] : own });
}

interface Line {
  readonly verdict: 'accept' | 'drop';
  readonly names: readonly string[];
  readonly acls: ReadonlyMap<string, Acl>;
  readonly chains: Map<string, ChainRule[]>;
}

/** What an ACL asks, as arithmetic where it can be. */
interface Asked {
  readonly targets: Known<AuditTarget>;
  readonly ports: readonly PortRange[] | null;
  readonly conditions: readonly Condition[];
  /** Names that must not be meant: they go on to the next line. */
  readonly but: Known<AuditTarget>;
}

const ANYTHING: Asked = { targets: sure(ANYWHERE), ports: null, conditions: [], but: sure() };

function ruleOf(at: Numbered, { verdict, names, acls, chains }: Line): ChainRule {
  const asked = names.map((name) => askedBy(name, acls, verdict));
  const but = joined(asked.map((one) => one.but));
  const conditions = [...asked.flatMap((one) => one.conditions), ...but.unknown.map((name) => missing(name))];
  const to = { kind: verdict } as const;
  const chain = `line ${at.number} without some`;
  if (but.sure.length > 0)
    chains.set(chain, [
      {
        place: at.place,
        text: at.line,
        cases: but.sure.map((target) => ({
          match: { ...EVERYTHING, target },
          conditions: [],
          verdict: { kind: 'return' },
        })),
      },
      { place: at.place, text: at.line, cases: [{ match: EVERYTHING, conditions: [], verdict: to }] },
    ]);
  // Every ACL narrows; one of names beside another is asked in a chain of its own.
  let cases: ChainCase[] = [
    {
      match: verdict === 'accept' ? TCP : EVERYTHING,
      conditions,
      verdict: but.sure.length > 0 ? { kind: 'jump', chain } : to,
    },
  ];
  for (const one of asked) cases = cases.flatMap((each) => narrowed(each, one));
  return { place: at.place, text: shownText(at.line), cases };
}

function narrowed(one: ChainCase, { targets, ports }: Asked): ChainCase[] {
  const withPorts = intersected(one.match.ports, ports);
  if (withPorts?.length === 0) return [];
  const match = { ...one.match, ports: withPorts };
  const isFree = match.target.kind === 'anywhere';
  return [
    ...targets.sure.flatMap((target): ChainCase[] => {
      if (target.kind === 'anywhere') return [{ ...one, match }];
      // Two questions about the destination: the narrower one is not worked out, so the rule is in doubt.
      return [
        isFree
          ? { ...one, match: { ...match, target } }
          : {
              ...one,
              match,
              conditions: [...one.conditions, doubt('twoLists')],
            },
      ];
    }),
    ...(targets.unknown.length === 0
      ? []
      : [{ ...one, match, conditions: [...one.conditions, missing(...targets.unknown)] }]),
  ];
}

function intersected(
  left: readonly PortRange[] | null,
  right: readonly PortRange[] | null,
): readonly PortRange[] | null {
  if (left === null || right === null) return left ?? right;
  return left.flatMap((one) =>
    right
      .map((other) => ({ first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) }))
      .filter(({ first, last }) => first <= last),
  );
}

function missing(...names: readonly Named[]): Condition {
  return doubt((words) => words.doubtAbout.asksFor(shownText(namesIn(names, words)).slice(0, 40)));
}

const PLAIN_HTTP: readonly PortRange[] = [{ first: 80, last: 80 }];
const never = answered(false);

type Reader = (values: readonly string[], isNot: boolean, verdict: 'accept' | 'drop') => Asked | null;

/** By the kind of the ACL; null: not understood. */
const KINDS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['never', (_values, isNot) => (isNot ? ANYTHING : { ...ANYTHING, conditions: [never] })],
  ['dstdomain', (values, isNot) => destinations(joined(values.map(domainOf)), isNot)],
  [
    'dst',
    (values, isNot) =>
      values.join() === 'all' ? everybody(isNot) : destinations(joined(values.map(targetsOf)), isNot),
  ],
  ['port', portsAsked],
  ['method', methodAsked],
  [
    'src',
    (values, negated, verdict) =>
      values.join() === 'all'
        ? everybody(negated)
        : { ...ANYTHING, conditions: senderConditions(joined(values.map(targetsOf)), { negated, verdict }) },
  ],
  [
    'proto',
    (values, isNot) =>
      values.some((one) => /^(http|https|connect)$/i.test(one)) !== isNot
        ? ANYTHING
        : { ...ANYTHING, conditions: [never] },
  ],
]);

function everybody(isNot: boolean): Asked {
  return isNot ? { ...ANYTHING, conditions: [never] } : ANYTHING;
}

function askedBy(name: string, acls: ReadonlyMap<string, Acl>, verdict: 'accept' | 'drop'): Asked {
  const isNot = name.startsWith('!');
  const acl = acls.get(isNot ? name.slice(1) : name);
  const read = acl === undefined ? null : (KINDS.get(acl.kind)?.(acl.values, isNot, verdict) ?? null);
  return read ?? { ...ANYTHING, conditions: [missing(name)] };
}

function destinations(targets: Known<AuditTarget>, isNot: boolean): Asked {
  return isNot ? { ...ANYTHING, but: targets } : { ...ANYTHING, targets };
}

function portsAsked(values: readonly string[], isNot: boolean): Asked | null {
  const services = parseServices(values.join(','));
  if (services === undefined || services === null) return null;
  const ranges = services.map(({ first, last }) => ({ first, last }));
  return { ...ANYTHING, ports: isNot ? otherPorts(ranges) : ranges };
}

/** CONNECT is what every port but 80 is asked with. */
function methodAsked(values: readonly string[], isNot: boolean): Asked {
  const isConnect = values.some((one) => /^connect$/i.test(one));
  const isPlain = values.some((one) => /^(get|head|post)$/i.test(one));
  const ports = [
    ...(isConnect !== isNot ? otherPorts(PLAIN_HTTP) : []),
    ...(isPlain !== isNot ? PLAIN_HTTP : []),
  ];
  return { ...ANYTHING, ports };
}

/** A leading dot: the name itself and all below it. A path in quotes is a list in a file. */
function domainOf(written: string): Known<AuditTarget> {
  if (/^["/]/.test(written)) return unknown(({ thing }) => thing.list(written));
  const target = parseDestination(written);
  if (target === null) return unknown(written);
  return sure(target.kind === 'wildcard' ? { ...target, withSelf: true } : target);
}

/** What decides too and stands elsewhere: it may let out or refuse. */
const ELSEWHERE =
  /^(include|url_rewrite_program|redirect_program|adapted_http_access|(http_reply_access|miss_access)\s+deny|never_direct\s+allow|ssl_bump\s+(bump|server-first|terminate))\b/;

function elsewhere({ line, place }: Numbered): ChainRule {
  const conditions = [doubt(({ doubtAbout }) => doubtAbout.leadsTo(shownText(line).slice(0, 40)))];
  return {
    place,
    text: shownText(line),
    cases: (['accept', 'drop'] as const).map((kind) => ({
      match: EVERYTHING,
      conditions,
      verdict: { kind },
    })),
  };
}
