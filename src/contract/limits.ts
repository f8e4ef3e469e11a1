/** How much may cross the line between a face and the engine. What is larger is refused before it is parsed. */
import { LOG_END_BYTES } from '../core/words.ts';

export const LIMITS = {
  /** JSON of one command's argument, unless the command says otherwise. */
  argumentBytes: 64 * 1024,
  /** A bundle that somebody hands over, as base64: 32 MB of zip. */
  bundleArgumentBytes: 44 * 1024 * 1024,
  /** The end of a log that a person hands over. */
  logBytes: LOG_END_BYTES,
  /** Signs of one overlay or calibration. */
  tablesBytes: 5_000_000,
  /** Signs of a helpdesk's file of sites. */
  sitesBytes: 1_000_000,
  /** Signs of one file of a bundle that cross; what follows is read with the command line. */
  fileTextSigns: 256 * 1024,
  /** JSON of one result: a report of all Regions with its evidence stays well below. */
  resultBytes: 64 * 1024 * 1024,
  /** JSON of the ids of a report's checks. */
  checkIdsBytes: 8 * 1024 * 1024,
  /** JSON of one event; the last one carries the report. */
  eventBytes: 64 * 1024 * 1024,
  /** Checks that one rerun may name. */
  rerunChecks: 2000,
  /** Steps of a plan, and checks of a report: all Regions of one partition need about 9000. */
  steps: 50_000,
} as const;
