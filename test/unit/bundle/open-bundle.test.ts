/** Bundles of strangers: what is odd is refused with one line, what was changed is named, nothing crashes, hangs or is written. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import { BundleError } from '../../../src/bundle/bundle-error.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle } from '../../../src/bundle/open-bundle.ts';
import { rejudge } from '../../../src/bundle/rejudge.ts';
import {
  renderBundleHtml,
  renderBundleMarkdown,
  renderBundleText,
} from '../../../src/bundle/render-bundle.ts';
import { readRow } from '../../../src/fleet/read-row.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { hostileZips } from './hostile-zips.ts';
import { mutated, randomOf } from './mutate-bytes.ts';
import { simulatedInput, tables } from './simulated-input.ts';

/** The full ten thousand run by `npm run bundle:fuzz`. */
const MUTATIONS = Number(process.env['PREFLIGHT_MUTATIONS'] ?? 1000);
const SEED = 20_261_120;
const CHOICE = { level: 'standard', leaveOut: [], putIn: [] } as const;

/** A kept one, so that each attack has a test of its own. */
const hostile = hostileZips(readFileSync('test/fixtures/older/bundle-2026-11.zip'));
let good: Uint8Array;
beforeAll(async () => {
  good = makeBundle(await simulatedInput('pcoip-blocked'), CHOICE).bytes;
}, 60_000);

jest.setTimeout(60_000);

describe('a hostile zip', () => {
  test('there are at least forty of them', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(40);
  });

  test.each(hostile.map((one) => [one.title, one] as const))(
    '%s',
    async (_title, { bytes, refused, problems }) => {
      const result = await openBundle(bytes).catch((error: unknown) => error);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      if (refused === null) {
        if (result instanceof Error) throw result;
        const opened = result as Awaited<ReturnType<typeof openBundle>>;
        expect(opened.problems.map(({ problem, file }) => `${problem} ${file}`)).toEqual(problems);
        return;
      }
      expect(result).toBeInstanceOf(BundleError);
      expect((result as Error).message).toMatch(refused);
      expect((result as Error).message).not.toMatch(/[\u0000-\u001f]/);
    },
  );

  test('memory grows by less than 300 MB over all of them', async () => {
    for (const { bytes } of hostile) await openBundle(bytes).catch(() => null);
    expect(process.memoryUsage.rss() - baseline).toBeLessThan(300 * 1024 * 1024);
  });
});
const baseline = process.memoryUsage.rss();

describe('a damaged bundle', () => {
  test(`${MUTATIONS} random mutations give a report or a BundleError, and nothing else`, async () => {
    const random = randomOf(SEED);
    let opened = 0;
    for (let round = 0; round < MUTATIONS; round += 1) {
      const bytes = mutated(good, random);
      const row = () => readRow({ file: 'x.zip', bytes, mtimeMs: 0 });
      const result = await (round % 4 === 0 ? row() : openBundle(bytes)).catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toBeInstanceOf(BundleError);
      else opened += 1;
    }
    expect(opened).toBeGreaterThan(0);
  }, 600_000);

  test('JSON that was changed field by field opens or is refused, and what opens can be shown and judged or says why not', async () => {
    const files = unzipSync(good);
    const random = randomOf(SEED);
    for (let round = 0; round < MUTATIONS / 20; round += 1) {
      const name = random() < 0.5 ? 'report.json' : 'evidence/dns.jsonl';
      const damaged = Buffer.from(files[name] ?? [])
        .toString()
        .replace(/"[^"]{0,40}"|\d+/g, (word) => (random() < 0.002 ? '"\\u001b]0;x\\u0007<script>"' : word));
      const bundle = await openBundle(zipSync({ ...files, [name]: Buffer.from(damaged) })).catch(
        (error: unknown) => error,
      );
      if (bundle instanceof Error) {
        expect(bundle).toBeInstanceOf(BundleError);
        continue;
      }
      const opened = bundle as Awaited<ReturnType<typeof openBundle>>;
      const shown = { name: 'x.zip', opened, report: opened.report, isRejudged: false };
      expect(renderBundleHtml(shown, 'en')).not.toContain('<script>');
      expect(
        renderBundleText(shown, PLAIN_TEXT, { verbose: true, files: true }) +
          renderBundleMarkdown(shown, 'ja'),
      ).not.toMatch(/[\u001b\u0007]/);
      try {
        rejudge(opened, tables, tablesIdentity(tables));
      } catch (error) {
        expect(error).toBeInstanceOf(BundleError);
      }
    }
  }, 600_000);
});
