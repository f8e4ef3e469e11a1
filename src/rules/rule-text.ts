/** The small texts that every rule carries. */
import type { Rule } from './rule.ts';

export function ruleId(rule: Pick<Rule, 'region' | 'destination' | 'port' | 'transport'>): string {
  return `${rule.region ?? 'shared'}/${rule.transport}-${rule.port}/${rule.destination}`;
}

export function doubtText(doubt: { conflict: string; text: string } | null): string | null {
  return doubt === null ? null : `${doubt.conflict}: ${doubt.text}`;
}

export function sourceText(source: { document: string; lines: string }): string {
  return `${source.document} ${source.lines}`;
}
