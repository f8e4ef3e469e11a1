/** How much memory a process holds, as Linux tells it. */
import { readFileSync } from 'node:fs';

/** Resident memory in MB, now and at its highest. Throws where the process is gone. */
export function memoryMb(pid: number): { readonly now: number; readonly most: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? NaN) / 1024);
  return { now: of('VmRSS'), most: of('VmHWM') };
}

/** The highest so far of a process that may have ended meanwhile: then 0, for the greatest of several readings counts. */
export function peakOf(pid: number | undefined): number {
  try {
    return memoryMb(pid ?? NaN).most || 0;
  } catch {
    return 0;
  }
}
