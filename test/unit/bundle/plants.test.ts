/**
 * Secrets and names as strangers write them (test/fixtures/plants.jsonl), each alone in every input that a stranger fills, and a search through every byte
 * of the bundle and of its exports. The ones marked `exotic` are named in docs/bundles.md as not found.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { decodeLog } from '../../../src/core/client-files.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle } from '../../../src/bundle/open-bundle.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import type { Report } from '../../../src/report/report.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { insideOf, simulatedInput } from './simulated-input.ts';

interface Plant {
  readonly text: string;
  readonly mustNotAppear: string;
  readonly exotic?: boolean;
}

const PLANTS = ['plants', 'more-plants'].flatMap((name) =>
  readFileSync(`test/fixtures/${name}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Plant),
);
/** Of one kind with them, made up here. */
const MORE: readonly Plant[] = [
  ['/Users/Erika von Musterfrau/Library/x', 'Musterfrau'],
  ['file:///Users/Erika%20Zmusterfrau2/x', 'Zmusterfrau2'],
  ['"path":"C:\\\\Users\\\\Jane Zdoe3\\\\AppData"', 'Zdoe3'],
  ['C:\\Users\\Jane Zdoe4 logged on', 'Zdoe4'],
  ['tessera=ZQplum', 'ZQplum'],
  ['mot de passe : Zqprune1', 'Zqprune1'],
  ['Schlüssel lautet Zqpflaume', 'Zqpflaume'],
  ['the key was ZQPlumTree', 'ZQPlumTree'],
  ['<value>zq-plum-orchard</value>', 'orchard'],
  ['host zqplum.internal.zqfirm.rs:8443 answered', 'zqfirm'],
  ['AADJoined zqtenant.onmicrosoft.com', 'zqtenant'],
  ['10.77.66           link#7 UCS', '10.77.66'],
  ['172.20.66/22 link#7', '172.20.66'],
  ['v192.168.66.49', '192.168.66.49'],
  ['call +1 (555) 010-7788 now', '010-7788'],
  ['ticket 9087654321', '9087654321'],
  ['\u202epassword\u202c zqhidden', 'zqhidden'],
  ['{"key":"pin","val":"zqcherry7"}', 'zqcherry7'],
  ['<entry name="secret"><![CDATA[zq-cdata-9]]></entry>', 'cdata-9'],
  ['pass%2577ord=zqdouble8', 'zqdouble8'],
  ['authorization=Negotiate%20WnFuZWdvdGlhdGU', 'WnFuZWdvdGlhdGU'],
  ['Mot-clé secret « zqguillemet »', 'zqguillemet'],
  ['パスワードは zqkotoba です', 'zqkotoba'],
  ['ZQDOM\\zqperson signed in', 'zqperson'],
  ['printer \\\\zqfiler\\zqshare is offline', 'zqfiler'],
  ['joined d-92zq7a41bc in arn:aws:workspaces:eu-central-1:901234567890:directory', '901234567890'],
  ['BSSID 0a1b2c3d4e5f seen', '0a1b2c3d4e5f'],
  ['utun9 fe80::1cde:77ff:fe66:55%utun9', '1cde:77ff'],
  ['http://[fd12:7777::66]:8080/zqpath', 'zqpath'],
  ['mailto:zq.mueller@zqfirma.example', 'zqfirma'],
].map(([text = '', mustNotAppear = '']) => ({ text, mustNotAppear }));
const WANTED = [...PLANTS.filter(({ exotic }) => exotic !== true), ...MORE];

/** A key without an end hides all that follows it: such texts come last. */
function inOrder(plants: readonly Plant[]): Plant[] {
  const isKey = ({ text }: Plant): number => Number(/-----BEGIN|PuTTY/.test(text));
  return [...plants].sort((one, other) => isKey(one) - isKey(other));
}

/** All at once, each on a line of its own between ordinary ones. */
const DIRT = inOrder(WANTED)
  .map(({ text }) => `2026-11-20T12:00:00.123Z INFO session started\n${text}\n`)
  .join('\n');

async function dirtyInput(): Promise<BundleInput> {
  const clean = await simulatedInput('decrypted');
  const { report, record } = clean;
  if (record === null) throw new Error('no record');
  const fill = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value, (key, field: unknown) =>
        FOREIGN.has(key) && typeof field === 'string' ? DIRT : field,
      ),
    ) as T;
  const host = {
    ...record.host,
    proxy: { ...record.host.proxy, problem: DIRT, pacUrl: `http://pac.zqcorp.example/${DIRT}` },
    unread: { wifi: DIRT },
  };
  return {
    ...clean,
    identity: { userNames: ['Jane Doe'], hostNames: ['demo-laptop'], domains: [] },
    report: { ...fill(report), host: { ...report.host, ...host } },
    record: {
      ...fill(record),
      host,
      toolOutput: {
        unkeptRuns: 0,
        runs: ['netsh', 'netstat', 'reg', 'powershell'].map((tool) => ({
          ...{ tool, args: [DIRT], atMs: 0, durationMs: 5, exitCode: 0, droppedChars: 0, problem: null },
          output: DIRT,
        })),
      },
    },
    clientLogs: [
      { name: 'Jane Doe 10.77.66.55 zhost44.log', text: DIRT },
      { name: 'json.log', text: JSON.stringify(DIRT.split('\n')) },
      { name: 'utf16be.log', text: decodeLog(Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(DIRT)])) },
      { name: 'utf16le.log', text: decodeLog(Buffer.from(DIRT, 'utf16le')) },
    ],
  };
}

/** Every form in which the report of the bundle can be written, in each language. */
function exportsOf(report: Report): readonly (readonly [name: string, text: string])[] {
  return LANGUAGES.flatMap((language) =>
    (['text', 'json', 'markdown', 'csv', 'junit', 'html'] as const).map((format) => {
      const style = { ...PLAIN_TEXT, language };
      const options = { style, strict: false, bundle: null, verbose: true, exit: null };
      return [
        `export ${format} ${language}`,
        renderReport({ ...report, language }, format, options),
      ] as const;
    }),
  );
}

/** Fields of the evidence that a stranger fills; sentences of ours are made of them. */
const FOREIGN = new Set(['detail', 'subject', 'issuer', 'server', 'location']);
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** Figures have digits by chance: a plant of a few digits is one where no other digit stands beside it. */
function placeOf(needle: string, text: string): number {
  return /^\d{1,6}$/.test(needle)
    ? text.search(new RegExp(`(?<!\\d)${needle}(?!\\d)`))
    : text.indexOf(needle);
}

describe.each(['standard', 'minimal'] as const)('at the level %s', (level) => {
  let inside: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const { bytes } = makeBundle(await dirtyInput(), { level, leaveOut: [], putIn: ['client-logs/'] });
    // Digests are letters by chance.
    const { report } = await openBundle(bytes);
    const written = exportsOf(report).map(
      ([name, text]) => [name, Buffer.from(text).toString('latin1')] as const,
    );
    const entries = [...insideOf(bytes), ...written].map(
      ([name, text]) => [name, text.replace(/\b[0-9a-f]{64}\b/g, '')] as const,
    );
    inside = new Map(entries);
  }, 120_000);

  test('none of the plants is in any byte of the bundle or of an export of its report', () => {
    expect([...inside.keys()].filter((name) => name.startsWith('export '))).toHaveLength(12);
    const found = WANTED.flatMap(({ text, mustNotAppear }) => {
      const needle = Buffer.from(mustNotAppear, 'utf8').toString('latin1');
      return [...inside].flatMap(([name, content]) => {
        const at = placeOf(needle, `${name}\n${content}`);
        return at < 0 ? [] : [`${name}: ${text} -> …${content.slice(Math.max(0, at - 40), at + 40)}…`];
      });
    });
    expect(found).toEqual([]);
  });

  if (level === 'standard')
    test('what is known stays', () => {
      const log =
        inside.get('client-logs/01-user-1-private-1-word-1.log') ??
        [...inside].find(([name]) => name.startsWith('client-logs/01-'))?.[1];
      expect(log).toContain('2026-11-20T12:00:00.123Z INFO session started');
      expect(inside.get('evidence/tool-output/netsh.txt')).toContain('INFO session started');
    });
});

test('there are four hundred of them', () => {
  expect(WANTED.length).toBeGreaterThan(400);
});
