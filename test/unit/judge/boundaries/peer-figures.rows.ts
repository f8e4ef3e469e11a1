/** Figures of the way to a peer: variation, sizes, load, and how long a binding lasts. */
import { peerIdle, peerLoad, peerSize } from '../peer-evidence.ts';
import { completed, replace, type Mutator } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';
import { asked, OUT, OWN, series } from './peers.rows.ts';

const varies = (there: number, back: number): Mutator => {
  const of = (p90: number) => ({ pdvMs: { p50: 1, p90 }, ipdvMs: 1 });
  return series(4172, { up: of(there), down: of(back) });
};
const late = (loopP99Ms: number, p90: number): Mutator => {
  const way = { pdvMs: { p50: 1, p90 }, ipdvMs: 1 };
  return series(4172, { up: way, down: way, loopP99Ms });
};
const jitterRows = rowsOf({
  code: 'peer/jitter',
  side: 'path',
  rows: [
    [
      '31.1 ms there, 1 ms of it ours',
      varies(31.1, 1),
      'warning',
      { ...OUT, params: { direction: 'there', thereMs: 31.1 } },
    ],
    ['31 ms', varies(31, 31), null, OUT],
    ['32 ms back', varies(1, 32), 'warning', { ...OUT, params: { direction: 'back' } }],
    ['both ways', varies(32, 32), 'warning', { ...OUT, params: { direction: 'both' } }],
    ['an end was busy', series(4172, { up: null, down: null, loopP99Ms: 140 }), null, OUT],
    ['this computer was 10 ms late: 40 are not enough', late(10, 40), null, OUT],
    ['and 40.1 are', late(10, 40.1), 'warning', { ...OUT, params: { direction: 'both' } }],
  ],
});

const sizes = (seen: Parameters<typeof peerSize>[1]): Mutator =>
  replace(
    (step) => step.probe === 'peer-size',
    (step) => completed(peerSize(step, seen)),
  );
const holeRows = rowsOf({
  code: 'mtu/one-way-hole',
  side: 'path',
  rows: [
    [
      '1227 there and 1228 back',
      sizes({ up: 1227, down: 1228 }),
      'warning',
      { ...OUT, params: { direction: 'there', requiredBytes: 1228 } },
    ],
    ['1500 there and 1227 back', sizes({ down: 1227 }), 'warning', { ...OUT, params: { direction: 'back' } }],
    ['both pass 1228', sizes({ up: 1228 }), null, OUT],
    ['both are too small: no way is worse', sizes({ up: 1227, down: 1000 }), null, OUT],
    ['they may have come in pieces', sizes({ up: 1227, dfKnown: false }), null, OUT],
    [
      'IPv6 needs 1248',
      sizes({ up: 1247, family: 6 }),
      'warning',
      { ...OUT, params: { requiredBytes: 1248 } },
    ],
    ['nothing passed at all', sizes({ up: null }), null, OUT],
  ],
});

const LOADED = asked([OWN], { peerLoad: true });
const load = (run: Parameters<typeof peerLoad>[1], loopP99Ms = 0): Mutator =>
  replace(
    (step) => step.probe === 'peer-load',
    (step) => completed(peerLoad(step, run, loopP99Ms)),
  );
const LATE = { loadRttMs: { p50: 65, p90: 70 } };
const needRows = rowsOf({
  code: 'peer/below-need',
  side: 'path',
  rows: [
    [
      'less than 97 % came, and 1 % was lost',
      load({ arrivedKbps: 1_648, arrived: 525 }),
      'warning',
      { ...LOADED, params: { direction: 'there', needKbps: 1_700, arrivedKbps: 1_648 } },
    ],
    ['97 % came', load({ arrivedKbps: 1_649, arrived: 525 }), null, LOADED],
    ['less came, and nothing was lost or late: one of three', load({ arrivedKbps: 1_000 }), null, LOADED],
    [
      'less came, and answers were 25 ms later',
      load({ arrivedKbps: 1_600, ...LATE }),
      'warning',
      { ...LOADED, params: { addedMs: 25, lostPercent: 0 } },
    ],
    ['24.9 ms later', load({ arrivedKbps: 1_600, loadRttMs: { p50: 64.9, p90: 70 } }), null, LOADED],
    [
      'lost and late, on the way back',
      load({ direction: 'down', arrived: 500, ...LATE }),
      'warning',
      { ...LOADED, params: { direction: 'back' } },
    ],
    [
      'this computer was far too late itself',
      load({ arrivedKbps: 900, arrived: 300, ...LATE }, 101),
      null,
      LOADED,
    ],
    [
      'it was 10 ms late: 34.9 later is no sign',
      load({ arrivedKbps: 900, loadRttMs: { p50: 74.9, p90: 80 } }, 10),
      null,
      LOADED,
    ],
    [
      'nothing was sent, so no share of it was lost',
      load({ sent: 0, arrived: 0, arrivedKbps: 0, ...LATE }),
      'warning',
      { ...LOADED, params: { lostPercent: null } },
    ],
    ['nobody counted', load({ sent: null, arrived: null, arrivedKbps: null, ...LATE }), null, LOADED],
  ],
});
const slowRows = rowsOf({
  code: 'peer/slow-under-load',
  side: 'local-network',
  rows: [
    [
      '100.1 ms: outside the best band of PCoIP',
      load({ loadRttMs: { p50: 100.1, p90: 110 } }),
      [['warning', ['pcoip']]],
      { ...LOADED, params: { loadMs: 100.1, limitMs: 100 } },
    ],
    [
      '251 ms: of both',
      load({ loadRttMs: { p50: 251, p90: 300 } }),
      'warning',
      { ...LOADED, params: { limitMs: 250 } },
    ],
    ['100 ms', load({ loadRttMs: { p50: 100, p90: 200 } }), null, LOADED],
    [
      'it is as slow when idle',
      load({ idleRttMs: { p50: 260 }, loadRttMs: { p50: 270, p90: 300 } }),
      null,
      LOADED,
    ],
    [
      'the need is not met: that is the finding',
      load({ arrivedKbps: 900, loadRttMs: { p50: 260, p90: 300 } }),
      null,
      { ...LOADED, beside: ['peer/below-need:warning'] },
    ],
  ],
});

const HELD = asked([OWN], { peerIdle: true });
const held = (answeredS: number): Mutator =>
  replace(
    (step) => step.probe === 'peer-idle',
    (step) => completed(peerIdle(step, answeredS)),
  );
const idleRows = rowsOf({
  code: 'peer/binding-short',
  side: 'local-network',
  rows: [
    ['5 s, and not 10', held(5), 'notice', { ...HELD, params: { keptS: 5, lostS: 10 } }],
    ['10 s, and not 15', held(10), 'notice', { ...HELD, params: { lostS: 15 } }],
    ['15 s', held(15), null, HELD],
    ['not even 5 s: that is no forgetting', held(2), null, HELD],
    ['30 s', fine, null, HELD],
  ],
});

export const peerFigures = [...jitterRows, ...holeRows, ...needRows, ...slowRows, ...idleRows];
