/** fping and nmap on the same lab, as peers. */
import type { Lab } from '../lab/lab.ts';
import { runProgram, type ProgramRun } from './programs.ts';

/** Round trips in milliseconds by address, from `fping -C` (one line an address, `-` for a loss). */
export async function fping(
  lab: Lab,
  addresses: readonly string[],
  samples: number,
): Promise<{ readonly rttsMs: ReadonlyMap<string, readonly number[]>; readonly run: ProgramRun }> {
  const run = await runProgram(lab, 'fping', [
    '-q',
    '-C',
    String(samples),
    '-p',
    '100',
    '-i',
    '1',
    ...addresses,
  ]);
  const rows = run.stderr.split('\n').flatMap((line) => {
    const [, address, values] = /^(\S+)\s+: (.+)$/.exec(line) ?? [];
    if (address === undefined || values === undefined) return [];
    return [[address, values.split(' ').map(Number).filter(Number.isFinite)] as const];
  });
  return { rttsMs: new Map(rows), run };
}

export interface Scan {
  readonly kind: 'connect' | 'udp';
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
}

export function nmapArgs({ kind, addresses, ports }: Scan): readonly string[] {
  const scan = kind === 'connect' ? ['-sT', '-T4'] : ['-sU'];
  return ['-n', '-Pn', ...scan, '-p', ports.join(','), ...addresses];
}

export function nmap(lab: Lab, scan: Scan, extra: readonly string[] = []): Promise<ProgramRun> {
  return runProgram(lab, 'nmap', [...nmapArgs(scan), ...extra]);
}

/** `nmap -n -Pn -sT … (25 addresses)`. */
export function nmapLine(scan: Omit<Scan, 'addresses'>, addresses: number): string {
  return `nmap ${nmapArgs({ ...scan, addresses: [] }).join(' ')} (${addresses} addresses)`;
}
