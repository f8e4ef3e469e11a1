/**
 * One source port of this computer to several UDP ports of a peer: under which addresses and ports does the peer see it? A router that gives
 * one outside port for each destination cuts clients that answer from another port than they were asked on.
 */
import { randomBytes } from 'node:crypto';
import type { EvidenceOf } from '../evidence/index.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { GREETING } from './peer-packets.ts';
import { MARK_BYTES, toldBy } from './stamp.ts';
import { targetAddress } from './target-address.ts';

type Seen = EvidenceOf<'peer-nat'>['seen'][number];

export const peerNatProbe: Probe<'peer-nat'> = {
  id: 'peer-nat',
  version: 1,
  summary:
    'A greeting to each UDP port of a peer (--peer) from one and the same source port; then asks the peer on TCP where they came from.',
  async run(step, context) {
    const address = targetAddress(step, context);
    let localPort: number | null = null;
    const seen: Seen[] = [];
    for (const port of step.countedOn) {
      const mark = randomBytes(MARK_BYTES).toString('hex');
      const used = await greeted({ address, port, localPort, mark }, context);
      localPort ??= used;
      const told = await toldBy(step, context, { address, about: { port, mark } });
      const from = told?.udp?.from ?? null;
      seen.push({ port, outsideAddress: from?.address ?? null, outsidePort: from?.port ?? null });
    }
    return { kind: 'peer-nat', address, localPort, seen, failure: null };
  },
};

type Greeting = Pick<
  Parameters<ProbeContext['ports']['peer']['open']>[0],
  'address' | 'port' | 'localPort' | 'mark'
>;

/** The source port; whether anything came back does not matter: the peer tells on TCP. */
async function greeted(door: Greeting, { ports, signal }: ProbeContext): Promise<number | null> {
  const session = await ports.peer.open({ ...door, ...GREETING }, signal);
  session.close();
  return session.localPort;
}
