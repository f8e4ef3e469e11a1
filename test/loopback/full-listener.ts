/**
 * A port that drops SYNs: a listener in a worker thread that listens and then never comes back to accept. Once its queue is full
 * the Linux kernel drops further SYNs in silence, which is what a filtered port looks like, without leaving loopback.
 */
import net from 'node:net';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const LISTEN_AND_FREEZE = `
const net = require('node:net');
const { parentPort } = require('node:worker_threads');
const server = net.createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;
/** The queue holds the backlog and one more. */
const FILLERS = 4;

export interface FullListener {
  readonly port: number;
  close(): Promise<void>;
}

export async function startFullListener(): Promise<FullListener> {
  const worker = new Worker(LISTEN_AND_FREEZE, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const fillers = Array.from({ length: FILLERS }, () => net.connect({ host: '127.0.0.1', port }));
  for (const filler of fillers) filler.on('error', () => undefined);
  await Promise.all(fillers.slice(0, 2).map((filler) => once(filler, 'connect')));
  return {
    port,
    async close() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
