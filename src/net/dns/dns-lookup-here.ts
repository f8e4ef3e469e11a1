/**
 * getaddrinfo in this process. libuv runs it on its thread pool and lets slow calls have half of the threads only (two of the
 * default four, measured); a dead resolver then blocks them for 10 s and more, and even process.exit() waits for them.
 * So this is for hosts that cannot start a second Node (Electron's engine process, which is killed as a whole and can be given
 * a larger UV_THREADPOOL_SIZE by its parent); everywhere else `dns-lookup-process.ts` serves.
 */
import dns from 'node:dns';
import type { LookupAnswer, LookupSource } from './dns-lookup.ts';

const DEFAULT_POOL = 4;

export function makeLookupHere(environment: NodeJS.ProcessEnv = process.env): LookupSource {
  const pool = Number(environment['UV_THREADPOOL_SIZE']);
  const threads = Number.isInteger(pool) && pool > 0 ? pool : DEFAULT_POOL;
  return { parallel: Math.ceil(threads / 2), resolve };
}

function resolve(host: string): Promise<LookupAnswer> {
  const startedMs = performance.now();
  return new Promise((done) => {
    // All families, no AI_ADDRCONFIG (hints 0), in the system's order: what is there, not what this machine could use.
    dns.lookup(host, { all: true, order: 'verbatim', hints: 0 }, (error, found) => {
      const addresses = error === null ? found.map(({ address }) => address) : [];
      done({ addresses, code: error?.code ?? null, durationMs: performance.now() - startedMs });
    });
  });
}
