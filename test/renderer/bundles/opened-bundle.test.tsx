import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import { groupFiles } from '../../../renderer/features/bundles/group-files.ts';
import { keepBundle } from '../../../renderer/features/bundles/opened-bundles.ts';
import { readRecord } from '../../../renderer/features/bundles/read-record.ts';
import { splitStandIns } from '../../../renderer/features/bundle/split-stand-ins.ts';
import { ContractError, type BundleOpened } from '../../../src/contract/index.ts';
import { spokenOf } from '../../../src/report/spoken-of.ts';
import { pcoipBlocked, ready } from '../fixtures/index.ts';
import { compareFixtures } from '../fixtures/compare.ts';
import { openedBundleOf } from '../fixtures/opened-bundle.ts';
import { makeWorld, type WorldOptions } from '../fixtures/world.ts';

// Each screen is fetched, judged and said one after the other: on a busy machine that takes its time.
jest.setTimeout(20_000);

let next = 0;

/** Each test opens a bundle of its own: answers are kept by id. */
async function openAt(
  hash: (id: string) => string,
  { bundle = {}, ...options }: WorldOptions & { bundle?: Partial<BundleOpened> } = {},
): Promise<string> {
  next += 1;
  const id = `b-${next}`;
  keepBundle({ ...openedBundleOf({ fileName: 'case.zip' }), bundleId: id, ...bundle });
  window.location.hash = hash(id);
  render(<App agent={makeWorld({ speed: Infinity, ...options })} />);
  await screen.findByRole('heading', { level: 1 }, { timeout: 10_000 });
  return id;
}

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

describe('the files of an opened bundle', () => {
  test('are listed with size and state, and what is not inside with its reason', async () => {
    await openAt((id) => `#/bundle/${id}/files`);
    const row = (name: string) => within(screen.getByText(name).closest('li')!);
    expect(row('dns.jsonl').getByText('24 records · 45 kB')).toBeTruthy();
    expect(row('dns.jsonl').getByText('as written')).toBeTruthy();
    expect(row('streaming.jsonl').getByText('changed')).toBeTruthy();
    expect(row('traceroute.txt').getByText('missing')).toBeTruthy();
    expect(row('traceroute.txt').queryByRole('link')).toBeNull();
    expect(row('notes.txt').getByText('not listed')).toBeTruthy();
    expect(screen.getByText('2 files not as written')).toBeTruthy();
    expect(screen.getByText('Standard, public addresses left out')).toBeTruthy();
    expect(screen.getByText('never go into a bundle')).toBeTruthy();
  });

  test('show the ticket text first, then the one that is chosen, record by record', async () => {
    const id = await openAt((id) => `#/bundle/${id}/files`);
    expect(await screen.findByText('host-1', { selector: '.stand-in' })).toBeTruthy();
    const link = screen.getByRole('link', { name: 'streaming.jsonl' });
    expect(link.getAttribute('href')).toBe(`#/bundle/${id}/files?focus=evidence%2Fstreaming.jsonl`);
    fireEvent.click(link);
    const row = (await screen.findByText('us-west-2/health-check/tcp-4172/34.217.248.177')).closest(
      'details',
    )!;
    expect(within(row).getByText('completed · 3.2 s')).toBeTruthy();
    expect(screen.getByText('never started')).toBeTruthy();
    expect(within(row).queryByText(/"filtered"/)).toBeNull();
    row.open = true;
    fireEvent(row, new Event('toggle'));
    expect(await within(row).findByText(/"state": "filtered"/)).toBeTruthy();
  });

  test('say that a long one is cut, and how to read the rest', async () => {
    await openAt((id) => `#/bundle/${id}/files?focus=report.json`);
    expect(await screen.findByText('preflight bundle inspect FILE --show report.json')).toBeTruthy();
  });

  test('are inert: markup and scripts are text', async () => {
    const text = '<img src=x onerror="document.title=1"><script>1</script>';
    await openAt((id) => `#/bundle/${id}/files`, {
      handlers: { 'bundle.file': ({ name }) => ({ name, text, truncated: false, standIns: [] }) },
    });
    expect(await screen.findByText(text)).toBeTruthy();
    expect(document.querySelector('main img, main script')).toBeNull();
  });

  test('that cannot be read say so', async () => {
    await openAt((id) => `#/bundle/${id}/files`, {
      handlers: {
        'bundle.file': () => {
          throw new ContractError('unknown-file');
        },
      },
    });
    expect(await screen.findByText('The bundle has no such file.')).toBeTruthy();
  });

  test('are no page of a check that was made here', async () => {
    window.location.hash = '#/run/pcoip-blocked/files';
    render(<App agent={makeWorld({ speed: Infinity })} />);
    await screen.findByText('Make a bundle for the helpdesk', {}, { timeout: 10_000 });
    expect(screen.queryByText('What is in this bundle')).toBeNull();
  });
});

describe('judging an opened bundle again', () => {
  test('says that it is the same, and leads back', async () => {
    const id = await openAt((id) => `#/bundle/${id}`);
    fireEvent.click(await screen.findByRole('link', { name: 'Judge again with this version’s rules' }));
    expect(await screen.findByText('Judged again: the result is the same.')).toBeTruthy();
    const back = screen.getByRole('link', { name: 'Show what the bundle says' });
    expect(back.getAttribute('href')).toBe(`#/bundle/${id}`);
  });

  test('shows the new verdict, and what differs from the bundle', async () => {
    const { comparison } = compareFixtures(pcoipBlocked, ready);
    const [cause] = spokenOf(pcoipBlocked, 'en').causes;
    await openAt((id) => `#/judged/${id}`, {
      handlers: { 'bundle.judge': () => ({ version: '2.0.0', report: ready, comparison }) },
    });
    expect(await screen.findByText('Judged again: the result is another one.')).toBeTruthy();
    expect(screen.getByText('PCoIP: “Not ready” in the bundle, “Ready” by these rules')).toBeTruthy();
    expect(await screen.findByText(`No longer a cause: ${cause?.title}`)).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Ready.');
  });

  test('copies the ticket of what is shown', async () => {
    const asked: unknown[] = [];
    const id = await openAt((id) => `#/judged/${id}`, {
      handlers: {
        'report.ticket': (what) => {
          asked.push(what);
          return { text: 'ticket' };
        },
      },
    });
    Object.assign(navigator, { clipboard: { writeText: () => Promise.resolve() } });
    fireEvent.click(await screen.findByRole('button', { name: 'Copy for the ticket' }));
    await waitFor(() => expect(asked).toEqual([{ of: { kind: 'judged', id }, language: 'en' }]));
  });

  test('is not offered without evidence, and a refusal is said in words', async () => {
    await openAt((id) => `#/bundle/${id}`, { bundle: { judgeable: false } });
    expect(
      await screen.findByText('It has no readable evidence, so it cannot be judged again.'),
    ).toBeTruthy();
    cleanup();
    await openAt((id) => `#/judged/${id}`, {
      handlers: {
        'bundle.judge': () => {
          throw new ContractError('not-judgeable');
        },
      },
    });
    expect(screen.getByText('The evidence in this bundle cannot be judged again.')).toBeTruthy();
  });
});

describe('a line of evidence', () => {
  test.each([
    ['no JSON', '<b>hello</b>'],
    ['half a record', '{"n":1,"step":{"id":"a"'],
    ['absurd nesting', '['.repeat(20_000) + ']'.repeat(20_000)],
  ])('that is %s stays as it is', (_what, line) => {
    const record = readRecord(line);
    expect(record.pretty()).toBe(line);
    expect(record.isStep).toBe(false);
    expect(line.startsWith(record.title)).toBe(true);
  });

  test('whose fields are of another sort is no step', () => {
    for (const line of ['null', '7', '{"step":7}', '{"step":{"id":{}},"observation":[1]}'])
      expect(readRecord(line)).toMatchObject({ isStep: false, outcome: null, durationMs: null });
  });

  test('turns no text round with an escape', () => {
    const record = readRecord(String.raw`{"step":{"id":"a\u202eb\nc"},"observation":{"outcome":"x\u001b"}}`);
    expect(record.title + record.outcome + record.pretty()).not.toMatch(/[\u001b\u202e]/);
    expect(record.pretty()).toContain(String.raw`a\u202eb`);
  });
});

test('files are grouped by their folder; what belongs to no bundle stands apart', () => {
  const groups = groupFiles(openedBundleOf({ fileName: 'a.zip' }).files);
  expect(groups.map(({ group, files }) => [group, files.length])).toEqual([
    ['report', 4],
    ['evidence', 2],
    ['tools', 1],
    ['system', 1],
    ['extra', 1],
  ]);
});

test('only whole words are stand-ins, however many there are', () => {
  const all = new Set(Array.from({ length: 20_000 }, (_, n) => `host-${n}`));
  expect(splitStandIns('host-1 my-host-1 host-1x (hidden) left-out', all)).toEqual([
    { kind: 'stand-in', text: 'host-1' },
    { kind: 'text', text: ' my-host-1 host-1x ' },
    { kind: 'left-out', text: '(hidden)' },
    { kind: 'text', text: ' ' },
    { kind: 'left-out', text: 'left-out' },
  ]);
  // One look for each word, whatever the number of stand-ins: no search through all of them.
  let looks = 0;
  const counted = { has: (word: string) => (looks += 1) > 0 && all.has(word) } as ReadonlySet<string>;
  splitStandIns('host-7 word '.repeat(20_000), counted);
  expect(looks).toBeLessThanOrEqual(40_000);
});
