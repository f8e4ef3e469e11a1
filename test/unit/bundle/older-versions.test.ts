/** What older versions kept stays readable: a bundle and a record from before each probe's row had its own fields (November 2026). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, jest, test } from '@jest/globals';
import { compareBundles } from '../../../src/bundle/compare-bundles.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle } from '../../../src/bundle/open-bundle.ts';
import { rejudge } from '../../../src/bundle/rejudge.ts';
import { judge } from '../../../src/judge/judge.ts';
import { keptStep, runRecord } from '../../../src/reading/record.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
import { simulatedInput, tables } from './simulated-input.ts';

/** On a machine that may be busy. */
jest.setTimeout(60_000);

const older = (name: string) => readFileSync(new URL(`../../fixtures/older/${name}`, import.meta.url));
const record = JSON.parse(gunzipSync(older('record-2026-11.json.gz')).toString()) as {
  steps: Record<string, unknown>[];
};

test('a bundle opens as it was written, judges to the same verdict and compares with a new one', async () => {
  const opened = await openBundle(older('bundle-2026-11.zip'));
  expect(opened.problems).toEqual([]);
  expect(opened.record?.steps.length).toBeGreaterThan(90);
  const again = rejudge(opened, tables, tablesIdentity(tables));
  expect(again.verdict).toBe(opened.report.verdict);
  const made = makeBundle(await simulatedInput('ready'), { level: 'standard', leaveOut: [], putIn: [] });
  const { causes } = compareBundles(opened, await openBundle(made.bytes));
  expect(causes.filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('a record', () => {
  test('is read whole and judged', () => {
    const read = runRecord.parse(record);
    expect(read.steps.map(({ id }) => id)).toEqual(record.steps.map(({ id }) => id));
    expect(judge(read, tables).findings.map(({ code }) => code)).toContain('proxy/required');
  });

  test('what is read is kept in the newer form, and reads again to the same', () => {
    const read = runRecord.parse(record);
    expect(runRecord.parse(JSON.parse(JSON.stringify(read)))).toEqual(read);
    expect(JSON.stringify(read.steps)).not.toContain('"transport"');
  });

  const row = (id: string, change: object, target: object = {}) => {
    const found = record.steps.find((step) => String(step['id']).startsWith(id));
    return keptStep.safeParse({
      ...found,
      ...change,
      target: { ...(found?.['target'] as object), ...target },
    });
  };

  test.each([
    [
      'a placeholder on 443',
      row('https/<directory id>', {}),
      { probe: 'https', path: '/', proxy: null, target: { host: '<directory id>.awsapps.com', port: 443 } },
    ],
    [
      'a placeholder of a UDP port',
      row('https/*', {}),
      { probe: 'udp', target: { host: '*.eu-central-1.rdn.amazonaws.com', address: null, port: 3478 } },
    ],
    [
      'a router with its zone',
      row('local/first-hop/', {}, { address: 'fe80::1%eth0' }),
      { probe: 'icmp', target: { host: null, address: 'fe80::1', zone: 'eth0' } },
    ],
    ['a name', row('dns/', {}), { probe: 'dns' }],
  ])('%s', (_, { data }, wanted) => {
    expect(data).toMatchObject(wanted);
    expect(data?.probe === 'dns' && 'path' in data).toBe(false);
  });

  test.each([null, 7, [], {}, { probe: 'https', target: null }])(
    'a row that is none is refused: %j',
    (bad) => {
      expect(keptStep.safeParse(bad).success).toBe(false);
    },
  );

  test('a path of the wrong type is not made good', () => {
    expect(row('https/<directory id>', { path: 7 }).success).toBe(false);
  });
});
