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
import type { AuditEntry } from './audit-entry.ts';
import { opensPort } from './coverage.ts';
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

export function judgeEntry(entry: AuditEntry, context: AuditContext): EntryVerdict | null {
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
  const obsolete = obsoleteWhy(entry, context);
  if (obsolete !== null) return verdict('obsolete', obsolete);
  const used = rulesTouching(context.allowed, entry.target).filter((rule) => opensPort(entry, rule));
  if (used.length === 0) {
    const regions = regionsElsewhere(entry, context);
    return regions.length > 0
      ? verdict('other-region', `belongs to ${regions.join(', ')}`)
      : verdict('unrelated', 'no rule for WorkSpaces in these Regions needs it');
  }
  const wider = [...widerDestination(entry, used), ...widerPorts(entry, used)];
  return wider.length > 0 ? verdict('wider', wider.join('; ')) : null;
}

function obsoleteWhy({ target }: AuditEntry, { obsolete, wanted }: AuditContext): string | null {
  const name = target.kind === 'name' ? target.name : null;
  const found =
    obsolete.names.find((old) => old.name === name) ??
    obsolete.cidrs.find(
      ({ cidr, region }) => wanted.request.regions.includes(region) && isBlock(target, cidr),
    );
  return found ? `${found.why} (${found.source.document} ${found.source.lines})` : null;
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

function widerDestination({ target }: AuditEntry, used: readonly Rule[]): string[] {
  if (isWhole(target, 4) || isWhole(target, 6)) return [everywhereText(target)];
  switch (target.kind) {
    case 'wildcard': {
      const exact = used.some(
        ({ kind, destination }) => kind === 'wildcard' && destination === `*.${target.suffix}`,
      );
      const needed = new Set(used.map(({ destination }) => destination)).size;
      return exact
        ? []
        : [`lets out to every name below ${target.suffix}; WorkSpaces needs ${needed} of them`];
    }
    case 'addresses':
      return widerBlocks(target.intervals, used);
    case 'anywhere':
    case 'name':
      return [];
  }
}

function everywhereText(target: AuditEntry['target']): string {
  if (isWhole(target, 4) && isWhole(target, 6)) return 'lets out to everywhere';
  return `lets out to every IPv${isWhole(target, 4) ? 4 : 6} address`;
}

function widerBlocks(intervals: readonly IpInterval[], used: readonly Rule[]): string[] {
  const needed = used.flatMap(({ destination }) => parseCidr(destination) ?? []);
  const extra = subtractIntervals(intervals, needed);
  if (extra.length === 0) return [];
  const all = mergeIntervals(intervals);
  const right = mergeIntervals(
    needed.filter((block) => all.some((interval) => intervalsOverlap(block, interval))),
  );
  const suffices = shortList(right.flatMap(intervalToCidrs));
  return [`${countAddresses(extra)} addresses more than needed; ${suffices} would do`];
}

/** Only a file that names ports can have too many. */
function widerPorts({ ports }: AuditEntry, used: readonly Rule[]): string[] {
  if (ports === null) return [];
  const needed = [...new Set(used.map(({ port }) => port))].sort((left, right) => left - right);
  const opened = ports.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return opened > needed.length ? [`${opened} ports where ${needed.join(', ')} would do`] : [];
}

function shortList(cidrs: readonly string[]): string {
  return cidrs.length <= 3
    ? cidrs.join(', ')
    : `${cidrs.slice(0, 3).join(', ')} and ${cidrs.length - 3} more`;
}
