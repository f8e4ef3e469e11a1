/**
 * The browser face: the page and the contract over HTTP, on loopback alone. Every request passes the guard (Host, Origin, site) and,
 * but for the printed link, must carry the session cookie.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { COMMAND_PATH, DOWNLOAD_PATH, EVENTS_PATH, PRESENCE_PATH } from '../contract/index.ts';
import type { EngineAgent } from '../engine/agent.ts';
import { answerCommand } from './command-api.ts';
import { answerEvents } from './event-stream.ts';
import { refusalOf, targetOf } from './guard.ts';
import { pageFiles, type EmbeddedPage, type PageFile } from './page-files.ts';
import { makePresence, type Presence } from './presence.ts';
import { respond } from './respond.ts';
import { makeSession, type Session } from './session.ts';

const LOOPBACK = '127.0.0.1';

export interface ServeInput {
  readonly agent: EngineAgent;
  readonly page: EmbeddedPage;
  /** 0: a free one. */
  readonly port: number;
  /** Counts the pages that are there, of several servers where they share one. */
  readonly presence?: Presence;
}

export interface Serving {
  /** The link to print; it works once. */
  readonly url: string;
  readonly port: number;
  /** Cancels what runs, ends every connection and resolves when the port is free. */
  close(): Promise<void>;
}

/** Rejects with the system's error when the port cannot be had. */
export async function serve({ agent, page, port, presence }: ServeInput): Promise<Serving> {
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000 });
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  const face: Face = {
    agent,
    files: pageFiles(page),
    session: makeSession(bound),
    authority: `${LOOPBACK}:${bound}`,
    presence: presence ?? makePresence({ isBusy: () => Promise.resolve(true), firstMs: null }),
  };
  server.on('request', (request, response) => void answer(request, response, face));
  return {
    url: `http://${face.authority}${face.session.startPath}`,
    port: bound,
    async close() {
      agent.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface Face {
  readonly agent: EngineAgent;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly session: Session;
  readonly authority: string;
  readonly presence: Presence;
}

async function answer(request: IncomingMessage, response: ServerResponse, face: Face): Promise<void> {
  const refusal = refusalOf({ method: request.method ?? '', headers: request.headers }, face.authority);
  if (refusal !== null) return respond(response, { status: 403, body: `refused: ${refusal}\n` });
  const url = targetOf(request.url ?? '/', face.authority);
  if (url === null) return respond(response, { status: 400, body: 'refused: target\n' });
  if (url.pathname === '/start') return start(url, request, { response, face });
  if (!face.session.isHeldBy(request.headers.cookie))
    return respond(response, { status: 401, body: NO_SESSION });
  try {
    await route(url, request, { response, face });
  } catch {
    respond(response, { status: 500, body: 'a fault of ours\n' });
  }
}

const NO_SESSION =
  'Open the link that "preflight serve" printed. It works once; start it again for a new one.\n';

interface Reply {
  readonly response: ServerResponse;
  readonly face: Face;
}

/** The printed link: the token for the cookie. Who has the cookie already is simply sent on. */
function start(url: URL, request: IncomingMessage, { response, face }: Reply): void {
  const cookie = face.session.exchange(url.searchParams.get('token') ?? '');
  if (cookie !== null)
    return respond(response, { status: 303, headers: { location: '/', 'set-cookie': cookie } });
  if (face.session.isHeldBy(request.headers.cookie))
    return respond(response, { status: 303, headers: { location: '/' } });
  respond(response, { status: 401, body: NO_SESSION });
}

async function route(url: URL, request: IncomingMessage, { response, face }: Reply): Promise<void> {
  const isPost = request.method === 'POST';
  if (isPost && url.pathname.startsWith(COMMAND_PATH)) return answerCommand(request, response, face.agent);
  if (isPost) return respond(response, { status: 404, body: 'not found\n' });
  if (url.pathname === PRESENCE_PATH) return face.presence.answer(response);
  if (url.pathname === EVENTS_PATH) return answerEvents(request, response, face.agent);
  if (url.pathname.startsWith(DOWNLOAD_PATH))
    return answerDownload(url.pathname.slice(DOWNLOAD_PATH.length), response, face.agent);
  answerFile(request, response, face.files.get(url.pathname));
}

function answerDownload(id: string, response: ServerResponse, agent: EngineAgent): void {
  const file = agent.takeDownload(id);
  if (file === null) return respond(response, { status: 404, body: 'not found\n' });
  const name = file.fileName.replace(/[^\w.-]/g, '_');
  const headers = { 'content-disposition': `attachment; filename="${name}"` };
  respond(response, { status: 200, type: 'application/zip', headers, body: file.bytes });
}

function answerFile(request: IncomingMessage, response: ServerResponse, file: PageFile | undefined): void {
  if (file === undefined) return respond(response, { status: 404, body: 'not found\n' });
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const headers: Record<string, string> = gzip ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {};
  respond(response, { status: 200, type: file.type, headers, body: gzip ? file.gzipped : file.plain() });
}
