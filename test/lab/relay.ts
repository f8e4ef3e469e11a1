/** Compiles and runs the path emulator (relay/relay.c). */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { findProgram } from '../../scripts/system-packages.mjs';
import { LAB_FOLDER, NETWORK } from './places.ts';
import { mustRun } from './run-command.ts';
import type { PathRule } from './world.ts';

const SOURCES = ['relay.c', 'packet.c', 'packet.h'].map((name) => join(import.meta.dirname, 'relay', name));
const BINARY = join(LAB_FOLDER, 'relay');

let compiled: Promise<string> | null = null;

/** Compiles when the binary is older than a source, once for all labs of this process. Throws one line when there is no compiler. */
export function ensureRelay(): Promise<string> {
  return (compiled ??= compileRelay());
}

async function compileRelay(): Promise<string> {
  const built = await stat(BINARY).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  const changed = await Promise.all(SOURCES.map(async (file) => (await stat(file)).mtimeMs));
  if (built > Math.max(...changed)) return BINARY;
  const compiler = findProgram('gcc');
  if (compiler === null) throw new Error('the lab needs a C compiler: apt-get install gcc libc6-dev');
  await mkdir(LAB_FOLDER, { recursive: true });
  const fresh = `${BINARY}.${process.pid}`;
  await mustRun(compiler, [
    '-O2', '-Wall', '-Wextra', '-Werror', '-o', fresh, ...SOURCES.filter((file) => file.endsWith('.c')),
  ]); // prettier-ignore
  await rename(fresh, BINARY);
  return BINARY;
}

export interface Wire {
  readonly name: string;
  readonly mode: 'tun' | 'tap';
  /** `namespace interface` of the near and the far end. */
  readonly near: string;
  readonly far: string;
  readonly rules: readonly PathRule[];
}

export function relayDescription(wires: readonly Wire[]): string {
  const lines = [
    `router ${NETWORK.carrier.ipv4} ${NETWORK.carrier.ipv6}`,
    ...wires.map((wire) => `wire ${wire.name} ${wire.mode} ${wire.near} ${wire.far}`),
    ...wires.flatMap((wire) => wire.rules.flatMap((rule) => ruleLines(wire.name, rule))),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function ruleLines(wire: string, rule: PathRule): string[] {
  const micro = (ms: number | undefined): number => Math.round((ms ?? 0) * 1000);
  const options = [
    `up=${micro(rule.upMs)} down=${micro(rule.downMs)} swing=${micro(rule.swingMs)}`,
    `loss=${Math.round((rule.lossRatio ?? 0) * 1e6)} drop-syn=${rule.dropSyn ?? 0}`,
    `rate=${rule.rateKbps ?? 0} queue=${micro(rule.queueMs ?? 100)}`,
    `mtu=${rule.mtu ?? 0} mtu-mode=${rule.mtuMode ?? 'icmp'} mtu-way=${rule.mtuWay ?? 'both'}`,
  ];
  const counted = rule.lossRatio !== undefined || rule.dropSyn !== undefined;
  const words = counted ? [...options, `pool=${poolOf(rule)}`] : options;
  return rule.prefixes.map((prefix) => `rule ${wire} ${prefix} ${words.join(' ')}`);
}

/** Rules that came from one change lose packets together: every n-th of all its prefixes. */
function poolOf(rule: PathRule): number {
  return [...rule.prefixes.join(',')].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 1e6, 1);
}

export interface RelayFigures {
  readonly up: number;
  readonly down: number;
  readonly dropped: number;
  /** Most packets that the client's side sent within 100 ms. */
  readonly maxUpIn100Ms: number;
  readonly latenessUs: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** A running relay. It ends with its stdin, so it cannot outlive this process. */
export class Relay {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private errors = '';

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    this.lines = createInterface(child.stdout);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    child.stdin.on('error', () => undefined);
  }

  static async start(binary: string, description: string): Promise<Relay> {
    const relay = new Relay(spawn(binary, [description], { stdio: 'pipe' }));
    await relay.nextLine();
    return relay;
  }

  async stats(): Promise<RelayFigures> {
    this.child.stdin.write('stats\n');
    return JSON.parse(await this.nextLine()) as RelayFigures;
  }

  reset(): void {
    this.child.stdin.write('reset\n');
  }

  stop(): Promise<void> {
    if (this.child.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.child.once('close', () => resolve());
      this.child.stdin.end();
    });
  }

  private nextLine(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.lines.once('line', resolve);
      this.child.once('close', () => reject(new Error(`the relay ended: ${this.errors.trim()}`)));
    });
  }
}
