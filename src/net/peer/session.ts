/** A socket to one port of a peer that took its key: packets of chosen sizes, answers of chosen sizes (src/peer/responder.ts). */
import { readFile } from 'node:fs/promises';
import { familyOf } from '../../core/address.ts';
import { failure } from '../../core/failure.ts';
import { controlExtension, paddedTo, TLV, type Extension } from '../../peer/stamp-packet.ts';
import type { Fragments, PeerDoor, PeerSession } from '../../probes/ports.ts';
import { assertTargetAllowed } from '../target-guard.ts';
import { StampSocket, type Means } from './stamp-socket.ts';

/** The socket adds its cookie by itself; room for it is kept here. */
const COOKIE: Extension = { flags: 0, type: TLV.cookie, value: new Uint8Array(24) };

/** Rejects when cancelled; what the network did is in `failure`. */
export async function openSession(door: PeerDoor, means: Means, signal: AbortSignal): Promise<PeerSession> {
  assertTargetAllowed(door.address);
  signal.throwIfAborted();
  const socket = new StampSocket(door, means, signal);
  const isOpen = await socket.open();
  if (isOpen && means.key !== null) await socket.greet();
  const noKey = means.key === null ? failure('not-permitted', 'none', 'no key') : null;
  const why = noKey ?? (socket.isProved ? null : socket.whyNothing);
  const localPort = isOpen ? socket.localPort : null;
  if (why !== null) socket.close();
  return {
    failure: why,
    localPort,
    hellos: socket.hellos,
    replies: socket.replies,
    send: (seq, { bytes, replyBytes, holdMs }) => {
      const control = controlExtension({ replyBytes, holdMs });
      socket.send(seq, paddedTo(bytes, [COOKIE, control]).slice(1));
    },
    until: (atMs, isEnough) => socket.until(atMs, isEnough),
    fragments: () => readFragments(familyOf(door.address)),
    close: () => socket.close(),
  };
}

/**
 * Linux counts what it cut and put together (proc(5): /proc/net/snmp, snmp6). It sets "don't fragment" on UDP and cuts by itself once it has heard
 * of a smaller link, without a word to the program.
 */
async function readFragments(family: 4 | 6): Promise<Fragments | null> {
  try {
    if (family === 6) return readIpv6(await readFile('/proc/net/snmp6', 'utf8'));
    const isPlain = (await readFile('/proc/sys/net/ipv4/ip_no_pmtu_disc', 'utf8')).trim() === '0';
    return isPlain ? readIpv4(await readFile('/proc/net/snmp', 'utf8')) : null;
  } catch {
    return null;
  }
}

function readIpv4(text: string): Fragments | null {
  const [names = [], figures = []] = text
    .split('\n')
    .filter((line) => line.startsWith('Ip: '))
    .map((line) => line.split(/\s+/));
  return fragmentsOf((name) => Number(figures[names.indexOf(name)]));
}

function readIpv6(text: string): Fragments | null {
  const figures = new Map(text.split('\n').map((line) => line.trim().split(/\s+/) as [string, string]));
  return fragmentsOf((name) => Number(figures.get(`Ip6${name}`)));
}

function fragmentsOf(figure: (name: string) => number): Fragments | null {
  const [made, joined] = [figure('FragCreates'), figure('ReasmOKs')];
  return Number.isNaN(made) || Number.isNaN(joined) ? null : { made, joined };
}
