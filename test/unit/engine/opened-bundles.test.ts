/** A bundle that somebody handed over, as the page sees it: listed, read file by file, judged again; and what a hostile one gets. */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import type { Manifest } from '../../../src/bundle/bundle-format.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { LIMITS, type ArgumentOf, type CommandName, type ResultOf } from '../../../src/contract/index.ts';
import type { EngineAgent } from '../../../src/engine/agent.ts';
import { makeAgent } from '../../../src/engine/make-agent.ts';
import type { Report } from '../../../src/report/report.ts';
import { hostileZips } from '../bundle/hostile-zips.ts';
import { simulatedInput, tables } from '../bundle/simulated-input.ts';

type Files = Record<string, Uint8Array>;

let good: Uint8Array;
let agent: EngineAgent;
let faults: unknown[];

jest.setTimeout(60_000);

beforeAll(async () => {
  good = makeBundle(await simulatedInput('pcoip-blocked'), {
    level: 'standard',
    leaveOut: [],
    putIn: [],
  }).bytes;
});
beforeEach(() => {
  faults = [];
  agent = makeAgent({
    face: 'browser',
    version: '9.9.9',
    tables,
    publicRoots: null,
    dataFolder: join(tmpdir(), 'preflight-never-written'),
    onFault: (error) => faults.push(error),
  });
});

const call = <C extends CommandName>(command: C, argument: ArgumentOf<C>): Promise<ResultOf<C>> =>
  agent.call(command, argument) as Promise<ResultOf<C>>;

function open(bytes: Uint8Array): Promise<ResultOf<'bundle.open'>> {
  return call('bundle.open', { fileName: 'b.zip', base64: Buffer.from(bytes).toString('base64') });
}

/** The good bundle with other files inside; `listed`: the manifest says so too, as a forger's would. */
function altered(change: (files: Files) => void, listed: boolean): Uint8Array {
  const files: Files = unzipSync(good);
  change(files);
  if (listed) files['manifest.json'] = Buffer.from(JSON.stringify(listing(files)));
  return zipSync(files);
}

function listing(files: Files): Manifest {
  const manifest = parsed<Manifest>(files['manifest.json']);
  const entries = Object.entries(files).filter(([name]) => name !== 'manifest.json');
  return {
    ...manifest,
    files: entries.map(([name, content]) => ({
      name,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      records: null,
    })),
  };
}

function parsed<T>(content: Uint8Array | undefined): T {
  return JSON.parse(Buffer.from(content ?? []).toString()) as T;
}

describe('the list of an opened bundle', () => {
  test('has every file with its size, all as written, and says what is not inside', async () => {
    const opened = await open(good);
    const manifest = parsed<Manifest>(unzipSync(good)['manifest.json']);
    const own = opened.files.filter(({ state }) => state !== 'manifest');
    expect(own.map(({ name, bytes, records }) => [name, bytes, records])).toEqual(
      manifest.files.map(({ name, bytes, records }) => [name, bytes, records]),
    );
    expect(own.filter(({ state, readable }) => state !== 'intact' || !readable)).toEqual([]);
    expect(opened.leftOut).toEqual(manifest.leftOut);
    expect(opened).toMatchObject({ level: 'standard', publicAddress: 'left-out', judgeable: true });
  });

  test('names what was changed, what is missing and what belongs to no bundle', async () => {
    const bytes = altered((files) => {
      files['evidence/dns.jsonl'] = Buffer.concat([files['evidence/dns.jsonl']!, Buffer.from('\n')]);
      delete files['system/os.json'];
      files['notes.txt'] = Buffer.from('hello');
      files['.hidden'] = Buffer.from('secret');
      files['\u202etxt.exe'] = Buffer.from('turned');
    }, false);
    const { files } = await open(bytes);
    const odd = files.filter(({ state }) => state !== 'intact' && state !== 'manifest');
    expect(odd.map(({ name, state, readable }) => [name, state, readable]).sort()).toEqual([
      ['.hidden', 'extra', false],
      ['evidence/dns.jsonl', 'changed', true],
      ['notes.txt', 'extra', true],
      ['system/os.json', 'missing', false],
      ['txt.exe', 'extra', false],
    ]);
  });

  test('a hostile zip that opens at all is listed without a fault', async () => {
    const opening = hostileZips(good).filter(({ refused }) => refused === null);
    expect(opening.length).toBeGreaterThan(0);
    for (const { bytes } of opening) {
      const { bundleId, files } = await open(bytes);
      for (const { name, readable } of files.slice(0, 50))
        if (readable) expect((await call('bundle.file', { bundleId, name })).name).toBe(name);
    }
    expect(faults).toEqual([]);
  });

  test('the ninth opened bundle is kept, and the first is still there', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 9; n += 1) ids.push((await open(good)).bundleId);
    for (const bundleId of [ids[0] ?? '', ids[8] ?? ''])
      expect((await call('bundle.file', { bundleId, name: 'summary.txt' })).text).toMatch(/PCoIP/);
  });

  test('many are grouped in the words of a language, and each opens from the list', async () => {
    const files = unzipSync(good);
    const report = Buffer.from(files['report.json'] ?? []).toString();
    for (let n = 0; n < 3; n += 1) {
      const own = report
        .replace(/"id": "[^"]*"/, `"id": "run-${n}"`)
        .replace('"simulated": true', '"simulated": false');
      const base64 = Buffer.from(zipSync({ ...files, 'report.json': Buffer.from(own) })).toString('base64');
      await call('bundle.add', { fileName: 'same name.zip', modifiedMs: Date.parse('2026-01-01'), base64 });
    }
    const bad = { fileName: 'x.zip', modifiedMs: 0, base64: Buffer.from('x').toString('base64') };
    await expect(call('bundle.add', bad)).rejects.toMatchObject({ code: 'unreadable-bundle' });
    const found = await call('bundle.groups', { language: 'en' });
    expect([found.members.length, new Set(found.members.map(({ bundleId }) => bundleId)).size]).toEqual([
      3, 3,
    ]);
    expect(found.members[0]?.file).toBe('same name.zip');
    const [cause] = found.groups.find(({ dimension }) => dimension === 'cause')?.rows ?? [];
    expect([cause?.count, cause?.members.length]).toEqual([3, 3]);
    expect(found.csv.split('\r\n')).toHaveLength(5);
    expect(found.csv).not.toContain(found.members[0]?.bundleId ?? '-');
    expect((await call('bundle.groups', { language: 'ja' })).lead).not.toBe(found.lead);
    const { bundleId } = await call('bundle.reopen', { bundleId: cause?.members[0] ?? '' });
    expect(bundleId).toBe(cause?.members[0]);
  });
});

describe('one file of an opened bundle', () => {
  test.each([
    'nothing.txt',
    '../../../../etc/passwd',
    '/etc/passwd',
    'evidence/../report.json',
    'evidence/',
    '.hidden',
    'C:\\Windows\\win.ini',
    '__proto__',
    'constructor',
  ])('%s is none of it', async (name) => {
    const bytes = altered((files) => (files['.hidden'] = Buffer.from('secret')), false);
    const { bundleId } = await open(bytes);
    await expect(call('bundle.file', { bundleId, name })).rejects.toMatchObject({ code: 'unknown-file' });
    expect(faults).toEqual([]);
  });

  test('a bundle that nobody opened has none', async () => {
    await expect(call('bundle.file', { bundleId: 'gone', name: 'report.json' })).rejects.toMatchObject({
      code: 'unknown-entry',
    });
    await expect(call('bundle.judge', { bundleId: 'gone' })).rejects.toMatchObject({ code: 'unknown-entry' });
  });

  test('is the text as it stands inside, with the stand-ins that it holds', async () => {
    const { bundleId } = await open(good);
    const file = await call('bundle.file', { bundleId, name: 'system/os.json' });
    expect(`${file.text}\n`).toBe(Buffer.from(unzipSync(good)['system/os.json']!).toString());
    expect(file).toMatchObject({ truncated: false, standIns: ['host-1'] });
  });

  test('moves no cursor and turns no text round', async () => {
    const bytes = altered((files) => {
      files['notes.txt'] = Buffer.from('\u001b[2J\u001b]0;title\u0007<b>one</b>\r\ntwo\u202eeerht\u0085\n');
      files['program.bin'] = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]);
    }, true);
    const { bundleId } = await open(bytes);
    const text = (name: string) => call('bundle.file', { bundleId, name }).then((file) => file.text);
    expect(await text('notes.txt')).toBe('<b>one</b> \ntwoeerht');
    expect(await text('program.bin')).toBeNull();
  });

  test('is cut when it is long, at the end of a line where one is near', async () => {
    // Not one line again and again: that would be a zip bomb.
    const lines = Array.from({ length: 2000 }, (_, n) => JSON.stringify({ n, text: `${n} `.repeat(150) }));
    const bytes = altered((files) => {
      files['long.jsonl'] = Buffer.from(lines.join('\n'));
      files['one-line.txt'] = Buffer.from(Array.from({ length: 200_000 }, (_, n) => `${n}`).join(' '));
    }, true);
    const { bundleId } = await open(bytes);
    const long = await call('bundle.file', { bundleId, name: 'long.jsonl' });
    expect(long.truncated).toBe(true);
    const shown = long.text!.split('\n');
    expect(shown).toEqual(lines.slice(0, shown.length));
    expect(long.text!.length).toBeGreaterThan(LIMITS.fileTextSigns - lines[1999]!.length);
    const one = await call('bundle.file', { bundleId, name: 'one-line.txt' });
    expect([one.truncated, one.text!.length]).toEqual([true, LIMITS.fileTextSigns]);
  });
});

describe('judged again', () => {
  test('an honest bundle of this version says the same', async () => {
    const { bundleId, report } = await open(good);
    const judged = await call('bundle.judge', { bundleId });
    expect(judged.version).toBe('9.9.9');
    expect(judged.report.findings).toEqual(report.findings);
    expect(judged.comparison.causes.filter(({ change }) => change !== 'stayed')).toEqual([]);
    expect(judged.comparison).toMatchObject({ differs: false, checks: [], onlyIn: { a: 0, b: 0 } });
  });

  test('another opinion in the bundle is told: the verdict, what is gone and what is new', async () => {
    const bytes = altered((files) => {
      const report = parsed<Report>(files['report.json']);
      const [root, ...others] = report.findings;
      const other = { ...root!, id: 'latency/loss@eu-central-1', code: 'latency/loss' };
      const pcoip = { ...report.protocols.pcoip!, verdict: 'ready' };
      const older = { ...report, findings: [other, ...others], protocols: { ...report.protocols, pcoip } };
      files['report.json'] = Buffer.from(JSON.stringify(older));
    }, true);
    const { bundleId } = await open(bytes);
    const { comparison } = await call('bundle.judge', { bundleId });
    const changed = comparison.causes.filter(({ change }) => change !== 'stayed');
    expect(changed.map(({ change, finding }) => [change, finding.code])).toEqual([
      ['new', 'pcoip/tcp-blocked'],
      ['gone', 'latency/loss'],
    ]);
    expect(comparison.verdicts[0]).toEqual({ protocol: 'pcoip', a: 'ready', b: 'not-ready' });
    const own = await call('report.ticket', { of: { kind: 'bundle', id: bundleId }, language: 'en' });
    const judged = await call('report.ticket', { of: { kind: 'judged', id: bundleId }, language: 'en' });
    expect(own.text).toMatch(/latency\/loss/);
    expect(judged.text).toMatch(/pcoip\/tcp-blocked/);
    const sides = { a: { kind: 'bundle', id: bundleId }, b: { kind: 'judged', id: bundleId } } as const;
    expect((await call('bundle.compare', sides)).comparison).toEqual(comparison);
  });

  test('a bundle without evidence is refused', async () => {
    const without = altered((files) => {
      for (const name of Object.keys(files)) if (name.endsWith('.jsonl')) delete files[name];
    }, true);
    const opened = await open(without);
    expect(opened.judgeable).toBe(false);
    await expect(call('bundle.judge', { bundleId: opened.bundleId })).rejects.toMatchObject({
      code: 'not-judgeable',
    });
    expect(faults).toEqual([]);
  });
});
