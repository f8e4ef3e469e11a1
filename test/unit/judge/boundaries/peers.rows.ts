/** What peers say (`--peer`): the way to themselves, and nothing behind it. */
import type { Protocol } from '../../../../src/core/words.ts';
import type { Step } from '../../../../src/plan/step.ts';
import type { Request } from '../../../../src/plan/request.ts';
import type { EvidenceOf } from '../../../../src/evidence/index.ts';
import { failure } from '../../../../src/core/failure.ts';
import { datagram, stunEvidence } from '../evidence-builder.ts';
import { peerTcp, stamp, stampSilent } from '../peer-evidence.ts';
import { udpAnswers } from '../faults.ts';
import { completed, pipe, replace, skipDependants, type Mutator } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

export const asked = (peers: NonNullable<Request['peers']>, more: Partial<Request> = {}) => ({
  run: { request: { peers, ...more } },
});
const COTURN = { kind: 'stun', host: '198.51.100.20', port: 4172 } as const;
const CADDY = { kind: 'quic', host: 'peer.example.org', port: 4195 } as const;

/** This peer (from 1) answers. */
export function peerAnswers(number: number): Mutator {
  return replace(
    ({ id }) => id.startsWith(`peer/${number}/`),
    (step) =>
      completed(step.probe === 'stun' ? stunEvidence(step, '203.0.113.9') : datagram('quic', step, 'open')),
  );
}

const unreachable = rowsOf({
  code: 'peer/unreachable',
  side: 'us',
  rows: [
    [
      'nothing of it answers',
      fine,
      'notice',
      { ...asked([COTURN]), params: { peers: ['198.51.100.20:4172'] } },
    ],
    [
      'one of two',
      peerAnswers(1),
      'notice',
      { ...asked([COTURN, CADDY]), params: { peers: ['peer.example.org:4195'] } },
    ],
    [
      'its name has no address',
      skipDependants(({ id }) => id === 'dns/peer.example.org'),
      'notice',
      asked([CADDY]),
    ],
    ['it answers', peerAnswers(1), null, asked([COTURN])],
    ['none was asked for', fine, null],
  ],
});

const unprovenEnds = rowsOf({
  code: 'pcoip/udp-unproven',
  side: 'us',
  protocols: ['pcoip'],
  rows: [
    ['a peer answers on the port', peerAnswers(1), null, asked([COTURN])],
    [
      'a peer answers on another port alone',
      peerAnswers(1),
      'notice',
      { ...asked([CADDY]), params: { elsewhere: true } },
    ],
  ],
});

const silentEnds = rowsOf({
  code: 'streaming/udp-silent',
  side: 'path',
  rows: [
    ['a peer answers on both ports', pipe(peerAnswers(1), peerAnswers(2)), null, asked([COTURN, CADDY])],
    [
      'the same where the service is known to answer: its silence weighs',
      pipe(peerAnswers(1), peerAnswers(2)),
      'warning',
      {
        ...asked([COTURN, CADDY], { assumeUdpAnswers: true }),
        explains: ['dcv/udp-unproven@here', 'pcoip/udp-unproven@here'],
      },
    ],
  ],
});

export const OWN = { kind: 'preflight', host: '198.51.100.20', port: null } as const;
const IN_RULE = asked([OWN], { peerScope: 'service' });
export const OUT = asked([OWN]);

type Told = EvidenceOf<'stamp'>['told'];
const NOTHING_CAME: Told = { hellos: 0, answered: 0, provenElsewhereAgo: 60 };
const ALL_ANSWERED: Told = { hellos: 25, answered: 25, provenElsewhereAgo: 60 };

/** The series to these ports, from any source port; all of them without one. */
const to =
  (...ports: readonly number[]) =>
  (step: Step): boolean =>
    step.probe === 'stamp' &&
    step.localPort === null &&
    (ports.length === 0 || ports.includes(step.target.port));
const silent = (
  wanted: (step: Step) => boolean,
  told: Told,
  more: Partial<EvidenceOf<'stamp'>> = {},
): Mutator => replace(wanted, (step) => completed(stampSilent(step, told, more)));
const tcpSays = (said: EvidenceOf<'peer-tcp'>['said']): Mutator =>
  replace(
    (step) => step.probe === 'peer-tcp',
    (step) => completed(peerTcp(step, { said })),
  );
const never: Told = { ...NOTHING_CAME, provenElsewhereAgo: null };

const lostRows = (protocol: Protocol) => {
  const [port, inRule, outside] =
    protocol === 'pcoip' ? ([4172, 'error', 'warning'] as const) : ([4195, 'warning', 'notice'] as const);
  const unproven = { explains: [`${protocol}/udp-unproven@here`] };
  return rowsOf({
    code: `${protocol}/udp-lost-to-peer`,
    side: 'path',
    protocols: [protocol],
    rows: [
      [
        'nothing came, and the peer is in the rule',
        silent(to(port), NOTHING_CAME),
        inRule,
        { ...IN_RULE, ...unproven, params: { direction: 'there', inRule: true } },
      ],
      [
        'nothing came, and nobody says that the peer is in the rule',
        silent(to(port), NOTHING_CAME),
        outside,
        { ...OUT, ...unproven, params: { inRule: false } },
      ],
      [
        'all came and were answered, and nothing came back',
        silent(to(port), ALL_ANSWERED),
        inRule,
        { ...IN_RULE, ...unproven, params: { direction: 'back' } },
      ],
      [
        'five answers were sent',
        silent(to(port), { ...ALL_ANSWERED, answered: 5 }),
        inRule,
        { ...IN_RULE, ...unproven },
      ],
      [
        'four answers were sent: the peer was too quick to be sure',
        silent(to(port), { ...ALL_ANSWERED, answered: 4 }),
        null,
        IN_RULE,
      ],
      [
        'it is refused',
        silent(to(port), NOTHING_CAME, {
          state: 'closed',
          hellos: 1,
          failure: failure('port-unreachable', 'receive'),
        }),
        inRule,
        { ...IN_RULE, ...unproven, params: { direction: 'refused' } },
      ],
      ['24 first packets', silent(to(port), NOTHING_CAME, { hellos: 24 }), null, IN_RULE],
      [
        'others had an answer a day ago',
        silent(to(port), { ...NOTHING_CAME, provenElsewhereAgo: 86_400 }),
        inRule,
        { ...IN_RULE, ...unproven },
      ],
      ['a second more', silent(to(port), { ...NOTHING_CAME, provenElsewhereAgo: 86_401 }), null, IN_RULE],
      ['nobody else ever had an answer', silent(to(port), never), null, IN_RULE],
      ['TCP tells nothing', pipe(silent(to(port), null), tcpSays('nothing')), null, IN_RULE],
      ['the service itself answers', pipe(silent(to(port), NOTHING_CAME), udpAnswers), null, IN_RULE],
      ['the peer does not have the port', silent(to(port), null, { offered: false }), null, IN_RULE],
      [
        'every port: said once, of all UDP',
        silent(to(), NOTHING_CAME),
        null,
        { ...IN_RULE, beside: ['streaming/udp-lost-to-peer:error', 'streaming/udp-lost-to-peer:warning'] },
      ],
    ],
  });
};

const ALL_SILENT = ['dcv/udp-unproven@here', 'pcoip/udp-unproven@here', 'streaming/udp-silent@here'];
const streamingLost = rowsOf({
  code: 'streaming/udp-lost-to-peer',
  side: 'path',
  rows: [
    [
      'every port, and the peer is in the rule',
      silent(to(), NOTHING_CAME),
      [
        ['error', ['pcoip']],
        ['warning', ['dcv']],
      ],
      { ...IN_RULE, params: { ports: ['4172', '4195', '443'] }, explains: ALL_SILENT },
    ],
    [
      'every port, outside the rule: never an error',
      silent(to(), NOTHING_CAME),
      [
        ['warning', ['pcoip']],
        ['notice', ['dcv']],
      ],
      { ...OUT, explains: ALL_SILENT },
    ],
    [
      'every port that it has',
      pipe(silent(to(4172, 4195), NOTHING_CAME), silent(to(443), null, { offered: false })),
      [
        ['error', ['pcoip']],
        ['warning', ['dcv']],
      ],
      { ...IN_RULE, params: { ports: ['4172', '4195'] }, explains: ALL_SILENT },
    ],
    [
      'one port is not known to be open',
      pipe(silent(to(4172, 4195), NOTHING_CAME), silent(to(443), never)),
      null,
      { ...IN_RULE, beside: ['pcoip/udp-lost-to-peer:error', 'dcv/udp-lost-to-peer:warning'] },
    ],
  ],
});

const unprovenRows = rowsOf({
  code: 'peer/unproven',
  side: 'us',
  rows: [
    [
      'silent, and nobody else ever had an answer',
      silent(to(), never),
      'notice',
      { ...IN_RULE, params: { ports: ['4172', '4195', '443'] } },
    ],
    ['one port of three', silent(to(443), never), 'notice', { ...IN_RULE, params: { ports: ['443'] } }],
    ['it answers', fine, null, IN_RULE],
    [
      'others had an answer, and the counts say too little',
      silent(to(4172), { ...ALL_ANSWERED, answered: 4 }),
      null,
      IN_RULE,
    ],
    ['TCP answers and does not tell what came', silent(to(4172), null), null, IN_RULE],
    ['nothing of it answers, on TCP either', pipe(silent(to(), null), tcpSays('nothing')), null, IN_RULE],
  ],
});

const keyRows = rowsOf({
  code: 'peer/key-refused',
  side: 'us',
  rows: [
    ['it greets on TCP and hangs up', pipe(silent(to(), null), tcpSays('greeting')), 'notice', IN_RULE],
    ['somebody else answers there', pipe(silent(to(), null), tcpSays('other')), null, IN_RULE],
    [
      'one port was cut, and the others take the key',
      replace(
        ({ id }) => id === 'peer/1/tcp-443',
        (step) => completed(peerTcp(step, { said: 'greeting' })),
      ),
      null,
      IN_RULE,
    ],
  ],
});

const fixed =
  (...ports: readonly number[]) =>
  (step: Step): boolean =>
    step.probe === 'stamp' && step.localPort !== null && ports.includes(step.localPort);
const FIVE = { hellos: 5 };
const sourceRows = rowsOf({
  code: 'pcoip/source-port-lost',
  side: 'local-network',
  protocols: ['pcoip'],
  rows: [
    [
      'none of five from 50002',
      silent(fixed(50_002), NOTHING_CAME, FIVE),
      'warning',
      { ...OUT, params: { from: ['50002'] } },
    ],
    [
      'from both',
      silent(fixed(50_002, 55_002), NOTHING_CAME, FIVE),
      'warning',
      { ...OUT, params: { from: ['50002', '55002'] } },
    ],
    [
      'five came and were answered',
      silent(fixed(50_002), { ...ALL_ANSWERED, hellos: 5, answered: 5 }, FIVE),
      'warning',
      OUT,
    ],
    [
      'the peer was too quick for an answer',
      silent(fixed(50_002), { ...ALL_ANSWERED, hellos: 5, answered: 0 }, FIVE),
      null,
      OUT,
    ],
    [
      'the port is in use here',
      silent(fixed(50_002), NOTHING_CAME, { hellos: 0, failure: failure('address-unavailable', 'connect') }),
      null,
      OUT,
    ],
    [
      'nothing passes from a free port either',
      pipe(silent(fixed(50_002), NOTHING_CAME, FIVE), silent(to(4172), NOTHING_CAME)),
      null,
      { ...OUT, beside: ['pcoip/udp-lost-to-peer:warning'] },
    ],
    [
      'a free port loses some',
      pipe(silent(fixed(50_002), NOTHING_CAME, FIVE), series(4172, { received: 499 })),
      null,
      OUT,
    ],
  ],
});

export function series(port: number, changes: Partial<EvidenceOf<'stamp'>>): Mutator {
  return replace(to(port), (step) => completed(stamp(step, changes)));
}

const UNCOUNTED = { atPeer: null, answered: null, closedBy: 'none' } as const;
const lossRows = rowsOf({
  code: 'peer/loss',
  side: 'path',
  rows: [
    [
      '10 of 500 on the way there',
      series(4172, { atPeer: 490, answered: 490, received: 490 }),
      'warning',
      { ...OUT, params: { direction: 'there', therePercent: 2, backPercent: 0 } },
    ],
    ['9 of 500', series(4172, { atPeer: 491, answered: 491, received: 491 }), null, OUT],
    [
      '10 of 500 on the way back',
      series(4172, { received: 490 }),
      'warning',
      { ...OUT, params: { direction: 'back' } },
    ],
    [
      'both ways',
      series(4172, { atPeer: 475, answered: 475, received: 450 }),
      'warning',
      { ...OUT, params: { direction: 'both', lost: 50 } },
    ],
    [
      '9 there and 9 back: neither way is sure',
      series(4172, { atPeer: 491, answered: 491, received: 482 }),
      null,
      OUT,
    ],
    [
      'what the peer was too busy to answer is no loss',
      series(4172, { answered: 400, received: 400 }),
      null,
      OUT,
    ],
    [
      'nobody counted: the sum, and no direction',
      series(4172, { ...UNCOUNTED, received: 490 }),
      'warning',
      { ...OUT, params: { direction: 'untold', therePercent: null } },
    ],
    ['5 of 25', series(443, { atPeer: 20, answered: 20, received: 20 }), null, OUT],
    ['nothing came back at all', series(4172, { received: 0, answered: 500 }), null, OUT],
  ],
});

export const peers = [
  ...unreachable,
  ...unprovenEnds,
  ...silentEnds,
  ...lostRows('pcoip'),
  ...lostRows('dcv'),
  ...streamingLost,
  ...unprovenRows,
  ...keyRows,
  ...sourceRows,
  ...lossRows,
];
