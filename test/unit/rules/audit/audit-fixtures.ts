/** Shared by the tests of what an audit reads. */
import { intervalToCidrs } from '../../../../src/regions/ip-interval.ts';
import { entriesOf, type AuditEntry, type AuditFile } from '../../../../src/rules/audit/audit-entry.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';

export function read(text: string): AuditFile & { readonly entries: readonly AuditEntry[] } {
  const file = readAuditText(text);
  if (typeof file === 'string') throw new Error(file);
  return { ...file, entries: entriesOf(file) };
}
/** `place target ports transports` in short. */
export function brief({ place, target, ports, transports, verdict }: AuditEntry): string {
  const to =
    target.kind === 'addresses'
      ? target.intervals.flatMap(intervalToCidrs).join('+')
      : target.kind === 'name'
        ? target.name
        : target.kind === 'wildcard'
          ? `*.${target.suffix}`
          : 'anywhere';
  const port =
    ports?.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join('+') ?? 'any';
  return `${verdict === 'drop' ? 'refuses ' : ''}${place} ${to} ${port} ${transports?.join('+') ?? 'any'}`;
}
