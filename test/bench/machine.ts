/** What the figures were taken on: without it they say nothing. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, getPriority, loadavg, release, totalmem } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMb: number;
  readonly kernel: string;
  readonly node: string;
  readonly fping: string;
  readonly nmap: string;
  readonly commit: string;
  /**
   * Of the bench and of every program that it starts; -20 is the most favoured. Linux counts it between sessions (autogroup), so
   * `nice` alone does not help against other sessions.
   */
  readonly nice: number;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryMb: Math.round(totalmem() / 1e6),
    kernel: `${system()}, Linux ${release()}`,
    node: process.version,
    fping: firstLine('fping', ['--version']),
    nmap: firstLine('nmap', ['--version']),
    commit: firstLine('git', ['rev-parse', '--short', 'HEAD']),
    nice: niceness(),
  };
}

function niceness(): number {
  try {
    return Number(/nice (-?\d+)/.exec(readFileSync('/proc/self/autogroup', 'utf8'))?.[1] ?? getPriority());
  } catch {
    return getPriority();
  }
}

/** Milliseconds that the machine above this one took from each of its processors since it started (`steal`, proc(5)); null off Linux. */
export function stolenMs(): number | null {
  try {
    const ticks = /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]?.split(' ') ?? [];
    const stolen = Number(ticks[7]);
    return Number.isFinite(stolen) ? (stolen * MS_PER_TICK) / cpus().length : null;
  } catch {
    return null;
  }
}

/** USER_HZ, which is 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/** Runnable processes, one minute's average, as the kernel has it. */
export function load(): number {
  return loadavg()[0] ?? Number.NaN;
}

function system(): string {
  return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown system';
}

function firstLine(file: string, args: readonly string[]): string {
  return execFileSync(file, args, { encoding: 'utf8' }).split('\n')[0]?.trim() ?? '';
}
