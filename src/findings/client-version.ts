/** The installed client against the version gates of the documents. What cannot be read counts as current. */
import type { Protocol } from '../core/words.ts';
import { measuredOf, type View } from './view.ts';

/** First version with the fallback of DCV to TCP 443 (technical-facts A.5): Windows and macOS 5.23.0, Linux 2024.7. */
const FALLBACK_443: Readonly<Record<string, string>> = { win32: '5.23.0', darwin: '5.23.0', linux: '2024.7' };

/** First version that DCV WorkSpaces support (guide2025, 1660-1662). */
const DCV_MINIMUM: Readonly<Record<string, string>> = {
  win32: '5.1.0.329',
  darwin: '5.5.0',
  linux: '2024.0',
};

function installedVersion(view: View): string | null {
  return measuredOf(view, 'client', 'client')[0]?.evidence.version ?? null;
}

/** Whether the client can stream DCV over 443; true for an unknown version. */
export function has443Fallback(view: View): boolean {
  return isAtLeast(installedVersion(view), FALLBACK_443[view.record.host.os.platform]);
}

/** The version that the protocol needs where the installed one is older; null when it is new enough or unknown. */
export function neededVersion(view: View, protocol: Protocol): string | null {
  const minimum = protocol === 'dcv' ? DCV_MINIMUM[view.record.host.os.platform] : undefined;
  return minimum !== undefined && !isAtLeast(installedVersion(view), minimum) ? minimum : null;
}

/** Compares dotted numbers of any length; unknown or unreadable versions pass. */
function isAtLeast(version: string | null, minimum: string | undefined): boolean {
  if (version === null || minimum === undefined || !/^\d/.test(version)) return true;
  return compareVersions(numbersOf(version), numbersOf(minimum)) >= 0;
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

function compareVersions(have: readonly number[], need: readonly number[]): number {
  const index = need.findIndex((number, position) => number !== (have[position] ?? 0));
  return index < 0 ? 0 : (have[index] ?? 0) - (need[index] ?? 0);
}
