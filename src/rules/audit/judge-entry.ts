/** What is to say about one entry of a firewall, apart from what it is needed for. Pure; null when it is exactly right. */
import {
  countAddresses,
  intervalsOverlap,
  intervalToCidrs,
  mergeIntervals,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { AuditContext } from './audit-context.ts';
import type { AuditEntry, AuditWords } from './audit-entry.ts';
import { opensPort } from './match.ts';
import { isWhole } from './parse-destination.ts';
import { remembered } from './remembered.ts';
import { rulesTouching } from './rule-index.ts';

export interface EntryVerdict {
  /** `wider`: more than needed. `other-region`: WorkSpaces, but not here. `unrelated`: not about WorkSpaces, not judged. */
  readonly kind: 'wider' | 'obsolete' | 'other-region' | 'unrelated';
  readonly place: string;
  readonly text: string;
  readonly why: string;
}

export function judgeEntry(entry: AuditEntry, context: AuditContext, words: AuditWords): EntryVerdict | null {
  // What refuses is never too wide: what it shuts is told as missing.
  if (entry.verdict === 'drop') return null;
  const verdict = (kind: EntryVerdict['kind'], why: string): EntryVerdict => ({
    kind,
    place: entry.place,
    // Of thousands a screen shows twenty: the text is made where it is read.
    get text() {
      return entry.text;
    },
    why,
  });
  const { remark } = words;
  const obsolete = obsoleteWhy(entry, context, remark);
  if (obsolete !== null) return verdict('obsolete', obsolete);
  const used = rulesTouching(context.allowed, entry.target).filter((rule) => opensPort(entry, rule));
  if (used.length === 0) {
    const regions = regionsElsewhere(entry, context);
    return regions.length > 0
      ? verdict('other-region', remark.elsewhere(regions.join(', ')))
      : verdict('unrelated', remark.unrelated);
  }
  const wider = [...widerDestination(entry, used, remark), ...widerPorts(entry, used, remark)];
  return wider.length > 0 ? verdict('wider', words.joined(wider)) : null;
}

type Remarks = AuditWords['remark'];

function obsoleteWhy(
  { target }: AuditEntry,
  { obsolete, wanted }: AuditContext,
  remark: Remarks,
): string | null {
  const name = target.kind === 'name' ? target.name : null;
  const found =
    obsolete.names.find((old) => old.name === name) ??
    obsolete.cidrs.find(
      ({ cidr, region }) => wanted.request.regions.includes(region) && isBlock(target, cidr),
    );
  if (found === undefined) return null;
  const { document, lines } = found.source;
  return remark.from(remark.obsolete[found.why] ?? found.why, `${document} ${lines}`);
}

const parsedBlock = remembered(parseCidr);

/** Whether the target is just this block. */
function isBlock(target: AuditEntry['target'], cidr: string): boolean {
  if (target.kind !== 'addresses' || target.intervals.length !== 1) return false;
  const [own, block] = [target.intervals[0], parsedBlock(cidr)];
  return own !== undefined && block !== null && own.family === block.family && own.first === block.first && own.last === block.last; // prettier-ignore
}

function regionsElsewhere(entry: AuditEntry, { elsewhere }: AuditContext): string[] {
  if (isWhole(entry.target, 4) || isWhole(entry.target, 6)) return [];
  const rules = rulesTouching(elsewhere, entry.target);
  return [...new Set(rules.flatMap(({ region }) => region ?? []))].slice(0, 3);
}

function widerDestination({ target }: AuditEntry, used: readonly Rule[], remark: Remarks): string[] {
  if (isWhole(target, 4) || isWhole(target, 6)) return [everywhereText(target, remark)];
  switch (target.kind) {
    case 'wildcard': {
      const exact = used.some(
        ({ kind, destination }) => kind === 'wildcard' && destination === `*.${target.suffix}`,
      );
      const needed = new Set(used.map(({ destination }) => destination)).size;
      return exact ? [] : [remark.below(target.suffix, needed)];
    }
    case 'addresses':
      return widerBlocks(target.intervals, used, remark);
    case 'anywhere':
    case 'name':
      return [];
  }
}

function everywhereText(target: AuditEntry['target'], remark: Remarks): string {
  if (isWhole(target, 4) && isWhole(target, 6)) return remark.everywhere;
  return remark.everyAddress(isWhole(target, 4) ? 4 : 6);
}

function widerBlocks(intervals: readonly IpInterval[], used: readonly Rule[], remark: Remarks): string[] {
  const needed = used.flatMap(({ destination }) => parseCidr(destination) ?? []);
  const extra = subtractIntervals(intervals, needed);
  if (extra.length === 0) return [];
  const all = mergeIntervals(intervals);
  const right = mergeIntervals(
    needed.filter((block) => all.some((interval) => intervalsOverlap(block, interval))),
  );
  return [remark.addresses(countAddresses(extra), shortList(right.flatMap(intervalToCidrs), remark))];
}

/** Only a file that names ports can have too many. */
function widerPorts({ ports }: AuditEntry, used: readonly Rule[], remark: Remarks): string[] {
  if (ports === null) return [];
  const needed = [...new Set(used.map(({ port }) => port))].sort((left, right) => left - right);
  const opened = ports.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return opened > needed.length ? [remark.ports(opened, needed.join(', '))] : [];
}

function shortList(cidrs: readonly string[], remark: Remarks): string {
  return cidrs.length <= 3 ? cidrs.join(', ') : remark.more(cidrs.slice(0, 3).join(', '), cidrs.length - 3);
}
