/** What the Windows program does with files, streams and other programs. Nothing here sends a packet beyond loopback. */
import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  copyFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { ensureBuilt } from '../lab/ensure-built.ts';
import { openLab } from '../lab/lab.ts';
import { REPOSITORY, PREFLIGHT } from '../lab/places.ts';
import { checkArguments, worldOf } from '../lab/run-scenario.ts';
import { scenarioNamed } from '../lab/scenarios/index.ts';
import { statusOf, version } from '../programs/program.ts';
import { runUnderWine } from './networks.ts';
import { changedFiles, doubleClick, filesOfDriveC, putProgram } from './double-click.ts';
import { DRIVE_C, PROGRAM, endWine, preflightHere, pressCtrlC, until, type WineOptions } from './wine.ts';

interface ProgramTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** A blank, an accent and letters of another script, as a person's folder may have them. */
const PERSON = join(DRIVE_C, 'users/Jane Doe é日本');
const DEMONSTRATION = ['check', '--simulate', 'ready', '--region', 'eu-central-1'];

/** The same command on this system. */
function here(args: readonly string[], input = ''): string {
  return spawnSync(execPath, [PREFLIGHT, ...args], { encoding: 'utf8', input }).stdout;
}
const ended = (args: readonly string[], options: WineOptions = {}) => preflightHere(args, options).ended;

async function asHere(args: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await ended(args);
  assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  assert.equal(stdout, here(args));
}

async function writesIntoTheFolderOfAPerson(): Promise<void> {
  rmSync(PERSON, { recursive: true, force: true });
  mkdirSync(PERSON, { recursive: true });
  const args = [...DEMONSTRATION, '--format', 'json', '--output', 'C:\\users\\Jane Doe é日本\\report.json'];
  for (const samples of ['1', '2']) {
    const { exitCode, stderr } = await ended([...args, '--samples', samples]);
    assert.deepEqual({ exitCode, stderr: /\n {4}at /.test(stderr) }, { exitCode: 0, stderr: false });
  }
  const bundle = await ended([...DEMONSTRATION, '--bundle', 'C:\\users\\Jane Doe é日本\\b.zip']);
  assert.equal(bundle.exitCode, 0);
  assert.deepEqual(readdirSync(PERSON).sort(), ['b.zip', 'report.json']);
  const report = JSON.parse(readFileSync(join(PERSON, 'report.json'), 'utf8')) as { verdict: string };
  assert.equal(report.verdict, 'ready');
}

async function refusesAMissingFolder(): Promise<void> {
  const { exitCode, stderr } = await ended([...DEMONSTRATION, '--output', 'C:\\nowhere\\report.json']);
  assert.equal(exitCode, 2);
  assert.match(stderr, /^preflight: [^\n]+\n$/);
}

async function runsFromTheFolderOfAPerson(): Promise<void> {
  mkdirSync(PERSON, { recursive: true });
  const copy = join(PERSON, 'preflight.exe');
  copyFileSync(PROGRAM, copy);
  try {
    const { exitCode, stdout } = await ended(['--version'], { cwd: PERSON });
    assert.deepEqual({ exitCode, stdout }, { exitCode: 0, stdout: `${version()}\n` });
  } finally {
    rmSync(copy);
  }
}

async function noColoursInAFile(): Promise<void> {
  const { stdout } = await ended(DEMONSTRATION, { env: { CI: '1' } });
  assert.match(stdout, /Ready/);
  assert.ok(!stdout.includes('\u001b'));
}

async function auditsStandardInput(): Promise<void> {
  const rules = here(['rules', '--region', 'eu-central-1', '--format', 'csv']);
  assert.ok(rules.length > 1000);
  const file = join(DRIVE_C, 'rules.csv');
  writeFileSync(file, rules);
  const args = ['audit', '-', '--region', 'eu-central-1'];
  const { stdout, exitCode } = await ended(args, { stdin: file });
  assert.equal(stdout, here(args, rules));
  assert.equal(exitCode, 0);
}

/** Wine 8 hands Node 22 a pipe that it cannot open: exactly what a broken handle on Windows would be. */
async function aBrokenStreamIsNoVerdict(): Promise<void> {
  const { PATH, HOME } = process.env;
  const running = preflightHere(['--version']);
  await running.ended;
  const file = join(DRIVE_C, 'broken.txt');
  const line = `"$0" "$@" 2>"${file}" | cat; exit "\${PIPESTATUS[0]}"`;
  const args = ['-c', line, '/usr/lib/wine/wine64', PROGRAM, ...DEMONSTRATION];
  const env = { PATH, HOME, WINEPREFIX: join(DRIVE_C, '..'), WINEDEBUG: '-all', DISPLAY: '' };
  const child = spawn('bash', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.resume();
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 3);
  assert.match(readFileSync(file, 'utf8'), /^preflight: the program could not start: [^\n]*EBADF[^\n]*\n$/);
}

/** Wine has neither Chrome nor Edge: the page goes to the browser of the system, by rundll32. */
async function aPlantedProgramIsNotStarted(): Promise<void> {
  const folder = join(DRIVE_C, 'users/Downloads');
  const trace = join(DRIVE_C, 'planted.txt');
  rmSync(trace, { force: true });
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'planted.c');
  writeFileSync(
    source,
    '#include <stdio.h>\nint main(void) { return fputs("run", fopen("C:\\\\planted.txt", "w")) < 0; }\n',
  );
  for (const name of ['rundll32.exe', 'tasklist.exe', 'powershell.exe', 'netsh.exe', 'reg.exe', 'ping.exe'])
    spawnSync('x86_64-w64-mingw32-gcc', ['-s', '-o', join(folder, name), source]);
  const running = preflightHere(['serve', '--open'], { cwd: folder });
  try {
    const url = await until(() => /http:\S+/.exec(running.streams().stdout)?.[0] ?? null, 'the link');
    await until(() => /Ctrl-C/.exec(running.streams().stderr)?.[0] ?? null, 'the second line');
    assert.ok([200, 303].includes(await statusOf(url)), 'the page answers');
    assert.equal(existsSync(trace), false, 'a planted program was started');
    const second = await ended(['serve', '--open'], { cwd: folder });
    assert.match(second.stdout, /open already/);
    pressCtrlC(running.child);
    assert.equal((await running.ended).exitCode, 0);
  } finally {
    running.child.kill('SIGKILL');
  }
}

/** In a folder of a person's; what stays behind is the data folder's alone. */
async function aDoubleClickOpensThePage(): Promise<void> {
  const program = putProgram(join(PERSON, 'Downloads'));
  const clicked = doubleClick(program);
  const before = filesOfDriveC();
  const page = await until(clicked.page, 'the page in Chrome');
  const [link = ''] = /http:[^"]+/.exec(readFileSync(new URL(page), 'utf8')) ?? [];
  assert.ok([200, 303].includes(await statusOf(link)), 'the page answers');
  await until(() => /Ctrl-C ends it/.exec(clicked.shown()), 'the line of the console');
  clicked.press('\u0003');
  assert.equal(await clicked.ended, 0);
  const strange = changedFiles(before).filter((path) => !path.includes('AppData/Roaming/Preflight/'));
  assert.deepEqual(strange, []);
}

/** Times are of the place where they are read; Node takes the zone from Windows or from TZ. */
async function timesOfThePlace(): Promise<void> {
  const bundle = join(DRIVE_C, 'times.zip');
  here([...DEMONSTRATION, '--bundle', bundle]);
  const [PATH, args] = [process.env['PATH'], ['bundle', 'inspect']];
  for (const TZ of ['Asia/Kolkata', 'America/New_York']) {
    const { stdout } = await ended([...args, 'C:\\times.zip'], { env: { TZ } });
    const wanted = spawnSync(execPath, [PREFLIGHT, ...args, bundle], { encoding: 'utf8', env: { PATH, TZ } });
    assert.equal(stdout, wanted.stdout);
    assert.match(stdout, TZ === 'Asia/Kolkata' ? /UTC\+5:30/ : /UTC-[45]/);
  }
}

/** What a console of another language prints comes in its code page: no letter of it is UTF-8. */
async function readsAnotherCodePage(): Promise<void> {
  const fixture = (name: string) => join(REPOSITORY, 'test/fixtures', name);
  const { stdout: netsh } = spawnSync('iconv', [
    '-f',
    'UTF-8',
    '-t',
    'CP866',
    fixture('netsh/russian-windows.txt'),
  ]);
  assert.ok(
    netsh.length > 300 && !netsh.toString('latin1').includes('\u00d0'),
    'the code page of a Russian console',
  );
  const { wifi } = await hostUnderWine(netsh);
  assert.deepEqual(wifi, JSON.parse(readFileSync(fixture('netsh/russian-windows.json'), 'utf8')));
}

/** The readers of Windows' tools end to end: transcribed output, as bytes, through the program into the report. */
async function readsWindowsTools(): Promise<void> {
  const host = await hostUnderWine(readFileSync(join(REPOSITORY, 'test/fixtures/netsh/german-windows.txt')));
  const kinds = Object.fromEntries(host.interfaces.map(({ name, kind }) => [name, kind]));
  assert.deepEqual(kinds, { 'Wi-Fi': 'wifi', Ethernet: 'ethernet', 'Firmen-VPN': 'tunnel', wg0: 'tunnel' });
  assert.match(JSON.stringify(host), /"mtuBytes":1300/);
  assert.match(JSON.stringify(host), /"192\.168\.1\.1"/);
}

type HostRead = { readonly interfaces: readonly { name: string; kind: string }[] } & Record<string, unknown>;

/** What a check in a healthy network says of this machine, where `netsh` prints these bytes. */
async function hostUnderWine(netsh: Buffer): Promise<HostRead> {
  const scenario = scenarioNamed('healthy');
  assert.ok(scenario);
  const powershell = readFileSync(join(REPOSITORY, 'test/fixtures/powershell/facts-windows.txt'));
  const lab = await openLab(worldOf(scenario));
  try {
    const args = ['check', ...checkArguments(scenario), '--samples', '1', '--format', 'json'];
    const { stdout } = await runUnderWine(lab, args, { powershell, netsh, 'netsh.exit': '0' });
    return (JSON.parse(stdout) as { host: HostRead }).host;
  } finally {
    await lab.close();
  }
}

export const PROGRAM_TESTS: readonly ProgramTest[] = [
  { name: 'the version', run: () => asHere(['--version']) },
  { name: 'the rules, the same bytes as here', run: () => asHere(['rules', '--region', 'eu-central-1']) },
  { name: 'the licences of everything inside', run: licences },
  {
    name: 'a report and a bundle in a folder with a blank and letters of other scripts',
    run: writesIntoTheFolderOfAPerson,
  },
  { name: 'the program in such a folder', run: runsFromTheFolderOfAPerson },
  { name: 'a missing folder is one sentence', run: refusesAMissingFolder },
  { name: 'no colours in a file', run: noColoursInAFile },
  { name: 'audit from standard input, the same as here', run: auditsStandardInput },
  { name: 'a stream that cannot be opened is exit 3', run: aBrokenStreamIsNoVerdict },
  { name: 'serve: no planted program, one instance, Ctrl-C', run: aPlantedProgramIsNotStarted },
  { name: 'a double click: the page in Chrome, Ctrl-C in the console', run: aDoubleClickOpensThePage },
  { name: 'output of Windows’ tools end to end', run: readsWindowsTools },
  { name: 'output in the code page of another language', run: readsAnotherCodePage },
  { name: 'times of the zone where they are read', run: timesOfThePlace },
];

async function licences(): Promise<void> {
  const { stdout, exitCode } = await ended(['--licenses']);
  assert.equal(exitCode, 0);
  for (const name of ['zod ', 'react ', 'Node.js 22', 'OpenSSL']) assert.ok(stdout.includes(name), name);
}

/** Runs them one after the other; gives the number of those that failed. */
export async function runProgramTests(): Promise<number> {
  await ensureBuilt();
  let failed = 0;
  for (const { name, run } of PROGRAM_TESTS) {
    const started = performance.now();
    const problem = await run().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (problem !== null) failed += 1;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${problem === null ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${problem === null ? '' : `\n     ${problem}`}`,
    );
  }
  endWine();
  return failed;
}
