/** findings.md, "Round trip": every figure at its edge. */
import type { Mutator } from '../record-builder.ts';
import { alter, hasRole, pipe, REGION, slowly } from '../record-builder.ts';
import { tcpEvidence } from '../evidence-builder.ts';
import { onPort, rtt } from '../faults.ts';
import { fine, rowsOf } from './boundary.ts';

const at = (medianMs: number) => ({ run: { rttMs: { [REGION]: medianMs } } });
const PCOIP = { protocols: ['pcoip'] } as const;
const DCV = { protocols: ['dcv'] } as const;

const bands = [
  ...rowsOf({
    code: 'latency/terminated',
    side: 'path',
    protocols: ['pcoip'],
    rows: [
      ['375 ms', fine, null, { ...at(375), beside: ['latency/degraded:warning'] }],
      [
        '375.1 ms',
        fine,
        'error',
        { ...at(375.1), beside: ['latency/degraded:warning'], params: { medianMs: 375.1, pcoipFromMs: 375 } },
      ],
      [
        '1000 ms, DCV alone asked for',
        fine,
        null,
        { run: { ...at(1000).run, request: { protocols: ['dcv'] } }, beside: ['latency/beyond:warning'] },
      ],
    ],
  }),
  ...rowsOf({
    code: 'latency/beyond',
    side: 'path',
    protocols: ['dcv'],
    rows: [
      [
        '400 ms',
        fine,
        null,
        { ...at(400), beside: ['latency/terminated:error', 'latency/degraded:warning'] },
      ],
      ['400.1 ms', fine, 'warning', { ...at(400.1), beside: ['latency/terminated:error'], first: false }],
      [
        '400.1 ms, PCoIP alone asked for',
        fine,
        null,
        {
          run: { ...at(400.1).run, request: { protocols: ['pcoip'] } },
          beside: ['latency/terminated:error'],
        },
      ],
    ],
  }),
  ...rowsOf({
    code: 'latency/degraded',
    side: 'path',
    rows: [
      ['PCoIP at 200 ms', fine, null, at(200)],
      ['PCoIP at 200.1 ms', fine, 'warning', { ...at(200.1), ...PCOIP }],
      ['DCV at 249.9 ms', fine, 'warning', { ...at(249.9), ...PCOIP }],
      [
        'DCV at 250 ms',
        fine,
        'warning',
        { ...at(250), params: { pcoipFromMs: 200, pcoipToMs: 375, dcvFromMs: 250, dcvToMs: 400 } },
      ],
      ['PCoIP at 375 ms', fine, 'warning', at(375)],
      [
        'PCoIP at 375.1 ms',
        fine,
        'warning',
        { ...at(375.1), ...DCV, beside: ['latency/terminated:error'], first: false },
      ],
      [
        'DCV at 400 ms',
        fine,
        'warning',
        { ...at(400), ...DCV, beside: ['latency/terminated:error'], first: false },
      ],
      [
        'DCV at 400.1 ms',
        fine,
        null,
        { ...at(400.1), beside: ['latency/terminated:error', 'latency/beyond:warning'] },
      ],
    ],
  }),
  ...rowsOf({
    code: 'latency/affected',
    side: 'path',
    protocols: ['pcoip'],
    rows: [
      ['99.9 ms', fine, null, at(99.9)],
      ['100 ms', fine, 'notice', at(100)],
      ['200 ms', fine, 'notice', at(200)],
      ['200.1 ms', fine, null, { ...at(200.1), beside: ['latency/degraded:warning'] }],
      [
        '150 ms, DCV alone asked for',
        fine,
        null,
        { run: { ...at(150).run, request: { protocols: ['dcv'] } } },
      ],
    ],
  }),
];

/** One series for the whole Region, so that the counts are exact. */
function series(samples: readonly (number | null)[]): Mutator {
  return (record) => {
    const [first] = record.steps
      .filter(({ probe }) => probe === 'rtt')
      .map(({ id }) => id)
      .sort();
    const isFirst = ({ id }: { id: string }) => id === first;
    return pipe(
      rtt(samples, isFirst),
      alter(
        'rtt',
        (step) => !isFirst(step),
        (evidence) => ({ ...evidence, samples: [] }),
      ),
    )(record);
  };
}
const lost = (count: number, sent: number): Mutator =>
  series(Array.from({ length: sent }, (_, index) => (index < count ? null : 40)));
const isLoss = (count: number, sent: number) => ({ params: { lost: count, sent } });

const loss = rowsOf({
  code: 'latency/loss',
  side: 'path',
  rows: [
    ['2 of 10: not 3', lost(2, 10), null],
    ['3 of 10', lost(3, 10), 'warning', isLoss(3, 10)],
    ['3 of 300: not more than 1 %', lost(3, 300), null],
    ['3 of 299', lost(3, 299), 'warning', isLoss(3, 299)],
    ['2 of 100: more than 1 % and not 3', lost(2, 100), null],
    ['9 of 20: more than 10 % and not 10', lost(9, 20), 'warning', isLoss(9, 20)],
    ['10 of 100: not more than 10 %', lost(10, 100), 'warning', isLoss(10, 100)],
    ['10 of 99, and a slow series loses three', pipe(lost(10, 99), slowly(3, 20)), 'error', isLoss(10, 99)],
    ['10 of 99, and a slow series loses two', pipe(lost(10, 99), slowly(2)), 'warning', isLoss(10, 99)],
    ['10 of 99, and there was no slow series', lost(10, 99), 'warning', isLoss(10, 99)],
    ['10 of 99, and the slow series was cut at 59', pipe(lost(10, 99), slowly(0, 59)), 'warning'],
    [
      '9 of 99, and a whole slow series loses none',
      pipe(lost(9, 99), slowly(0)),
      'notice',
      { params: { seen: 'once' } },
    ],
    [
      '10 of 99, and a whole slow series loses none: a limit on new connections',
      pipe(lost(10, 99), slowly(0)),
      null,
    ],
    [
      'the router answers every ping: it is lost behind it',
      pipe(lost(10, 99), slowly(3, 20, 60)),
      'error',
      { params: { begins: 'behind-router' }, proven: true },
    ],
    [
      'the router answers every ping, but sixty could miss so small a share',
      pipe(lost(4, 99), slowly(3, 20, 60)),
      'warning',
      { params: { begins: 'unproven' }, proven: false },
    ],
    [
      'five of 99 are a share that sixty pings would have shown',
      pipe(lost(5, 99), slowly(3, 20, 60)),
      'warning',
      { params: { begins: 'behind-router' }, proven: true },
    ],
    [
      'the router loses half as much as the Region',
      pipe(lost(10, 99), slowly(3, 20, 56)),
      'error',
      { side: 'local-network', params: { begins: 'before-router' }, proven: true },
    ],
    [
      'the router loses one ping of sixty: too little to tell',
      pipe(lost(10, 99), slowly(3, 20, 59)),
      'error',
      { params: { begins: 'unproven' }, proven: false },
    ],
    ['nothing came back at all: the ports say that', lost(100, 100), null],
    [
      'a SYN that was sent again on each server is lost, not slow',
      alter(
        'rtt',
        () => true,
        (evidence) => ({
          ...evidence,
          samples: evidence.samples.map((sample, index) =>
            index === 0 ? { ...sample, rttMs: 1040, retransmitted: true } : sample,
          ),
        }),
      ),
      'warning',
      isLoss(4, 40),
    ],
  ],
});

const limited = rowsOf({
  code: 'network/limits-new-connections',
  side: 'path',
  rows: [
    ['a tenth of the quick and none of the slow', pipe(lost(10, 100), slowly(0)), 'notice', isLoss(10, 100)],
    ['less than a tenth of the quick', pipe(lost(9, 100), slowly(0)), null],
    ['one of the slow', pipe(lost(10, 100), slowly(1)), null, { beside: ['latency/loss:warning'] }],
    [
      'the slow series was cut',
      pipe(lost(10, 100), slowly(0, 59)),
      null,
      { beside: ['latency/loss:warning'] },
    ],
  ],
});

const swinging = (stepMs: number): Mutator =>
  series(Array.from({ length: 20 }, (_, index) => 60 + (index % 2) * stepMs));

/** How late this process was itself, and whether the kernel timed the series all the same. */
const late = (eventLoopP99Ms: number, kernelMedianMs: number | null): Mutator =>
  alter(
    'rtt',
    () => true,
    (evidence) => ({ ...evidence, eventLoopP99Ms, kernelMedianMs }),
  );

const jitter = rowsOf({
  code: 'latency/jitter',
  side: 'path',
  rows: [
    ['30 ms', swinging(30), null],
    ['30.1 ms', swinging(30.1), 'warning', { params: { jitterMs: 30.1, limitMs: 30 } }],
    ['31 ms, and the timers tick every 16 ms', pipe(swinging(31), late(20, null)), 'warning'],
    ['60 ms, and this process was 50 ms late itself', pipe(swinging(60), late(50, null)), null],
    [
      '60.1 ms, and this process was 50 ms late itself',
      pipe(swinging(60.1), late(50, null)),
      'warning',
      { params: { jitterMs: 60.1, limitMs: 30 } },
    ],
    ['31 ms by the kernel, late or not', pipe(swinging(31), late(200, 60)), 'warning'],
    ['one outlier is no jitter', series([60, 60, 60, 60, 60, 60, 60, 60, 160, 60, 60, 60]), null],
    ['one sample has none', series([60]), null],
  ],
});

const pair = (askedMs: number, otherMs: number, other = 'eu-west-1') => ({
  run: { request: { regions: [REGION, other] }, rttMs: { [REGION]: askedMs, [other]: otherMs } },
});

const betterRegion = rowsOf({
  code: 'latency/better-region',
  side: 'path',
  rows: [
    ['10 ms less', fine, null, pair(50, 40)],
    [
      '10.1 ms less, and 20 %',
      fine,
      'notice',
      { ...pair(50.1, 40), params: { better: 'eu-west-1', gainMs: 10.1 } },
    ],
    ['10.5 ms and 9.5 % less', fine, null, pair(110, 99.5)],
    ['20 ms and 10 % less', fine, null, pair(200, 180)],
    ['20.1 ms and 10.05 % less', fine, 'notice', pair(200, 179.9)],
    ['11 ms and 11.1 % less', fine, 'notice', pair(99, 88)],
    ['9 ms and 30 % less', fine, null, pair(30, 21)],
    ['another partition is never compared', fine, null, pair(90, 20, 'us-gov-west-1')],
    ['the Region asked for is the faster one', fine, null, pair(40, 90)],
  ],
});

const hop = (rttsMs: readonly number[], lostPings = 0): Mutator =>
  alter('icmp', hasRole('first-hop'), (evidence) => ({
    ...evidence,
    sent: rttsMs.length + lostPings,
    received: rttsMs.length,
    rttsMs: [...rttsMs],
  }));
const steady = (ms: number) => Array.from({ length: 10 }, () => ms);
const SLOW = { ...at(210), beside: ['latency/degraded:warning'] };
const LOSSY = { beside: ['latency/loss:error'] };

const firstHop = rowsOf({
  code: 'latency/first-hop',
  side: 'local-network',
  rows: [
    [
      'it takes half of a slow round trip',
      hop(steady(105)),
      'notice',
      { ...SLOW, params: { about: ['latency'], hopMs: 105, medianMs: 210 } },
    ],
    ['it takes less than half of it', hop(steady(104.9)), null, SLOW],
    ['it is slow, and the round trip is not', hop(steady(39)), null],
    [
      'it loses half as much as the path',
      pipe(lost(60, 100), slowly(3, 20), hop(steady(2).slice(3), 3)),
      'notice',
      { ...LOSSY, params: { about: ['loss'] } },
    ],
    [
      'it loses less than half as much',
      pipe(lost(61, 100), slowly(3, 20), hop(steady(2).slice(3), 3)),
      null,
      LOSSY,
    ],
    ['it loses one ping', pipe(lost(11, 100), slowly(3, 20), hop(steady(2).slice(1), 1)), null, LOSSY],
    ['it loses pings, and the path nothing: routers rate-limit ping', hop(steady(2).slice(5), 5), null],
    [
      'it holds half of the jitter',
      pipe(swinging(40), hop([1, 21, 1, 21, 1, 21])),
      'notice',
      { beside: ['latency/jitter:warning'], params: { about: ['jitter'], hopJitterMs: 20, jitterMs: 40 } },
    ],
    [
      'it holds less than half of it',
      pipe(swinging(40), hop([1, 20.9, 1, 20.9, 1, 20.9])),
      null,
      { beside: ['latency/jitter:warning'] },
    ],
    ['it swings, and the path does not', hop([1, 90, 1, 90, 1, 90]), null],
    [
      'somebody near accepts every connection: the round trip is worthless, and so is the share of it',
      pipe(
        hop(steady(105)),
        alter('tcp', onPort(4172, 'accepts-all-control'), (_evidence, step) => tcpEvidence(step, 'open')),
      ),
      null,
      { ...at(210), beside: ['local/accepts-all:error'] },
    ],
    ['it ignores ping', hop([], 10), null, SLOW],
  ],
});

export const roundTrip = [...bands, ...loss, ...limited, ...jitter, ...betterRegion, ...firstHop];
