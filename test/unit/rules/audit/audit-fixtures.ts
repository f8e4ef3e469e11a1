/** Shared by the tests of what an audit reads. */
import { intervalToCidrs } from '../../../../src/regions/ip-interval.ts';
import {
  type AuditEntry,
  type AuditFile,
  type AuditTarget,
  type AuditView,
} from '../../../../src/rules/audit/audit-entry.ts';
import { readAuditText, type ReadWish } from '../../../../src/rules/audit/read-audit-text.ts';

/** The first packets' entries of the last view: of the sender whom the file names, where it names one. */
export function read(
  text: string,
  wish: ReadWish = {},
): AuditFile & {
  readonly entries: readonly AuditEntry[];
  readonly layers: AuditView['layers'];
} {
  const file = readAuditText(text, wish);
  if (typeof file === 'string') throw new Error(file);
  const layers = (file.views.at(-1)?.layers ?? []).filter(({ facing }) => facing === 'first');
  return { ...file, layers, entries: layers.flatMap((layer) => layer.entries) };
}

export function targetText(target: AuditTarget): string {
  switch (target.kind) {
    case 'addresses':
      return target.intervals.flatMap(intervalToCidrs).join('+');
    case 'name':
      return target.name;
    case 'wildcard':
      return `${target.withSelf === true ? '' : '*'}.${target.suffix}`;
    case 'anywhere':
      return 'anywhere';
  }
}

/** `place target ports transports` in short. */
export function brief({ place, target, ports, transports, verdict }: AuditEntry): string {
  const port =
    ports?.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join('+') ?? 'any';
  return `${verdict === 'drop' ? 'refuses ' : ''}${place} ${targetText(target)} ${port} ${transports?.join('+') ?? 'any'}`;
}
