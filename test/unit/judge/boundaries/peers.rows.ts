/** What peers say (`--peer`): the way to themselves, and nothing behind it. */
import type { Request } from '../../../../src/plan/request.ts';
import { datagram, stunEvidence } from '../evidence-builder.ts';
import { completed, pipe, replace, skipDependants, type Mutator } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

const asked = (peers: NonNullable<Request['peers']>, more: Partial<Request> = {}) => ({
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

export const peers = [...unreachable, ...unprovenEnds, ...silentEnds];
