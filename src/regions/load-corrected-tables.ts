/** The embedded tables with an organisation's overlay and with calibrations, as `--overlay` and `--calibration` name them. */
import { z } from 'zod';
import { applyCalibration, calibration, readCalibration } from './calibration.ts';
import type { Tables } from './model.ts';
import { overlay } from './overlay-schema.ts';
import { applyOverlay, readOverlay } from './overlay.ts';
import { parseInputJson, type Input } from './read-input-file.ts';
import { loadTables } from './tables.ts';

export interface Corrections {
  /** Path of a `preflight.overlay/1` file. */
  readonly overlay: string | null;
  /** Paths of `preflight.calibration/1` files, oldest first. */
  readonly calibrations: readonly string[];
}

/** Calibrations first: what the organisation writes down has the last word. The problem is one line (exit 2). */
export async function loadCorrectedTables(corrections: Corrections): Promise<Input<Tables>> {
  let tables = loadTables();
  for (const path of corrections.calibrations) {
    const file = await readCalibration(path);
    if (file.kind === 'unreadable') return file;
    tables = applyCalibration(tables, file);
  }
  if (corrections.overlay === null) return { kind: 'read', value: tables, sha256: tables.sha256 };
  const file = await readOverlay(corrections.overlay);
  return file.kind === 'unreadable' ? file : applyOverlay(tables, file);
}

/** One file of a person who names no kind: it says itself which it is. */
const correction = z.discriminatedUnion('schema', [overlay, calibration]);

/** `base` with the files that somebody handed over, in any order: calibrations first, as above. All of them or none. */
export function correctTables(
  base: Tables,
  files: readonly { readonly fileName: string; readonly text: string }[],
): Input<Tables> {
  let result: Input<Tables> = { kind: 'read', value: base, sha256: base.sha256 };
  const read = files.map(({ fileName, text }) => parseInputJson(fileName, text, correction));
  for (const kind of ['preflight.calibration/1', 'preflight.overlay/1'])
    for (const file of read) {
      if (file.kind === 'unreadable') return file;
      if (file.value.schema !== kind || result.kind === 'unreadable') continue;
      const { value, sha256 } = file;
      result =
        value.schema === 'preflight.overlay/1'
          ? applyOverlay(result.value, { value, sha256 })
          : { kind: 'read', value: applyCalibration(result.value, { value, sha256 }), sha256 };
    }
  return result;
}
