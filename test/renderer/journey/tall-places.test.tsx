import { describe, expect, test } from '@jest/globals';
import { journeyOf } from '../../../renderer/features/journey/journey-of.ts';
import type { Cut, JourneyModel } from '../../../renderer/features/journey/journey-model.ts';
import { laneCuts, TALL, tallPlaces } from '../../../renderer/features/journey/tall-places.ts';
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
const wayLength = (model: JourneyModel) => tallPlaces(model).amazon - TALL.path;
const cutAt = (side: Cut['side']): Cut => ({ side, proven: true });

describe('the vertical journey', () => {
  test('gives the way there the room that it fills, and no blank band', () => {
    expect(wayLength({ ...open, vpn: null })).toBe(82);
    expect(wayLength({ ...open, vpn: 'unknown' })).toBe(82);
    expect(wayLength({ ...open, vpn })).toBe(133);
    expect(wayLength({ ...blocked, vpn: null })).toBe(155);
    expect(wayLength({ ...blocked, vpn })).toBe(206);
  });

  test('keeps room for a cut while it runs, so that nothing moves when one comes', () => {
    const running = { ...open, live: true };
    expect(tallPlaces(running)).toEqual(tallPlaces({ ...blocked, vpn: running.vpn }));
  });

  test.each(['this-machine', 'local-network', 'path', 'service'] as const)(
    'lets no disc hide another where lanes are cut side by side: %s',
    (side) => {
      for (const n of [2, 3]) {
        const lanes = open.lanes.map((lane, index) => ({ ...lane, cut: index < n ? cutAt(side) : null }));
        const places = tallPlaces({ ...open, lanes });
        const discs = laneCuts(places, lanes).flatMap((y, index) =>
          y === null ? [] : [{ x: TALL.nearX[index] ?? 0, y }],
        );
        expect(discs).toHaveLength(n);
        for (const [at, one] of discs.entries())
          for (const other of discs.slice(at + 1))
            expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(26);
      }
    },
  );
});
