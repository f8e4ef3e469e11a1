/** Local servers for the HTTPS tests. Each listens on a free loopback port and closes with everything that hangs on it. */
import net from 'node:net';
import tls from 'node:tls';
import type { Issued } from './certificates.ts';

export interface LocalServer {
  readonly port: number;
  /** Connections that were accepted so far. */
  readonly accepted: () => number;
  /** Resolves when no connection is left open from the other side. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A plain TCP server; `onConnection` plays the other side. */
export function serveTcp(onConnection: (socket: net.Socket) => unknown): Promise<LocalServer> {
  const server = net.createServer({ allowHalfOpen: true });
  return listening(server, (socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
}

export interface TlsManners {
  readonly leaf: Issued;
  /** Sent after the leaf. */
  readonly chain?: readonly Issued[];
  readonly onSecure?: (socket: tls.TLSSocket) => unknown;
  readonly options?: tls.TlsOptions;
}

/** A TLS server with a chosen chain; answers `HTTP/1.1 200` unless told otherwise. */
export function serveTls({ leaf, chain = [], onSecure, options = {} }: TlsManners): Promise<LocalServer> {
  const server = tls.createServer({
    key: leaf.keyPem,
    cert: [leaf, ...chain].map((issued) => issued.certificatePem).join(''),
    ...options,
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => undefined);
    (onSecure ?? ((opened) => answer(opened, OK)))(socket);
  });
  server.on('tlsClientError', () => undefined);
  return listening(server, (socket) => socket.on('error', () => undefined));
}

export const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** Waits for the end of a request's head, then sends the text as it stands. */
export function answer(socket: net.Socket, text: string | Buffer): void {
  let seen = '';
  const onData = (data: Buffer): void => {
    seen += data.toString('latin1');
    if (!seen.includes('\r\n\r\n')) return;
    socket.off('data', onData);
    socket.write(text);
  };
  socket.on('data', onData);
}

function listening(server: net.Server, onSocket: (socket: net.Socket) => void): Promise<LocalServer> {
  const open = new Set<net.Socket>();
  let accepted = 0;
  let wake: () => void = () => undefined;
  server.on('connection', (socket: net.Socket) => {
    accepted += 1;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      if (open.size === 0) wake();
    });
    // The servers allow half-open connections; a peer that ended counts as gone.
    socket.once('end', () => socket.end());
    onSocket(socket);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => done());
          for (const socket of open) socket.destroy();
        });
      const idle = (): Promise<void> =>
        new Promise((done) => {
          if (open.size === 0) done();
          else wake = done;
        });
      resolve({ port, accepted: () => accepted, idle, close });
    });
  });
}
