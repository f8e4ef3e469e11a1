import { describe, expect, test } from '@jest/globals';
import { journeyOf } from '../../../renderer/features/journey/journey-of.ts';
import type { Cut, JourneyModel } from '../../../renderer/features/journey/journey-model.ts';
import { cutHeight, tallPlaces } from '../../../renderer/features/journey/tall-places.ts';
import { en } from '../../../renderer/words/en.ts';
import { spokenOf } from '../../../src/report/spoken-of.ts';
import type { Report } from '../../../src/report/report.ts';
import { pcoipBlocked, ready } from '../fixtures/index.ts';

const modelOf = (report: Report): JourneyModel => {
  const model = journeyOf(en, report, spokenOf(report, 'en'));
  if (model === null) throw new Error('no truth table');
  return model;
};
const open = modelOf(ready);
const blocked = modelOf(pcoipBlocked);
const vpn = { name: 'utun4', allTraffic: true };
const placesOf = (model: JourneyModel, width = 318) => tallPlaces(en, model, width);
const partOf = (model: JourneyModel, side: string) => {
  const part = placesOf(model).sections.find((section) => section.side === side);
  if (part === undefined) throw new Error(`no part ${side}`);
  return part;
};
const cutAt = (side: Cut['side'], proven = true): Cut => ({ side, proven });
const LONGEST = 'a'.repeat(253);

describe('the upright journey', () => {
  test('gives the way there the room that its words need, and no blank band', () => {
    const heightOf = (model: JourneyModel) => partOf(model, 'path').to - partOf(model, 'path').from;
    expect(heightOf({ ...open, vpn: null })).toBeLessThan(80);
    expect(heightOf({ ...open, vpn })).toBeGreaterThan(heightOf({ ...open, vpn: null }));
    expect(heightOf(blocked)).toBeGreaterThan(heightOf({ ...open, vpn: blocked.vpn }));
  });

  test.each(['this-machine', 'local-network', 'path', 'service'] as const)(
    'draws a proven cut in its own part: %s',
    (side) => {
      const lanes = open.lanes.map((lane, index) => (index === 0 ? { ...lane, cut: cutAt(side) } : lane));
      const model = { ...open, lanes, note: { title: 'DCV 4195: stopped', detail: '0 of 6', where: '' } };
      const at = cutHeight(placesOf(model)) ?? 0;
      const part = partOf(model, side);
      expect(at).toBeGreaterThan(part.from + 20);
      expect(at).toBeLessThan(part.to);
    },
  );

  test('draws a cut that nobody placed on the way there', () => {
    const lanes = open.lanes.map((lane) => ({ ...lane, cut: cutAt('service', false) }));
    const model = { ...open, lanes, note: { title: 'stopped', detail: '', where: 'somewhere' } };
    const { from, to } = partOf(model, 'path');
    const at = cutHeight(placesOf(model)) ?? 0;
    expect(at > from && at < to).toBe(true);
  });

  test.each([318, 446])('keeps a name of 253 letters inside %d px, and its words apart', (width) => {
    const computer = { name: LONGEST, system: LONGEST };
    const { texts, height } = placesOf(
      { ...open, computer, proxy: LONGEST, vpn: { ...vpn, name: LONGEST } },
      width,
    );
    for (const { x, text } of texts) expect(x + text.length * 6).toBeLessThanOrEqual(width + 6);
    const heights = texts.map(({ y }) => y);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(heights.at(-1)).toBeLessThan(height);
  });
});
