/** A report that an earlier run wrote: bounded, of this schema, or one line that says what is wrong. */
import { acceptReport } from '../report/accept-report.ts';
import type { Report } from '../report/report.ts';
import { readJsonFile } from './read-input-file.ts';
import { UsageError, hideSecrets, quoted } from './usage-error.ts';

/** A report of all Regions with its evidence has about 20 MB. */
const MAX_BYTES = 100_000_000;

export async function readReportFile(flag: string, path: string): Promise<Report> {
  const validated = acceptReport(await readJsonFile({ flag, path, maxBytes: MAX_BYTES }));
  if (validated.ok) return validated.report;
  throw new UsageError(
    `${flag}: ${quoted(path)} is no report of preflight (preflight.report/1): ${hideSecrets(validated.problem)}`,
  );
}
