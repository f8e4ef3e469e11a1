/**
 * The browser face: the page and the contract over HTTP, on loopback alone. Every request passes the guard (Host, Origin, site). The files of the
 * page are the same for everybody; whatever knows or does something must carry the session's key.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  COMMAND_PATH,
  DOWNLOAD_PATH,
  EVENTS_PATH,
  KEY_HEADER,
  PRESENCE_PATH,
  START_PATH,
} from '../contract/index.ts';
import type { EngineAgent } from '../engine/agent.ts';
import { answerCommand } from './command-api.ts';
import { answerEvents } from './event-stream.ts';
import { refusalOf, targetOf } from './guard.ts';
import { pageFiles, type EmbeddedPage, type PageFile } from './page-files.ts';
import { makePresence, type Presence } from './presence.ts';
import { readBody } from './read-body.ts';
import { respond, respondJson } from './respond.ts';
import { makeSession, type Session } from './session.ts';

const LOOPBACK = '127.0.0.1';

export interface ServeInput {
  readonly agent: EngineAgent;
  readonly page: EmbeddedPage;
  /** 0: a free one. */
  readonly port: number;
  /** The link was exchanged for the session, or somebody came with one that is used or wrong. */
  readonly onLink?: (outcome: 'used' | 'refused') => void;
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
export async function serve({
  agent,
  page,
  port,
  onLink = () => undefined,
  presence,
}: ServeInput): Promise<Serving> {
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000 });
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  const face: Face = {
    agent,
    files: pageFiles(page),
    session: makeSession(),
    onLink,
    authority: `${LOOPBACK}:${bound}`,
    presence: presence ?? makePresence({ isBusy: () => Promise.resolve(true), firstMs: null }),
  };
  server.on('request', (request, response) => void answer(request, response, face));
  return {
    url: `http://${face.authority}/#${face.session.fragment}`,
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
  readonly onLink: (outcome: 'used' | 'refused') => void;
  readonly presence: Presence;
}

async function answer(request: IncomingMessage, response: ServerResponse, face: Face): Promise<void> {
  // Whoever goes away in the middle is no fault of ours.
  for (const end of [request, response]) end.on('error', () => response.destroy());
  const { method = '', headers, rawHeaders } = request;
  const refusal = refusalOf({ method, headers, rawHeaders }, face.authority);
  if (refusal !== null) return respond(response, { status: 403, body: `refused: ${refusal}\n` });
  const url = targetOf(request.url ?? '/', face.authority);
  if (url === null) return respond(response, { status: 400, body: 'refused: target\n' });
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

/** A token and a key, and no more. */
const START_BYTES = 200;

/** The page brings the token of the printed link and gets the key. */
async function start(request: IncomingMessage, { response, face }: Reply): Promise<void> {
  const token = await readBody(request, START_BYTES).catch(() => '');
  const key = face.session.exchange(token);
  face.onLink(key === null ? 'refused' : 'used');
  if (key === null) return respond(response, { status: 401, body: NO_SESSION });
  respondJson(response, 200, { key });
}

async function route(url: URL, request: IncomingMessage, reply: Reply): Promise<void> {
  const { response, face } = reply;
  const isPost = request.method === 'POST';
  if (isPost && url.pathname === START_PATH) return start(request, reply);
  if (!isPost && !isPrivate(url.pathname)) return answerFile(request, response, face.files.get(url.pathname));
  if (!face.session.isKey(request.headers[KEY_HEADER]))
    return respond(response, { status: 401, body: NO_SESSION });
  return isPost ? answerPost(url, request, reply) : answerPrivate(url, request, reply);
}

async function answerPost(url: URL, request: IncomingMessage, { response, face }: Reply): Promise<void> {
  if (url.pathname.startsWith(COMMAND_PATH)) return answerCommand(request, response, face.agent);
  respond(response, { status: 404, body: 'not found\n' });
}

/** What `isPrivate` names. */
async function answerPrivate(url: URL, request: IncomingMessage, { response, face }: Reply): Promise<void> {
  if (url.pathname === PRESENCE_PATH) return face.presence.answer(response);
  if (url.pathname === EVENTS_PATH) return answerEvents(request, response, face.agent);
  answerDownload(url.pathname.slice(DOWNLOAD_PATH.length), response, face.agent);
}

function isPrivate(path: string): boolean {
  return path === EVENTS_PATH || path === PRESENCE_PATH || path.startsWith(DOWNLOAD_PATH);
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
