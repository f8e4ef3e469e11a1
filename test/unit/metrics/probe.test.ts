/** `/probe` on a virtual clock: how often it runs, whatever asks. */
import { expect, test } from '@jest/globals';
import { makeProbe, timeoutOf, type Target } from '../../../src/metrics/probe.ts';
import { virtualClock } from '../run/virtual-clock.ts';

const never = new AbortController().signal;
const frankfurt: Target = { region: 'eu-central-1', protocol: 'both' };
const paris: Target = { region: 'eu-west-3', protocol: 'both' };

function made(takesMs = 4000) {
  const clock = virtualClock();
  const starts: string[] = [];
  let active = 0;
  let most = 0;
  const probe = makeProbe({ clock, signal: never }, async ({ region }) => {
    starts.push(`${region} ${Math.round(clock.nowMs() / 1000)}`);
    active += 1;
    most = Math.max(most, active);
    await clock.sleep(takesMs, never);
    active -= 1;
    return `${region} at ${clock.nowMs()}`;
  });
  return { clock, probe, starts, most: () => most };
}

test('five scrapes at once are one run, and a minute later the next', async () => {
  const { clock, probe, starts } = made();
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => probe(frankfurt, 9000)));
  expect(new Set(all)).toEqual(new Set(['eu-central-1 at 4000']));
  await clock.sleep(50_000, never);
  expect(await probe(frankfurt, 9000)).toBe('eu-central-1 at 4000');
  await clock.sleep(11_000, never);
  expect(await probe(frankfurt, 9000)).toBe('eu-central-1 at 69000');
  expect(starts).toEqual(['eu-central-1 0', 'eu-central-1 65']);
});

test('targets never run beside each other, nor start closer than 20 s', async () => {
  const { clock, probe, starts, most } = made();
  const [first, second] = await Promise.all([probe(frankfurt, 9000), probe(paris, 9000)]);
  expect([first, second]).toEqual(['eu-central-1 at 4000', null]);
  await clock.sleep(30_000, never);
  expect(await probe(paris, 9000)).toBe('eu-west-3 at 24000');
  expect({ starts, most: most() }).toEqual({ starts: ['eu-central-1 0', 'eu-west-3 20'], most: 1 });
});

test('what takes longer than the scraper waits goes on for the next one', async () => {
  const { clock, probe, starts } = made(15_000);
  expect(await probe(frankfurt, 9500)).toBeNull();
  await clock.sleep(6000, never);
  expect(await probe(frankfurt, 9500)).toBe('eu-central-1 at 15000');
  expect(starts).toHaveLength(1);
});

test.each([
  ['10', 9500],
  ['2.5', 2000],
  ['0.1', 100],
  [undefined, 9500],
  ['1e9', 9500],
  ['-4', 9500],
])('a scraper that waits %s s is answered after %s ms', (header, ms) => {
  expect(timeoutOf(header)).toBe(ms);
});
