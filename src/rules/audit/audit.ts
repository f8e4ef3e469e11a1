/**
 * Compares what a team's firewall lets out with what WorkSpaces needs: what is missing, what is in doubt, what is wider than needed, what is
 * obsolete or belongs to another Region. Pure. A health-check or gateway rule counts as there when its addresses, or an entry that names it, are.
 */
import { parseCidr } from '../../regions/ip-interval.ts';
import { english } from '../../words/en/index.ts';
import { countRules } from '../count-rules.ts';
import type { Rule, RuleSet } from '../rule.ts';
import type { AuditContext } from './audit-context.ts';
import { entriesOf, type AuditFile, type AuditView, type AuditWords, type Chain } from './audit-entry.ts';
import { Firewall, type Coverage, type Part } from './coverage.ts';
import { judgeEntry, type EntryVerdict } from './judge-entry.ts';

export interface MissingRule {
  readonly rule: Rule;
  /** Blocks of the rule that nothing lets out; null: the whole rule. */
  readonly parts: readonly string[] | null;
  /** Entries that let out a part of it, or the right destination on another port. */
  readonly near: readonly string[];
  /** Something that was not understood may let it out. */
  readonly mayBeOpen: boolean;
}

export interface DoubtfulRule {
  readonly rule: Rule;
  readonly parts: readonly string[] | null;
  /** What could shut it: place and reason. */
  readonly because: readonly string[];
}

/** What one kind of sender meets, in rules as they are entered. */
interface ViewResult {
  readonly sender: string | null;
  readonly essentialMissing: number;
  readonly essentialInDoubt: number;
}

export interface AuditResult {
  readonly schema: 'preflight.audit/1';
  readonly format: AuditFile['format'];
  readonly readAs: string;
  readonly request: RuleSet['request'];
  readonly entries: number;
  /** The chain and the sender that the answer is about; null where the file knows no such thing. */
  readonly chain: Chain | null;
  readonly sender: string | null;
  /** In the order of the rules: essential ones first within names and addresses. */
  readonly missing: readonly MissingRule[];
  /** Let out by what was understood; something that was not understood could shut it. */
  readonly inDoubt: readonly DoubtfulRule[];
  /** Senders of the same chain who meet something else. */
  readonly otherSenders: readonly ViewResult[];
  /** The other chain of the file, for its best sender. */
  readonly otherChain: (ViewResult & { readonly chain: Chain }) | null;
  /** Entries that are more than WorkSpaces needs, obsolete, of another Region, or not about WorkSpaces. */
  readonly remarks: readonly EntryVerdict[];
  readonly unread: AuditFile['unread'];
  readonly assumptions: readonly string[];
}

/** `words`: as those that the file was read with. */
export function audit(file: AuditFile, about: AuditContext, words: AuditWords = english.audit): AuditResult {
  const context: Context = { ...about, words };
  const judged = file.views.map((view) => judgeView(view, file, context));
  const best = withLikely(bestOf(judged), judged, words);
  const { other } = file;
  return {
    schema: 'preflight.audit/1',
    format: file.format,
    readAs: file.readAs,
    request: context.wanted.request,
    entries: entriesOf(file).length,
    chain: file.chain,
    sender: best.sender,
    missing: best.missing,
    inDoubt: best.inDoubt,
    otherSenders: differing(judged, best),
    otherChain:
      other === null
        ? null
        : {
            chain: other.chain,
            ...countsOf(bestOf(other.views.map((view) => judgeView(view, file, context)))),
          },
    remarks: entriesOf({ views: [best.view] }).flatMap((entry) => judgeEntry(entry, context, words) ?? []),
    unread: file.unread,
    assumptions: file.assumptions,
  };
}

type Context = AuditContext & { readonly words: AuditWords };

type Judged = { readonly rule: Rule } & Coverage;

interface JudgedView {
  readonly view: AuditView;
  readonly sender: string | null;
  readonly missing: readonly MissingRule[];
  readonly inDoubt: readonly DoubtfulRule[];
}

function judgeView(view: AuditView, file: AuditFile, context: Context): JudgedView {
  const known = context.allowed.blocks.all.map(({ interval }) => interval);
  const firewall = new Firewall(view.layers, { families: file.families, known, words: context.words });
  const judged = context.wanted.rules.map((rule): Judged => ({
    rule,
    ...firewall.coverage(rule, addressesOf(rule, context)),
  }));
  return {
    view,
    sender: view.sender,
    missing: judged.flatMap((one) =>
      one.left === 'none' || hasAlternative(one, judged) ? [] : [missingRule(one)],
    ),
    inDoubt: judged.flatMap((one) =>
      one.left !== 'none' || one.inDoubt === 'none' || hasAlternative(one, judged) ? [] : [doubtfulRule(one)],
    ),
  };
}

const blocksOf = (part: Part): readonly string[] | null => (typeof part === 'string' ? null : part);

function missingRule({ rule, left, near, mayBeOpen }: Judged): MissingRule {
  return { rule, parts: blocksOf(left), near, mayBeOpen };
}

function doubtfulRule({ rule, inDoubt, doubts }: Judged): DoubtfulRule {
  return { rule, parts: blocksOf(inDoubt), because: doubts };
}

function addressesOf({ kind, destination }: Rule, { resolved }: AuditContext): readonly string[] {
  const given = kind === 'fqdn' && Object.hasOwn(resolved, destination) ? (resolved[destination] ?? []) : [];
  return given.filter((address) => parseCidr(address) !== null);
}

const isEssential = ({ rule }: { readonly rule: Rule }): boolean => rule.need === 'essential';

/** The essential ones of these, counted as every face counts rules. */
export function countEssential(rows: readonly { readonly rule: Rule }[]): ReturnType<typeof countRules> {
  return countRules(rows.filter(isEssential).map(({ rule }) => rule));
}

function countsOf({ sender, missing, inDoubt }: JudgedView): ViewResult {
  return {
    sender,
    essentialMissing: countEssential(missing).rules,
    essentialInDoubt: countEssential(inDoubt).rules,
  };
}

/** The sender who gets the most; the one whom nothing names, when he gets as much. */
function bestOf(views: readonly JudgedView[]): JudgedView {
  const [first, ...more] = views;
  if (first === undefined) throw new Error('a firewall without a view');
  return more.reduce((best, one) => (cost(one) < cost(best) ? one : best), first);
}

function cost({ missing, inDoubt }: JudgedView): number {
  const essential = countEssential(missing).destinations * 1e6 + countEssential(inDoubt).destinations * 1e3;
  return essential + missing.length + inDoubt.length;
}

/**
 * The best sender may be one whom the file does not name. Where it names a way out, a workplace or a whole private network, this machine
 * may well be meant: what the file refuses there is in doubt, although it lets everybody else out.
 */
function withLikely(best: JudgedView, judged: readonly JudgedView[], words: AuditWords): JudgedView {
  const named = best.view.traits?.named ?? [];
  const count = ({ view }: JudgedView): number =>
    (view.traits?.likely ?? []).filter((trait) => !named.includes(trait)).length;
  const most = Math.max(...judged.map(count));
  const likely = most === 0 ? [] : judged.filter((one) => count(one) === most);
  const [first] = likely;
  if (first === undefined || likely.some((one) => cost(one) <= cost(best))) return best;
  const told = new Set([...best.missing, ...best.inDoubt].map(({ rule }) => rule.id));
  const refused = first.missing.filter(({ rule }) => !told.has(rule.id));
  const because = [words.doubtAbout.refusedBy(first.sender ?? '')];
  return {
    ...best,
    inDoubt: [...best.inDoubt, ...refused.map(({ rule, parts }) => ({ rule, parts, because }))],
  };
}

/** Those whose counts differ from the best one's, once for each pair of counts. */
function differing(views: readonly JudgedView[], best: JudgedView): ViewResult[] {
  const key = ({ essentialMissing, essentialInDoubt }: ViewResult): string =>
    `${essentialMissing} ${essentialInDoubt}`;
  const own = key(countsOf(best));
  const seen = new Map<string, ViewResult>();
  for (const result of views.map(countsOf))
    if (key(result) !== own && !seen.has(key(result))) seen.set(key(result), result);
  return [...seen.values()];
}

/** 1: something essential is shut by what was understood. 2: something that was not understood could shut it. Else 0. */
export function auditOutcome({ missing, inDoubt }: Pick<AuditResult, 'missing' | 'inDoubt'>): 0 | 1 | 2 {
  if (missing.some(isEssential)) return 1;
  return inDoubt.some(isEssential) ? 2 : 0;
}

/** Categories that say the same by name and by address. */
const ALTERNATIVES: Readonly<Record<string, string>> = {
  healthCheck: 'healthCheck',
  dcvGateway: 'dcvGateway',
  dcvGatewayName: 'dcvGateway',
};

/** Whether the other way to say it is let out in full: the addresses for a name, or for addresses the names by entries that name them. */
function hasAlternative({ rule }: Judged, judged: readonly Judged[]): boolean {
  const family = ALTERNATIVES[rule.category];
  if (family === undefined) return false;
  const others = judged.filter(
    ({ rule: other }) =>
      ALTERNATIVES[other.category] === family &&
      (other.kind === 'cidr') !== (rule.kind === 'cidr') &&
      other.region === rule.region &&
      other.port === rule.port &&
      other.transport === rule.transport,
  );
  const isThere = ({ left, inDoubt, byName }: Judged): boolean =>
    left === 'none' && inDoubt === 'none' && (rule.kind !== 'cidr' || byName);
  return others.length > 0 && others.every(isThere);
}
