/** How old the published facts may be before whoever reads a verdict is told. */

/** Whether an edition of this day (`2026-11-29`) is older than 12 months (findings.md, second edition). */
export function isOldEdition(date: string, now: Date): boolean {
  const yearAgo = new Date(now);
  yearAgo.setUTCFullYear(yearAgo.getUTCFullYear() - 1);
  return new Date(date) < yearAgo;
}
