/** The tables that a command works with: the embedded ones, corrected by `--overlay` and `--calibration`. */
import type { Tables } from '../regions/model.ts';
import { loadTables } from '../regions/tables.ts';
import { allOf, oneOf, type GivenOptions } from './given-options.ts';
import { accepted } from './read-input-file.ts';

export async function correctedTables(options: GivenOptions): Promise<Tables> {
  const overlay = oneOf(options, 'overlay');
  const calibrations = allOf(options, 'calibration');
  // The schemas of corrections are loaded for those who have some.
  if (overlay === null && calibrations.length === 0) return loadTables();
  const { loadCorrectedTables } = await import('../regions/load-corrected-tables.ts');
  const flag =
    overlay === null
      ? '--calibration'
      : calibrations.length === 0
        ? '--overlay'
        : '--overlay or --calibration';
  return accepted(flag, await loadCorrectedTables({ overlay, calibrations }));
}
