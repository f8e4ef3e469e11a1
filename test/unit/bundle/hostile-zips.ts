/** Zips that nobody should send: made in memory from a good bundle, or byte by byte where no library writes such a thing. */
import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';

export interface HostileZip {
  readonly title: string;
  readonly bytes: Uint8Array;
  /** Part of the one line that refuses it; null: it opens. */
  readonly refused: RegExp | null;
  /** Problems that are named when it opens. */
  readonly problems?: readonly string[];
}

type Files = Record<string, Uint8Array>;

export interface RawEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode, such as 0o120777 for a link. */
  readonly mode?: number;
  /** Declared instead of the real ones. */
  readonly size?: number;
  readonly packedSize?: number;
  readonly crc?: number;
  readonly localName?: string;
}

/** A zip with whatever in its headers (APPNOTE 6.3.10, 4.3). */
export function rawZip(entries: readonly RawEntry[], declaredCount = entries.length): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, content, method = 8, flags = 0x800, mode = 0o100644, localName = name } = entry;
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const sizes = [
      entry.crc ?? crc32(content),
      entry.packedSize ?? packed.length,
      entry.size ?? content.length,
    ];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    sizes.forEach((value, index) => local.writeUInt32LE(value >>> 0, 14 + index * 4));
    local.writeUInt16LE(Buffer.byteLength(localName), 26);
    const whole = Buffer.concat([local, Buffer.from(localName), packed]);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE((3 << 8) | 20, 4);
    head.writeUInt16LE(20, 6);
    head.writeUInt16LE(flags, 8);
    head.writeUInt16LE(method, 10);
    sizes.forEach((value, index) => head.writeUInt32LE(value >>> 0, 16 + index * 4));
    head.writeUInt16LE(Buffer.byteLength(name), 28);
    head.writeUInt32LE((mode << 16) >>> 0, 38);
    head.writeUInt32LE(offset, 42);
    locals.push(whole);
    central.push(Buffer.concat([head, Buffer.from(name)]));
    offset += whole.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(declaredCount & 0xffff, 8);
  end.writeUInt16LE(declaredCount & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function entriesOf(files: Files): RawEntry[] {
  return Object.entries(files).map(([name, content]) => ({ name, content }));
}

function text(value: string): Uint8Array {
  return Buffer.from(value);
}

/** The same bundle with one file changed and the manifest's digest made to fit: an attacker can do that too. */
function resealed(good: Files, changes: Record<string, string>): Files {
  const files: Files = { ...good };
  for (const [name, content] of Object.entries(changes)) files[name] = text(content);
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) as {
    files: { name: string; sha256: string }[];
  };
  for (const file of manifest.files) {
    file.sha256 = createHash('sha256')
      .update(files[file.name] ?? '')
      .digest('hex');
  }
  return { ...files, 'manifest.json': text(JSON.stringify(manifest)) };
}

function edited(good: Files, name: string, edit: (value: Record<string, unknown>) => void): Files {
  const value = JSON.parse(Buffer.from(good[name] ?? []).toString()) as Record<string, unknown>;
  edit(value);
  return name === 'manifest.json'
    ? { ...good, [name]: text(JSON.stringify(value)) }
    : resealed(good, { [name]: JSON.stringify(value) });
}

/** Different enough that packing them does not look like a bomb. */
function manyValues(count: number): string {
  return Array.from({ length: count }, (_, at) => (at * 7919) % 100_003).join(',');
}

function firstLine(good: Files): string {
  return (
    Buffer.from(good['evidence/dns.jsonl'] ?? [])
      .toString()
      .split('\n')[0] ?? ''
  );
}

const BOMB = Buffer.alloc(20 * 1024 * 1024);

export function hostileZips(goodZip: Uint8Array): readonly HostileZip[] {
  const good: Files = unzipSync(goodZip);
  const base = entriesOf(good);
  const withEntry = (entry: RawEntry): Uint8Array => rawZip([...base, entry]);
  const reportText = Buffer.from(good['report.json'] ?? []).toString();
  const unsafeNames: readonly (readonly [string, string])[] = [
    ['a name that climbs', '../evil.txt'],
    ['a name that climbs in the middle', 'evidence/../../evil.txt'],
    ['an absolute name', '/etc/cron.d/evil'],
    ['a drive letter', 'C:/evil.txt'],
    ['backslashes', '..\\evil.txt'],
    ['a share of Windows', '\\\\host\\share\\evil'],
    ['a stream of NTFS', 'report.json:evil'],
    ['a zero in the name', 'report.json\u0000.txt'],
    ['a newline in the name', 'evidence/a\nb.jsonl'],
    ['an escape sequence in the name', 'evidence/\u001b[31m.jsonl'],
  ];
  const strangeNames: readonly (readonly [string, string])[] = [
    ['a device name of Windows', 'aux?.txt'],
    ['a hidden file', '.bashrc'],
    ['the rubbish of macOS', '__MACOSX/._report.json'],
    ['a very deep name', 'a/b/c/d/e/f/g/h.txt'],
    ['a name of two thousand letters', `${'a'.repeat(2000)}.txt`],
    ['markup as a name', '<img src=x onerror=alert(1)>.txt'],
    ['a name with a direction override', 'report\u202egnp.exe'],
  ];
  return [
    { title: 'an empty file', bytes: new Uint8Array(), refused: /no readable zip/ },
    { title: 'text', bytes: text('hello'), refused: /no readable zip/ },
    { title: 'a zip with nothing inside', bytes: rawZip([]), refused: /no manifest/ },
    { title: 'a zip of something else', bytes: zipSync({ 'a.txt': text('a') }), refused: /no manifest/ },
    { title: 'the first half', bytes: goodZip.slice(0, goodZip.length / 2), refused: /no readable zip/ },
    { title: 'the second half', bytes: goodZip.slice(goodZip.length / 2), refused: /.+/ },
    {
      title: 'bytes behind the end',
      bytes: Buffer.concat([goodZip, text('tail')]),
      refused: /no readable zip/,
    },
    { title: 'larger than a bundle may be', bytes: new Uint8Array(33 * 1024 * 1024), refused: /too large/ },
    ...unsafeNames.map(([title, name]) => ({
      title,
      bytes: withEntry({ name, content: text('x') }),
      refused: /unsafe name|invalid|absolute|no readable/,
    })),
    ...strangeNames.map(([title, name]) => ({
      title,
      bytes: withEntry({ name, content: text('x') }),
      refused: null,
      problems: [`extra ${name}`],
    })),
    {
      title: 'a link',
      bytes: withEntry({ name: 'system/link.json', content: text('/etc/passwd'), mode: 0o120777, method: 0 }),
      refused: /link or a device/,
    },
    {
      title: 'a device',
      bytes: withEntry({ name: 'system/dev.json', content: text(''), mode: 0o020666, method: 0 }),
      refused: /link or a device/,
    },
    { title: 'a double', bytes: withEntry({ name: 'report.json', content: text('{}') }), refused: /twice/ },
    {
      title: 'a double in capitals',
      bytes: withEntry({ name: 'REPORT.json', content: text('{}') }),
      refused: /twice/,
    },
    {
      title: 'an encrypted file',
      bytes: withEntry({ name: 'system/x.json', content: text('x'), flags: 0x801 }),
      refused: /encrypted/,
    },
    {
      title: 'an unknown way of packing',
      bytes: withEntry({ name: 'system/x.json', content: text('x'), method: 99 }),
      refused: /unknown way/,
    },
    {
      title: 'a bomb that declares itself',
      bytes: withEntry({ name: 'system/bomb.json', content: BOMB }),
      refused: /times its size/,
    },
    {
      title: 'a bomb that declares ten bytes',
      bytes: withEntry({ name: 'system/bomb.json', content: BOMB, size: 10 }),
      refused: /no readable zip/,
    },
    {
      title: 'a file that declares four gigabytes',
      bytes: withEntry({ name: 'system/big.json', content: text('x'), size: 0xfffffffe }),
      refused: /unpacks to too much/,
    },
    {
      title: 'many files that are too much together',
      bytes: rawZip([
        ...base,
        ...Array.from({ length: 6 }, (_, at) => ({
          name: `system/part${at}.json`,
          content: Buffer.alloc(1_000_000, 'ab1'),
          size: 10_000_000,
          packedSize: 100_000,
        })),
      ]),
      refused: /unpacks to too much/,
    },
    {
      title: 'a zip inside the zip',
      bytes: withEntry({ name: 'system/inner.zip', content: zipSync({ 'bomb.txt': BOMB }) }),
      refused: null,
      problems: ['extra system/inner.zip'],
    },
    {
      title: 'ten thousand files',
      bytes: rawZip([
        ...base,
        ...Array.from({ length: 10_000 }, (_, at) => ({ name: `system/${at}.json`, content: text('') })),
      ]),
      refused: /declares \d+ files/,
    },
    {
      title: 'a directory that declares more files than it has',
      bytes: rawZip(base, base.length + 5),
      refused: /no readable zip/,
    },
    {
      title: 'a wrong checksum of the zip itself',
      bytes: rawZip(base.map((entry) => (entry.name === 'summary.txt' ? { ...entry, size: 3 } : entry))),
      refused: /no readable zip/,
    },
    {
      title: 'no report',
      bytes: zipSync({ 'manifest.json': good['manifest.json'] ?? text('') }),
      refused: /no report/,
    },
    {
      title: 'a later format',
      bytes: zipSync(edited(good, 'manifest.json', (value) => (value['schema'] = 'preflight.bundle/2'))),
      refused: /newer preflight/,
    },
    {
      title: 'a format of nobody',
      bytes: zipSync(edited(good, 'manifest.json', (value) => (value['schema'] = { a: 1 }))),
      refused: /another format/,
    },
    {
      title: 'a manifest that is a list',
      bytes: zipSync({ ...good, 'manifest.json': text('[1]') }),
      refused: /another format/,
    },
    {
      title: 'a manifest that is no JSON',
      bytes: zipSync({ ...good, 'manifest.json': text('{') }),
      refused: /no JSON/,
    },
    {
      title: 'a manifest with unsafe names',
      bytes: zipSync(
        edited(
          good,
          'manifest.json',
          (value) => (value['files'] = [{ name: '../x', bytes: 1, sha256: 'a'.repeat(64), records: null }]),
        ),
      ),
      refused: /schema/,
    },
    {
      title: 'a manifest of bytes that are no UTF-8',
      bytes: zipSync({ ...good, 'manifest.json': Buffer.from([0xff, 0xfe, 0x7b]) }),
      refused: /no JSON/,
    },
    {
      title: 'a report that is no JSON',
      bytes: zipSync(resealed(good, { 'report.json': reportText.slice(0, 500) })),
      refused: /no JSON/,
    },
    {
      title: 'a report of a later schema',
      bytes: zipSync(
        resealed(good, { 'report.json': reportText.replace('preflight.report/1', 'preflight.report/2') }),
      ),
      refused: /schema/,
    },
    {
      title: 'numbers beyond all measure',
      bytes: zipSync(
        resealed(good, { 'report.json': reportText.replace(/"durationMs": [\d.]+/, '"durationMs": 1e999') }),
      ),
      refused: /schema/,
    },
    {
      title: 'a report nested a hundred thousand deep',
      bytes: zipSync(resealed(good, { 'report.json': `${'['.repeat(100_000)}${']'.repeat(100_000)}` })),
      refused: /nested too deeply/,
    },
    {
      title: 'depth inside the evidence of a check',
      bytes: zipSync(
        resealed(good, {
          'report.json': reportText.replace(
            '"evidence": {',
            `"evidence": {"x": ${'['.repeat(5000)}${']'.repeat(5000)},`,
          ),
        }),
      ),
      refused: /nested too deeply/,
    },
    {
      title: 'millions of tiny values in a small file',
      bytes: zipSync(
        resealed(good, {
          'report.json': reportText.replace('"evidence": {', `"evidence": {"x": [${manyValues(600_000)}],`),
        }),
      ),
      refused: /too many values/,
    },
    {
      title: 'too many values spread over the lines of the evidence',
      bytes: zipSync(
        resealed(good, {
          'evidence/dns.jsonl':
            `${firstLine(good).replace('"n":', `"x":[${manyValues(60_000)}],"n":`)}\n`.repeat(10),
        }),
      ),
      refused: /too many values/,
    },
    {
      title: 'evidence that is no evidence',
      bytes: zipSync(resealed(good, { 'evidence/dns.jsonl': '{"n":0}\n' })),
      refused: null,
      problems: [],
    },
    {
      title: 'evidence that is no JSON',
      bytes: zipSync(resealed(good, { 'evidence/dns.jsonl': 'rubbish\n' })),
      refused: null,
      problems: [],
    },
    {
      title: 'a ticket text that was changed',
      bytes: zipSync({ ...good, 'summary.txt': text('all is well') }),
      refused: null,
      problems: ['changed summary.txt'],
    },
    {
      title: 'a file that is missing',
      bytes: zipSync(Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'system/os.json'))),
      refused: null,
      problems: ['missing system/os.json'],
    },
    {
      title: 'a prototype in the report',
      bytes: zipSync(
        resealed(good, {
          'report.json': reportText.replace(
            '{',
            '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
          ),
        }),
      ),
      refused: null,
      problems: [],
    },
    {
      title: 'only the order of the files differs',
      bytes: rawZip([...base].reverse()),
      refused: null,
      problems: [],
    },
    {
      title: 'files stored without packing',
      bytes: rawZip(base.map((entry) => ({ ...entry, method: 0 }))),
      refused: null,
      problems: [],
    },
    {
      title: 'folders of its own',
      bytes: rawZip([{ name: 'system/', content: text(''), method: 0, mode: 0o040755 }, ...base]),
      refused: null,
      problems: [],
    },
  ];
}
