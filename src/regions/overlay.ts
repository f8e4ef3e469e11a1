/**
 * An organisation's corrections and additions to the tables: a list of changes, each with its reason, applied in order.
 * A change that does not fit the tables (a value that is not there, an unknown Region) is refused as a whole: half an
 * overlay would judge by facts that nobody wrote.
 */
import { applyChange } from './overlay-change.ts';
import { overlay, type Overlay } from './overlay-schema.ts';
import type { Tables } from './model.ts';
import { readInputJson, type Input } from './read-input-file.ts';

const LIMIT_BYTES = 5_000_000;

export function readOverlay(path: string): Promise<Input<Overlay>> {
  return readInputJson(path, { schema: overlay, limitBytes: LIMIT_BYTES });
}

/** The corrected tables; `unreadable` with the number of the first change that does not fit. */
export function applyOverlay(tables: Tables, file: { value: Overlay; sha256: string }): Input<Tables> {
  const { name, date, changes } = file.value;
  let changed: Tables = { ...tables, overlay: { name, date, sha256: file.sha256 } };
  for (const [index, change] of changes.entries()) {
    const source = { document: `overlay ${name}`, lines: `change ${index + 1}`, section: change.why };
    const result = applyChange(changed, change, source);
    if (typeof result === 'string')
      return { kind: 'unreadable', problem: `overlay ${name}, change ${index + 1}: ${result}` };
    changed = result;
  }
  return { kind: 'read', value: changed, sha256: file.sha256 };
}
