/** Peers as they are asked for (`--peer`): four kinds, each with its port, and no key in a request. */
import { describe, expect, test } from '@jest/globals';
import { SITUATIONS } from '../../../src/net/simulated/situation.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { accept, DEFAULT_RUN_SETTINGS, type Accepted } from '../../../src/request/accept.ts';
import type { Asked } from '../../../src/request/asked.ts';
import { flagOf, refusalLine, RequestRefused } from '../../../src/request/refusal.ts';

const KNOWN = { tables: loadTables(), scenarios: SITUATIONS.map(({ id }) => id) };

function accepted(asked: Asked): Accepted {
  return accept(asked, DEFAULT_RUN_SETTINGS, KNOWN);
}

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    expect(refusalLine(error.refusal, 'ja', flagOf)).toMatch(/^[^\n]*[ぁ-ん][^\n]*$/);
    return error.message;
  }
  throw new Error('was accepted');
}

describe('--peer', () => {
  test.each<[string, object]>([
    ['stun:198.51.100.20', { kind: 'stun', host: '198.51.100.20', port: 3478 }],
    ['STUN:turn.example.org:4172', { kind: 'stun', host: 'turn.example.org', port: 4172 }],
    ['stamp:router.example', { kind: 'stamp', host: 'router.example', port: 862 }],
    ['quic:[2001:db8::1]', { kind: 'quic', host: '2001:db8::1', port: 443 }],
  ])('the peer %s', (peer, read) => {
    expect(accepted({ region: ['us-east-1'], peer: [peer] }).request.peers).toEqual([read]);
  });

  test.each([
    ['tls:host.example', /^--peer "tls:host.example" is not accepted; give HOST/],
    ['host.example:4172', /^--peer "host.example:4172" is not accepted/],
    [
      'host.example',
      /^--peer HOST needs the key of that peer: give --peer-key-file FILE, or set PREFLIGHT_PEER_KEY/,
    ],
    ['stun:', /^--peer "" is not accepted; give a host name/],
    ['stun:a b', /^--peer "a b" is not accepted/],
  ])('the peer %s is refused', (peer, line) => {
    expect(refusal(() => accepted({ region: ['us-east-1'], peer: [peer] }))).toMatch(line);
  });

  test.each(['peer.example', '[2001:db8::1]', '2001:db8::1'])('with a key a peer is a host: %s', (peer) => {
    const asked = { region: ['us-east-1'], peer: [peer] };
    const settings = { ...DEFAULT_RUN_SETTINGS, peerKeys: 'a key' };
    const { request, way } = accept(asked, settings, KNOWN);
    expect(request.peers).toEqual([{ kind: 'preflight', host: peer.replace(/[[\]]/g, ''), port: null }]);
    expect(way.peerKeys).toBe('a key');
    expect(JSON.stringify(request)).not.toContain('a key');
    const { peers } = accepted({ ...asked, simulate: 'ready' }).request;
    expect(peers).toHaveLength(1);
  });

  test('four peers, and no fifth', () => {
    const peer = Array.from({ length: 5 }, (_, index) => `stun:host-${index}.example`);
    expect(refusal(() => accepted({ region: ['us-east-1'], peer }))).toBe(
      '--peer was given 5 times; accepted: up to 4',
    );
  });
});
