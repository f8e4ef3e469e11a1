/**
 * A report of another version: its unknown words are taken as unknown (report-contract.md), so that a newer program's report can still be
 * compared. What a word would have said is lost, never replaced by a claim. Pure.
 */
import { validateReport, type ValidatedReport } from './validate-report.ts';
import { reportSchema } from './report.ts';

/** Where a word may be unknown, and what stands for "unknown" there; `undefined` leaves the field out. */
const UNKNOWN: readonly (readonly [RegExp, string | null | undefined])[] = [
  [/^(?:protocols\.\w+\.)?verdict$/, 'unknown'],
  [/^regions\.\d+\.mtu\.verdict$/, 'unknown'],
  [/^protocols\.\w+\.udpProof$/, 'unproven'],
  [/^protocols\.\w+\.(?:transport|forecast)$/, null],
  [/^completedBecause$/, null],
  [/^checks\.\d+\.status$/, 'unproven'],
  [/^checks\.\d+\.failure\.code$/, 'unknown'],
  [/^checks\.\d+\.failure/, null],
  [/^checks\.\d+\.(?:probe|role)$/, undefined],
  [/^checks\.\d+\.(?:state|need|notTestedBecause)/, null],
  [/^regions\.\d+\.(?:rtt|grade|bands\.\w+)/, null],
  [/^findings\.\d+\.severity$/, 'notice'],
  // Without them the report's own texts stand (spoken-of.ts).
  [/^(?:truth|limits|language)\b/, undefined],
];

/** As `validateReport`, but for a report that was read and not written. */
export function acceptReport(value: unknown): ValidatedReport {
  const strict = validateReport(value);
  if (strict.ok) return strict;
  const copy = structuredClone(value);
  for (const { path } of reportSchema.loose().safeParse(copy).error?.issues ?? []) {
    const place = path.map(String).join('.');
    const rule = UNKNOWN.map(([pattern, word]) => ({ found: pattern.exec(place)?.[0], word })).find(
      ({ found }) => found !== undefined,
    );
    if (rule?.found === undefined) return strict;
    setAt(copy, rule.found.split('.'), rule.word);
  }
  return validateReport(copy);
}

function setAt(root: unknown, path: readonly string[], word: string | null | undefined): void {
  const [key = '', ...rest] = path;
  if (typeof root !== 'object' || root === null) return;
  if (rest.length > 0) setAt(Reflect.get(root, key), rest, word);
  else Reflect.set(root, key, word);
}
