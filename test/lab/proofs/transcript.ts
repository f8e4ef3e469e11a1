/**
 * Follows docs/for-network-teams.md on a fresh clone, inside the lab, and returns the transcript. `npm run proofs -- transcript`.
 * The set-up (npm) runs outside, because inside there is no network; every command of preflight runs inside.
 */
import type { SpawnOptions } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { openLab, type Lab } from '../lab.ts';
import { REPOSITORY } from '../places.ts';
import { PKI } from '../pki.ts';
import { mustRun, runCommand } from '../run-command.ts';
import { worldOf } from '../run-scenario.ts';
import { scenarioNamed } from '../scenarios/index.ts';
import { withDirectory } from './directory-scene.ts';
import { mustRunInside } from './inside.ts';
import type { Run } from './proof-page.ts';

const CHANGE = '# the firewall is changed here';
/** The guide's own set-up; it needs the registry and runs before the lab is opened. */
const SET_UP = /^npm /;

/** The commands of the guide in their order; a here-document belongs to its command. */
export function commandsOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```sh\n([^]*?)^```$/gm)].map((match) => match[1] ?? '');
  const commands: string[] = [];
  let end: string | null = null;
  for (const line of blocks.flatMap((block) => block.trimEnd().split('\n'))) {
    if (end === null) commands.push(line);
    else commands.push(`${commands.pop()}\n${line}`);
    if (end === line) end = null;
    else end ??= /<<'(\w+)'/.exec(line)?.[1] ?? null;
  }
  return commands;
}

interface Followed {
  readonly command: string;
  readonly output: string;
  readonly exitCode: number | null;
}

/** The page, and which commands ended otherwise than the guide says (2 and more is a mistake or a fault; only preflight may say 1). */
export interface Transcript {
  readonly page: string;
  readonly wrong: readonly string[];
}

const isWrong = ({ command, exitCode }: Followed): boolean =>
  exitCode !== 0 && !(exitCode === 1 && command.startsWith('preflight '));

export async function followGuide(run: Run): Promise<Transcript> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-network-teams-'));
  try {
    const clone = join(folder, 'preflight');
    await mustRun('git', ['clone', '--quiet', REPOSITORY, clone]);
    const commit = (await mustRun('git', ['-C', clone, 'rev-parse', '--short', 'HEAD'])).trim();
    const commands = commandsOf(await readFile(join(clone, 'docs/for-network-teams.md'), 'utf8'));
    const prefix = join(folder, 'global');
    const before = commands.filter((one) => SET_UP.test(one));
    for (const command of before) await setUp(command, clone, prefix);
    const trust = join(folder, 'trust.sh');
    await writeFile(trust, TRUST_LAB);
    const env = { PATH: `${join(prefix, 'bin')}:${dirname(execPath)}:${SYSTEM_PATH}`, BASH_ENV: trust };
    const followed = await followInside(
      commands.filter((one) => !SET_UP.test(one)),
      { cwd: clone, env },
    );
    return {
      page: page(run, commit, before, followed),
      wrong: followed.filter(isWrong).map(({ command, exitCode }) => `${command} [exit ${exitCode}]`),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the npm of `npm run` tells its children (its folder, its prefix) must not reach the clone's own npm. */
const FORGET_NPM = 'for name in $(env | grep -o "^npm_[A-Za-z_0-9]*"); do unset "$name"; done';

/** As a prefix of its own for what is global, so that nothing of this machine changes. */
async function setUp(command: string, clone: string, prefix: string): Promise<void> {
  const place = command.includes('--global') ? `npm_config_prefix=${prefix} ` : '';
  const outcome = await runCommand('sh', [
    '-c',
    `${FORGET_NPM}; cd ${clone} && ${place}ELECTRON_SKIP_BINARY_DOWNLOAD=1 ${command}`,
  ]);
  if (outcome.exitCode !== 0) throw new Error(`${command}: ${outcome.stderr.slice(-1500)}`);
}

const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/** The lab's own authority stands for the public ones. Each shell reads this first; it is not shown as a step of the guide. */
const TRUST_LAB = `preflight() {
  case "$1" in
    check | prove) command preflight "$@" --public-roots '${PKI.publicRoot}' ;;
    *) command preflight "$@" ;;
  esac
}
`;

async function followInside(commands: readonly string[], options: SpawnOptions): Promise<Followed[]> {
  const scenario = scenarioNamed('pcoip-tcp-dropped');
  if (scenario === null) throw new Error('no scenario pcoip-tcp-dropped');
  const lab = await openLab(worldOf(scenario));
  try {
    return await withDirectory(lab, { records: ['ldap'], closed: ['tcp 636'] }, async () => {
      const followed: Followed[] = [];
      for (const command of commands) {
        if (command === CHANGE) await mustRunInside(lab, 'router', ['nft', 'delete', 'table', 'inet', 'lab']);
        followed.push(await follow(lab, command, options));
      }
      return followed;
    });
  } finally {
    await lab.close();
  }
}

function follow(lab: Lab, command: string, options: SpawnOptions): Promise<Followed> {
  const child = lab.spawn('bash', ['-c', command], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ command, output, exitCode }));
  });
}

function page(
  run: Run,
  commit: string,
  setUpCommands: readonly string[],
  followed: readonly Followed[],
): string {
  const lines = [
    '# Transcript: for network teams',
    '',
    `[The guide](../../for-network-teams.md) followed on ${run.date} by \`npm run proofs -- transcript\`: a fresh clone of ${commit} in /tmp, inside the`,
    'lab (scenario `pcoip-tcp-dropped`: a firewall on the way drops TCP 4172, until the step where it is changed). The directory is a dnsmasq',
    "without Kerberos records and a controller that refuses TCP 636. `check` and `prove` were given the lab's authority (`--public-roots`).",
    '',
    '```text',
    ...setUpCommands.map((command) => `$ ${command}`),
    ...followed.flatMap(({ command, output, exitCode }) => [
      `$ ${command}`,
      ...(output === '' ? [] : [output.trimEnd()]),
      ...(exitCode === 0 ? [] : [`[exit ${exitCode}]`]),
      '',
    ]),
    '```',
  ];
  return `${lines.join('\n')}\n`;
}
