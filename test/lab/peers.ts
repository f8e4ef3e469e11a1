/** Real programs on the service side, for the scenarios that want more than our own servers. */
import type { World } from './world.ts';

export interface Peer {
  stop(): Promise<void>;
}

export function startPeers(world: World, _namespace: string, _folder: string): Promise<Peer[]> {
  if (world.peers.length > 0) return Promise.reject(new Error('peers are not built yet'));
  return Promise.resolve([]);
}
