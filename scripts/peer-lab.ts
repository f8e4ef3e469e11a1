/** A check of a peer in the lab: on a way of one's own, and what its report says. For the scripts that measure (`peer:beside`, `peer:need`). */
import { z } from 'zod';
import { peerSeen } from '../src/reading/peers.ts';
import type { Change } from '../test/lab/change.ts';
import { openLab, type Lab } from '../test/lab/lab.ts';
import { PEER_MACHINE } from '../test/lab/places.ts';
import { checkArguments, runPreflight, worldOf } from '../test/lab/run-scenario.ts';
import { scenarioNamed } from '../test/lab/scenarios/index.ts';

/** The way to the peer alone. */
export function wayToPeer(way: Omit<Extract<Change, { kind: 'path' }>, 'kind' | 'to'>): Change {
  return { kind: 'path', to: { prefixes: [`${PEER_MACHINE.address}/32`] }, ...way };
}

/** The network of `peer-load-6000` with another way; `args` are those of its check. */
export async function inPeerLab<T>(
  changes: readonly Change[],
  use: (lab: Lab, args: readonly string[]) => Promise<T>,
): Promise<T> {
  const scenario = scenarioNamed('peer-load-6000');
  if (scenario === null) throw new Error('no scenario peer-load-6000');
  const manners = [...scenario.manners.filter(({ kind }) => kind !== 'path'), ...changes];
  const own = { ...scenario, manners };
  const lab = await openLab(worldOf(own));
  try {
    return await use(lab, ['check', ...checkArguments(own), '--format', 'json']);
  } finally {
    await lab.close();
  }
}

const reportPart = z.object({
  peers: z.array(peerSeen).length(1),
  findings: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.unknown()).optional() })),
});

export async function checkPeer(lab: Lab, args: readonly string[]) {
  const { stdout } = await runPreflight(lab, [...args], {});
  const { peers, findings } = reportPart.parse(JSON.parse(stdout));
  const [peer] = peers;
  if (peer === undefined) throw new Error('the report has no peer');
  return { peer, findings };
}
