/** A client of peers: it holds the key, and signs with it what the probes ask. */
import { failure } from '../../core/failure.ts';
import { isValid, readKeys, type PeerKey } from '../../peer/keys.ts';
import type { Clock, PeerPort, PeerTold } from '../../probes/ports.ts';
import { askPeer } from './ask.ts';
import { reflectOff } from './reflect.ts';
import { openSession } from './session.ts';

const NO_KEY: PeerTold = {
  state: 'open|filtered',
  connectMs: null,
  said: 'nothing',
  outside: null,
  udp: null,
  loopP99Ms: null,
  loadKbps: null,
  failure: failure('not-permitted', 'none', 'no key'),
};

/** `keys`: the text of a key file (src/peer/keys.ts), read by the face; null: none. Throws `KeyFileError` for a text that is none. */
export function makePeerTalk({
  clock,
  keys,
}: {
  readonly clock: Clock;
  readonly keys: string | null;
}): PeerPort {
  const key = keys === null ? null : keyOf(keys, clock.wallTime().getTime());
  return {
    ask: async (question, options) => (key === null ? NO_KEY : askPeer(question, { clock, key }, options)),
    reflect: (request, signal) => reflectOff(request, { clock, key }, signal),
    open: (door, signal) => openSession(door, { clock, key }, signal),
  };
}

/** The first that is not over; where all are, the peer says so. */
function keyOf(text: string, nowMs: number): PeerKey | null {
  const keys = readKeys(text);
  return keys.find((key) => isValid(key, nowMs)) ?? keys[0] ?? null;
}
