/** Bundles by the built program alone: what a person and a helpdesk type, what comes out where, and with which exit code. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import { validateReport } from '../../../src/report/validate-report.ts';
import { hostileZips } from '../bundle/hostile-zips.ts';
import { insideOf } from '../bundle/simulated-input.ts';
import { buildProgram, type BuiltProgram, type Ran } from './built-program.ts';

/** A child process each, on a machine that may be busy. */
jest.setTimeout(120_000);

let program: BuiltProgram;
const CHECK = ['check', '--region', 'us-east-1', '--samples', '1', '--simulate'];

async function bundleOf(situation: string, name: string, ...more: readonly string[]): Promise<Ran> {
  return program.run([...CHECK, situation, '--bundle', name, ...more]);
}

function inside(name: string): ReadonlyMap<string, string> {
  return insideOf(readFileSync(join(program.folder, name)));
}

function oneLine(stderr: string): void {
  expect(stderr).toMatch(/^preflight: [^\n]+\n$/);
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(stderr).not.toMatch(/\bat .+:\d+:\d+/);
}

beforeAll(async () => {
  program = buildProgram();
  expect((await bundleOf('ready', 'ready.zip')).code).toBe(0);
  // PCoIP was asked for too, and is blocked.
  expect((await bundleOf('pcoip-blocked', 'blocked.zip')).code).toBe(1);
}, 120_000);
afterAll(() => program.remove());

describe('check --bundle', () => {
  test('prints the report, writes one zip for this user alone, and names it with its hash', async () => {
    const { code, stdout, stderr } = await bundleOf('pcoip-blocked', 'one.zip', '--format', 'markdown');
    const sha256 = createHash('sha256')
      .update(readFileSync(join(program.folder, 'one.zip')))
      .digest('hex');
    expect(code).toBe(1);
    expect(stdout).toContain(`- Bundle: one.zip, SHA-256 ${sha256}`);
    expect(stderr).toContain(`SHA-256 ${sha256}. Nothing was sent`);
    expect([...inside('one.zip').keys()].slice(0, 4)).toEqual([
      'manifest.json',
      'report.json',
      'report.html',
      'summary.txt',
    ]);
  });

  test('with --format json standard output is one valid report, and --quiet says nothing', async () => {
    const { code, stdout, stderr } = await bundleOf('ready', 'two.zip', '--format', 'json', '--quiet');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(validateReport(JSON.parse(stdout))).toMatchObject({ ok: true });
  });

  test('--dry-run shows every file and writes none', async () => {
    const { code, stdout, stderr } = await bundleOf('ready', 'never.zip', '--dry-run');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of inside('ready.zip').keys()) expect(stdout).toContain(`=== ${name}, `);
    expect(stdout).toContain('Nothing was written.');
    expect(existsSync(join(program.folder, 'never.zip'))).toBe(false);
  });

  test('--dry-run with --format json keeps standard output one document', async () => {
    const { stdout, stderr } = await bundleOf('ready', 'never.zip', '--dry-run', '--format', 'json');
    expect(validateReport(JSON.parse(stdout))).toMatchObject({ ok: true });
    expect(stderr).toContain('=== manifest.json, ');
  });

  test.each([
    ['full', 'demo-laptop', true],
    ['standard', 'host-1', false],
    ['minimal', null, false],
  ])('--redaction %s says what it promises', async (level, hostName, hasAddress) => {
    await bundleOf('ready', 'level.zip', '--redaction', level);
    const files = inside('level.zip');
    const report = JSON.parse(files.get('report.json') ?? '') as { host: { hostName: string | null } };
    expect(report.host.hostName).toBe(hostName);
    const all = [...files.values()].join('\n');
    expect(all.includes('192.168.1.')).toBe(hasAddress);
    expect(files.has('system/os.json')).toBe(level !== 'minimal');
    // The name of the machine that runs this test is never its business.
    if (level !== 'full' && hostname().length > 3) expect(all).not.toContain(hostname());
    expect(JSON.parse(files.get('manifest.json') ?? '')).toMatchObject({ redaction: { level } });
  });

  test('--leave-out keeps a file, a folder and a field out', async () => {
    const out = ['report.html', 'system/', 'evidence/dns.jsonl', 'host.wifi'].flatMap((name) => [
      '--leave-out',
      name,
    ]);
    expect((await bundleOf('ready', 'less.zip', ...out)).code).toBe(0);
    const names = [...inside('less.zip').keys()];
    expect(names).toContain('evidence/https.jsonl');
    expect(names.filter((name) => /^(?:report\.html|system\/|evidence\/dns)/.test(name))).toEqual([]);
    const { code, stdout } = await program.run(['bundle', 'inspect', 'less.zip', '--files']);
    expect(code).toBe(0);
    expect(stdout).toContain('not inside: report.html (the person left it out)');
  });

  test("--include-client-logs brings the client's logs, newest first, without links, without names", async () => {
    const logs = join(
      program.folder,
      'home',
      '.local',
      'share',
      'Amazon Web Services',
      'Amazon WorkSpaces',
      'logs',
    );
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, 'client.log'), 'user=kim77 password=pw-zz070 from 10.4.5.6\n');
    writeFileSync(join(program.folder, 'private.txt'), 'a file of somebody');
    symlinkSync(join(program.folder, 'private.txt'), join(logs, 'linked.log'));
    const env = { HOME: join(program.folder, 'home') };
    const args = [...CHECK, 'ready', '--bundle', 'logs.zip'];
    await program.run(args, env);
    expect([...inside('logs.zip').keys()].filter((name) => name.startsWith('client-logs/'))).toEqual([]);
    await program.run([...args, '--include-client-logs'], env);
    const found = [...inside('logs.zip')].filter(([name]) => name.startsWith('client-logs/'));
    expect(found).toEqual([
      [
        'client-logs/01-client.log',
        expect.stringMatching(/^user=user-\d+ password=\(hidden\) from private-\d+\n$/),
      ],
    ]);
  });

  test.each([
    ['a stray option', ['--redaction', 'full'], /--redaction needs --bundle/],
    ['a folder that is not there', ['--bundle', 'gone/x.zip'], /its folder does not exist/],
    ['a folder as the file', ['--bundle', '.'], /it is a folder/],
    ['an unknown level', ['--bundle', 'x.zip', '--redaction', 'some'], /accepted: full, standard, minimal/],
    ['a file that is needed', ['--bundle', 'x.zip', '--leave-out', 'report.json'], /is not accepted/],
    ['a climbing name', ['--bundle', 'x.zip', '--leave-out', '../x'], /is not accepted/],
    ['the same file twice', ['--bundle', 'x.zip', '--output', './x.zip'], /name the same file/],
  ])('%s: one line, exit 2, nothing printed, nothing written', async (_title, more, wanted) => {
    const before = readdirSync(program.folder);
    const { code, stdout, stderr } = await program.run([...CHECK, 'ready', ...more]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    oneLine(stderr);
    expect(stderr).toMatch(wanted);
    expect(readdirSync(program.folder)).toEqual(before);
  });

  test('a field without which there is no report: the report is printed, no bundle, exit 2', async () => {
    const { code, stdout, stderr } = await bundleOf('ready', 'x.zip', '--leave-out', 'checks.status');
    expect(code).toBe(2);
    expect(stdout).toContain('Ready');
    oneLine(stderr);
    expect(existsSync(join(program.folder, 'x.zip'))).toBe(false);
  });
});

describe('bundle inspect', () => {
  test('says the verdict first, then whose machine, and whether it is intact; files and the rest are asked for', async () => {
    const { code, stdout, stderr } = await program.run(['bundle', 'inspect', 'blocked.zip']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Demonstration [^\n]+\n✗ PCoIP is blocked here\. /);
    expect(stdout).toMatch(/\n {2}Intact +yes: (\d+) of \1 files match their digests\n/);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/Bundle blocked\.zip, SHA-256 [0-9a-f]{64} /);
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    expect(stdout).not.toContain('report.json');
    const files = await program.run(['bundle', 'inspect', 'blocked.zip', '--files']);
    expect(files.stdout).toContain('report.json  ');
    const all = await program.run(['bundle', 'inspect', 'blocked.zip', '-v']);
    expect(all.stdout).toContain('pcoip/tcp-blocked');
    const ja = await program.run(['bundle', 'inspect', 'blocked.zip', '--language', 'ja']);
    expect(ja.stdout).toContain('ここでは PCoIP がふさがれています。');
  });

  test('--format json is the report, valid, with the bundle beside it; html and markdown have their form', async () => {
    const json = await program.run(['bundle', 'inspect', 'blocked.zip', '--format', 'json']);
    const value = JSON.parse(json.stdout) as { bundle: { name: string; problems: unknown[] } };
    expect(validateReport(value)).toMatchObject({ ok: true });
    expect(value.bundle).toMatchObject({ name: 'blocked.zip', rejudged: false, problems: [] });
    const html = await program.run(['bundle', 'inspect', 'blocked.zip', '--format', 'html']);
    expect(html.stdout).toMatch(/^<!doctype html>/i);
    expect(html.stdout).not.toMatch(/<script/i);
    const ticket = await program.run(['bundle', 'inspect', 'blocked.zip', '--format', 'markdown']);
    expect(ticket.stdout).toMatch(/\n- Bundle: blocked\.zip, SHA-256 [0-9a-f]{64}\n/);
  });

  test('--rejudge says the same by the same rules', async () => {
    const args = ['bundle', 'inspect', 'blocked.zip', '--format', 'json'];
    const [kept, again] = await Promise.all([program.run(args), program.run([...args, '--rejudge'])]);
    const idsOf = ({ stdout }: Ran): unknown =>
      (JSON.parse(stdout) as { findings: { id: string }[] }).findings.map(({ id }) => id);
    expect(idsOf(again)).toEqual(idsOf(kept));
    expect(JSON.parse(again.stdout)).toMatchObject({ bundle: { rejudged: true } });
  });

  test('--rejudge of a bundle without evidence is one line and exit 2', async () => {
    await bundleOf('ready', 'bare.zip', '--leave-out', 'evidence/');
    const { code, stdout, stderr } = await program.run(['bundle', 'inspect', 'bare.zip', '--rejudge']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    oneLine(stderr);
    expect(stderr).toContain('no readable evidence');
  });

  test('--show prints one file, harmless for a terminal', async () => {
    const files = unzipSync(readFileSync(join(program.folder, 'ready.zip')));
    files['evidence/tool-output/ping.txt'] = Buffer.from('64 bytes\u001b[2J\u202e from\r\nnext\n');
    writeFileSync(join(program.folder, 'odd.zip'), zipSync(files));
    const args = ['bundle', 'inspect', 'odd.zip', '--show'];
    const shown = await program.run([...args, 'evidence/tool-output/ping.txt']);
    expect([shown.code, shown.stdout]).toEqual([0, '64 bytes from \nnext\n']);
    expect(shown.stderr).toContain('WARNING');
    const whole = await program.run(['bundle', 'inspect', 'ready.zip', '--show', 'summary.txt']);
    expect(whole).toEqual({ code: 0, stdout: inside('ready.zip').get('summary.txt'), stderr: '' });
    for (const name of ['gone.txt', '../../etc/passwd']) {
      const none = await program.run([...args, name]);
      expect([none.code, none.stdout]).toEqual([2, '']);
      oneLine(none.stderr);
    }
    const both = await program.run([...args, 'summary.txt', '--format', 'json']);
    expect(both.code).toBe(2);
  });

  test('a changed bundle is shown under a warning; in JSON and HTML the warning is on standard error', async () => {
    const files = unzipSync(readFileSync(join(program.folder, 'ready.zip')));
    files['summary.txt'] = Buffer.from('all is well');
    writeFileSync(join(program.folder, 'changed.zip'), zipSync(files));
    const text = await program.run(['bundle', 'inspect', 'changed.zip']);
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^WARNING: this bundle is not as it was written[^]*summary\.txt was changed/);
    for (const format of ['json', 'html']) {
      const other = await program.run(['bundle', 'inspect', 'changed.zip', '--format', format]);
      expect(other.stderr).toMatch(/^WARNING: [^]*summary\.txt was changed/);
      expect(other.stdout).not.toContain('WARNING: this bundle');
    }
  });
});

describe('files that are no bundles', () => {
  test.each([
    ['not there', 'gone.zip', /cannot be read \(ENOENT\)/],
    ['a folder', '.', /cannot be read|is no file/],
    ['a program', 'preflight.mjs', /no readable zip file/],
    ['an empty file', 'empty.zip', /no readable zip file/],
    ['a device', '/dev/zero', /is no file/],
    ['a file of 33 MB', 'large.zip', /too large for a bundle/],
  ])('%s: inspect and compare end with one line and 2', async (_title, path, wanted) => {
    writeFileSync(join(program.folder, 'empty.zip'), '');
    writeFileSync(join(program.folder, 'large.zip'), Buffer.alloc(33 * 1024 * 1024));
    for (const args of [
      ['inspect', path],
      ['compare', 'ready.zip', path],
    ]) {
      const { code, stdout, stderr } = await program.run(['bundle', ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      oneLine(stderr);
      expect(stderr).toMatch(wanted);
    }
    rmSync(join(program.folder, 'large.zip'));
  });

  /** All of them go through the reader in test/unit/bundle/open-bundle.test.ts; here one in five, a process each. */
  test('of the hostile corpus: one line and 2, or shown with exit 0, and nothing is written', async () => {
    const all = hostileZips(readFileSync(join(program.folder, 'ready.zip')));
    const corpus = all.filter((_one, index) => index % 5 === 0);
    expect(corpus.some(({ refused }) => refused === null)).toBe(true);
    const before = readdirSync(program.folder);
    const path = join(program.folder, 'hostile.zip');
    for (const { title, bytes, refused, problems = [] } of corpus) {
      writeFileSync(path, bytes);
      const { code, stdout, stderr } = await program.run(['bundle', 'inspect', 'hostile.zip']);
      expect([title, code]).toEqual([title, refused === null ? 0 : 2]);
      if (refused === null) {
        expect([title, stdout.startsWith('WARNING')]).toEqual([title, problems.length > 0]);
        expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
      } else {
        expect(stdout).toBe('');
        oneLine(stderr);
      }
    }
    rmSync(path);
    expect(readdirSync(program.folder)).toEqual(before);
  }, 300_000);
});

describe('bundle compare', () => {
  test('names the cause that is new and exits 1; the same twice differs in nothing and exits 0', async () => {
    const differs = await program.run(['bundle', 'compare', 'ready.zip', 'blocked.zip']);
    expect([differs.code, differs.stderr]).toEqual([1, '']);
    expect(differs.stdout).toMatch(/^✗ With the VPN on, PCoIP does not get through\.\n/);
    expect(differs.stdout).toContain('pcoip/tcp-blocked');
    expect(differs.stdout).toMatch(/exit 1: a difference that matters\n$/);
    const same = await program.run(['bundle', 'compare', 'ready.zip', 'ready.zip']);
    expect(same.code).toBe(0);
    const json = await program.run(['bundle', 'compare', 'ready.zip', 'blocked.zip', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 'preflight.comparison/1',
      differs: true,
      a: { name: 'ready.zip' },
      causes: expect.arrayContaining([
        expect.objectContaining({
          change: 'new',
          finding: expect.objectContaining({ code: 'pcoip/tcp-blocked' }),
        }),
      ]),
    });
  });
});

describe('bundle summary', () => {
  test('groups a folder as text, CSV and JSON, lists what it cannot read, and exits 0', async () => {
    const folder = join(program.folder, 'inbox');
    mkdirSync(folder);
    for (const name of ['ready.zip', 'blocked.zip']) {
      writeFileSync(join(folder, name), readFileSync(join(program.folder, name)));
    }
    writeFileSync(join(folder, '=cmd.zip'), 'rubbish');
    const text = await program.run(['bundle', 'summary', 'inbox']);
    expect([text.code, text.stderr]).toEqual([0, '']);
    // A simulated check is a demonstration: told, and counted as no machine.
    expect(text.stdout).toMatch(
      /Not counted: 0 duplicates, 2 demonstrations, 1 unreadable\.\n[^]*Not readable \(1\)\n {2}=cmd\.zip: no readable/,
    );
    const csv = await program.run(['bundle', 'summary', 'inbox', '--format', 'csv']);
    expect(csv.stdout).toMatch(/^group,value,title,bundles/);
    const json = await program.run(['bundle', 'summary', 'inbox', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'preflight.bundle-summary/1', bundles: 0 });
    const members = await program.run(['bundle', 'summary', 'inbox', '--list', 'pcoip/tcp-blocked']);
    expect(members.stdout).toBe('No bundle has the cause pcoip/tcp-blocked.\n');
    const when = await program.run(['bundle', 'summary', 'inbox', '--since', 'yesterday']);
    expect(when.code).toBe(2);
    oneLine(when.stderr);
  });

  test.each([
    ['a folder that is not there', 'nowhere'],
    ['a file', 'ready.zip'],
    ['a folder without bundles', 'bare'],
  ])('%s: one line, exit 2', async (_title, path) => {
    mkdirSync(join(program.folder, 'bare'), { recursive: true });
    const { code, stdout, stderr } = await program.run(['bundle', 'summary', path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    oneLine(stderr);
  });
});
