/**
 * Compares what a team's firewall lets out with what WorkSpaces needs: what is missing, what is wider than needed, what is
 * obsolete or belongs to another Region. Pure. A health-check or gateway rule counts as there when its addresses or its name are.
 */
import type { Rule, RuleSet } from '../rule.ts';
import type { AuditContext } from './audit-context.ts';
import { entriesOf, type AuditFile } from './audit-entry.ts';
import { coverage, type Coverage } from './coverage.ts';
import { judgeEntry, type EntryVerdict } from './judge-entry.ts';

export interface MissingRule {
  readonly rule: Rule;
  /** Blocks of the rule that nothing lets out; null: the whole rule. */
  readonly parts: readonly string[] | null;
  /** Entries that let out a part of it, or the right destination on another port. */
  readonly near: readonly string[];
}

export interface AuditResult {
  readonly schema: 'preflight.audit/1';
  readonly format: AuditFile['format'];
  readonly request: RuleSet['request'];
  readonly entries: number;
  /** In the order of the rules: essential ones first within names and addresses. */
  readonly missing: readonly MissingRule[];
  /** Entries that are more than WorkSpaces needs, obsolete, of another Region, or not about WorkSpaces. */
  readonly remarks: readonly EntryVerdict[];
  readonly unread: AuditFile['unread'];
  readonly assumptions: readonly string[];
}

export function audit(file: AuditFile, context: AuditContext): AuditResult {
  const judged = context.wanted.rules.map((rule) => ({
    rule,
    ...coverage(rule, file.layers, addressesOf(rule, context)),
  }));
  return {
    schema: 'preflight.audit/1',
    format: file.format,
    request: context.wanted.request,
    entries: entriesOf(file).length,
    missing: judged.flatMap(({ rule, left, near }) =>
      left === 'none' || hasAlternative(rule, judged)
        ? []
        : [{ rule, parts: left === 'all' ? null : left, near }],
    ),
    remarks: entriesOf(file).flatMap((entry) => judgeEntry(entry, context) ?? []),
    unread: file.unread,
    assumptions: file.assumptions,
  };
}

function addressesOf({ kind, destination }: Rule, { resolved }: AuditContext): readonly string[] {
  return kind === 'fqdn' && Object.hasOwn(resolved, destination) ? (resolved[destination] ?? []) : [];
}

/** Exit 1: something without which no session starts is not let out. */
export function auditFailed({ missing }: AuditResult): boolean {
  return missing.some(({ rule }) => rule.need === 'essential');
}

type Judged = { readonly rule: Rule } & Coverage;

/** Categories that say the same by name and by address. */
const ALTERNATIVES: Readonly<Record<string, string>> = {
  healthCheck: 'healthCheck',
  dcvGateway: 'dcvGateway',
  dcvGatewayName: 'dcvGateway',
};

/** Whether the other way to say it (name for addresses, addresses for the name) is let out in full. */
function hasAlternative(rule: Rule, judged: readonly Judged[]): boolean {
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
  return others.length > 0 && others.every(({ left }) => left === 'none');
}
