/** Reads the facts of a finding for Japanese sentences. What is missing is said to be unknown. */
import type { Finding } from '../../../src/judge/finding.ts';

export type Facts = Finding['params'];

/** Names of a list fact: up to four, the rest counted. */
export function listed(facts: Facts, key: string): string {
  const value = facts[key];
  const names = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  if (names.length === 0) return 'なし';
  return names.length <= 4 ? names.join('、') : `${names.slice(0, 3).join('、')} ほか ${names.length - 3} 件`;
}

export function countOf(facts: Facts, key: string): number {
  const value = facts[key];
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' ? value : 0;
}

export function said(facts: Facts, key: string): string {
  const value = facts[key];
  return value === null || value === undefined || value === '' ? '不明' : String(value);
}

export function known(facts: Facts, key: string): boolean {
  return facts[key] !== null && facts[key] !== undefined;
}

export function holds(facts: Facts, key: string): boolean {
  return facts[key] === true;
}
