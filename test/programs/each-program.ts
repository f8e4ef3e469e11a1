/** What every program for Linux is held to, whatever processor it is for. Nothing here sends a packet beyond loopback. */
import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import type { Suite } from '../e2e/suite.ts';
import { PREFLIGHT } from '../lab/places.ts';
import { statusOf } from './program.ts';

/** The file to start, and what stands before our arguments: an emulator takes the program so. */
export type Command = readonly [file: string, ...before: string[]];

export const DEMONSTRATION = ['check', '--simulate', 'pcoip-blocked', '--region', 'eu-central-1'];

/** What a person's session has, without a folder of programs: a Node of this machine cannot help. */
function environment(home: string): Record<string, string> {
  return { HOME: home, PATH: join(home, 'no-programs'), LANG: 'C.UTF-8' };
}

/** Runs to its end, in `home` and with its data there. */
export function run([file, ...before]: Command, args: readonly string[], home: string) {
  const all = [...before, ...args];
  return spawnSync(file, all, { env: environment(home), cwd: home, encoding: 'utf8' });
}

/** A folder with a blank and letters of other scripts, removed in the end. */
export async function inHome(test: (home: string) => void | Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'preflight é 日本 '));
  try {
    await test(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The same bytes as the file that Node runs. */
function asWithNode(program: Command, args: readonly string[]): Promise<void> {
  return inHome((home) => {
    const { stdout, stderr, status } = run(program, args, home);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.equal(stdout, run([execPath, PREFLIGHT], args, home).stdout);
  });
}

function checksAndWrites(program: Command): Promise<void> {
  return inHome((home) => {
    const { status, stdout } = run(program, [...DEMONSTRATION, '--bundle', 'b.zip'], home);
    assert.equal(status, 1);
    assert.match(stdout, /PCoIP is blocked here/);
    const shown = run(program, ['bundle', 'inspect', 'b.zip'], home);
    assert.equal(shown.status, 0);
    assert.match(shown.stdout, /PCoIP is blocked here/);
  });
}

/** No terminal and no arguments is a scheduler or a deployment tool: the help, never a page. */
function helpsWithoutATerminal(program: Command): Promise<void> {
  return inHome((home) => {
    const { status, stdout } = run(program, [], home);
    assert.equal(status, 0);
    assert.match(stdout, /preflight check/);
    assert.equal(readdirSync(home).length, 0, 'nothing was written');
  });
}

function printsLicences(program: Command): Promise<void> {
  return inHome((home) => {
    const { status, stdout } = run(program, ['--licenses'], home);
    assert.equal(status, 0);
    for (const name of ['zod ', 'react ', 'Node.js 22', 'OpenSSL']) assert.ok(stdout.includes(name), name);
  });
}

function servesThePage([file, ...before]: Command): Promise<void> {
  return inHome(async (home) => {
    const child = spawn(file, [...before, 'serve'], {
      env: environment(home),
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let said = '';
    const link = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        said += String(chunk);
        const [found] = /http:\S+/.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
      void ended.then((code) => reject(new Error(`it ended with ${code}: ${said}`)));
    });
    const status = await statusOf(link).finally(() => child.kill('SIGTERM'));
    assert.ok([200, 303].includes(status), `status ${status}`);
    assert.equal(await ended, 0);
  });
}

/** `name`: which program the lines are about. */
export async function testProgram({ test }: Suite, name: string, program: Command): Promise<void> {
  const rules = ['rules', '--region', 'eu-central-1'];
  await test(`${name}: the version`, () => asWithNode(program, ['--version']));
  await test(`${name}: the rules, the same bytes as with Node`, () => asWithNode(program, rules));
  await test(`${name}: the licences of everything inside`, () => printsLicences(program));
  await test(`${name}: a check and its bundle, read again`, () => checksAndWrites(program));
  await test(`${name}: without arguments and terminal, the help`, () => helpsWithoutATerminal(program));
  await test(`${name}: the page answers, and SIGTERM ends it with 0`, () => servesThePage(program));
}
