/**
 * `/metrics`, `/-/healthy` and `/probe` over HTTP, on loopback alone. Every request passes the guard of `serve`. TLS, passwords and other machines are
 * a reverse proxy's or an agent's (docs/watch-a-site.md).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROTOCOLS } from '../core/words.ts';
import { refusalOf, targetOf } from './guard.ts';
import { respond } from './respond.ts';
import { expose, formatFor, FORMATS, type Families } from '../metrics/exposition.ts';
import { timeoutOf, type Probe, type Target } from '../metrics/probe.ts';

/** Scrapers are few; whoever opens more is none. */
const MOST_CONNECTIONS = 32;
const WITHIN_MS = 10_000;
const HEADER_BYTES = 16 * 1024;

export interface ListenAddress {
  readonly host: '127.0.0.1' | '::1';
  readonly port: number;
}

export interface ListenInput extends ListenAddress {
  readonly metrics: () => Families;
  /** Rejects for a fault of ours; then 500. */
  readonly probe: Probe<Families>;
  /** Whether the tables know the Region, and the protocol there. */
  readonly accepts: (target: Target) => boolean;
}

export interface Listening {
  readonly url: string;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** `127.0.0.1:9464` or `[::1]:9464`; null for everything else, other machines above all. */
export function listenAddress(text: string): ListenAddress | null {
  const [, host, digits] = /^(127\.0\.0\.1|\[::1\]):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port <= 65_535)) return null;
  return { host: host === '[::1]' ? '::1' : '127.0.0.1', port };
}

/** Port 0: a free one. Rejects with the system's error when the port cannot be had. */
export async function listen(input: ListenInput): Promise<Listening> {
  const server = createServer({
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: WITHIN_MS,
    requestTimeout: WITHIN_MS,
    keepAliveTimeout: WITHIN_MS,
    connectionsCheckingInterval: 1000,
  });
  server.maxConnections = MOST_CONNECTIONS;
  await opened(server, input);
  const { port } = server.address() as AddressInfo;
  const authority = `${input.host === '::1' ? '[::1]' : input.host}:${port}`;
  server.on('request', (request, response) => void answer(request, response, { input, authority }));
  return {
    url: `http://${authority}/metrics`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function opened(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface Face {
  readonly input: ListenInput;
  readonly authority: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, face: Face): Promise<void> {
  for (const end of [request, response]) end.on('error', () => response.destroy());
  const { method = '', headers, rawHeaders } = request;
  const refusal = refusalOf({ method, headers, rawHeaders }, face.authority);
  if (refusal !== null) return respond(response, { status: 403, body: `refused: ${refusal}\n` });
  if (method !== 'GET')
    return respond(response, { status: 405, headers: { allow: 'GET' }, body: 'GET alone\n' });
  const url = targetOf(request.url ?? '/', face.authority);
  if (url === null) return respond(response, { status: 400, body: 'refused: target\n' });
  try {
    await route(url, request, { response, face });
  } catch {
    respond(response, { status: 500, body: 'a fault of ours\n' });
  }
}

interface Reply {
  readonly response: ServerResponse;
  readonly face: Face;
}

async function route(url: URL, { headers }: IncomingMessage, { response, face }: Reply): Promise<void> {
  const format = formatFor(headers.accept);
  const tell = (families: Families): void =>
    respond(response, { status: 200, type: FORMATS[format], body: expose(families, format) });
  switch (url.pathname) {
    case '/-/healthy':
      return respond(response, { status: 200, body: 'healthy\n' });
    case '/metrics':
      return tell(face.input.metrics());
    case '/probe': {
      const target = probeTarget(url.searchParams, face.input);
      if (target === null) return respond(response, { status: 400, body: BAD_TARGET });
      const families = await face.input.probe(
        target,
        timeoutOf(headers['x-prometheus-scrape-timeout-seconds']),
      );
      return families === null ? respond(response, { status: 503, body: LATE }) : tell(families);
    }
    default:
      return respond(response, {
        status: 404,
        body: 'not found: /metrics, /probe?region=CODE, /-/healthy\n',
      });
  }
}

const BAD_TARGET = `region: one code of the tables; protocol: ${PROTOCOLS.join(', ')} or both; nothing else\n`;
const LATE = 'no result yet; the run goes on, ask again\n';

/** One Region, at most one protocol, nothing else. */
function probeTarget(query: URLSearchParams, { accepts }: Pick<ListenInput, 'accepts'>): Target | null {
  const keys = [...query.keys()];
  const region = query.get('region');
  const word = query.get('protocol') ?? 'both';
  const protocol = ([...PROTOCOLS, 'both'] as const).find((one) => one === word);
  const isFine =
    keys.length === new Set(keys).size && keys.every((key) => key === 'region' || key === 'protocol');
  if (!isFine || protocol === undefined || region === null) return null;
  return accepts({ region, protocol }) ? { region, protocol } : null;
}
