/** The sockets of a peer: UDP and TCP of each port on each address, or those that systemd hands over. It never dials out and sends nothing unasked. */
import { createSocket, type Socket } from 'node:dgram';
import { readFile, readlink } from 'node:fs/promises';
import { createServer, isIP, type AddressInfo, type Server, type Socket as Connection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { plainAddress } from '../../peer/limits.ts';

export interface Heard {
  readonly address: string;
  /** Of the sender. */
  readonly from: number;
  /** Of the peer. */
  readonly port: number;
}

export interface PeerHandlers {
  /** What goes back, and after how long; null: nothing. */
  readonly onDatagram: (
    datagram: Uint8Array,
    heard: Heard,
  ) => { readonly bytes: Uint8Array; readonly holdMs: number } | null;
  readonly onConnection: (talk: Talk, heard: Heard) => Promise<void>;
}

/** One TCP connection: a line each way, and its end. */
export interface Talk {
  readonly write: (line: string) => void;
  /** The first line that comes; null: none in time, or a longer one. */
  readonly line: () => Promise<string | null>;
  readonly end: () => void;
}

export interface Place {
  readonly address: string;
  readonly port: number;
}

/** A place that is taken, or may not be used. */
export class ListenError extends Error {
  readonly place: Place & { readonly transport: 'udp' | 'tcp' };
  readonly code: string;

  constructor(place: ListenError['place'], code: string) {
    super(`${place.transport} ${place.address} ${place.port}: ${code}`);
    this.place = place;
    this.code = code;
  }
}

export interface TalkLimits {
  readonly lineBytes: number;
  readonly timeoutMs: number;
  /** Connections at one time, over all ports. */
  readonly most: number;
}

export interface Listening {
  readonly places: readonly (Place & { readonly transport: 'udp' | 'tcp' })[];
  close(): Promise<void>;
}

/** Each address of this machine by itself: bound to all at once, an answer would leave from the main address. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return all.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
}

/** Throws `ListenError` for the first place that cannot be had; what was opened before is closed then. */
export async function listenAt(
  places: readonly Place[],
  handlers: PeerHandlers,
  limits: TalkLimits,
): Promise<Listening> {
  const open: (Socket | Server)[] = [];
  try {
    for (const place of places) {
      open.push(await openUdp(place, handlers));
      open.push(await openTcp(place, handlers, limits));
    }
  } catch (error) {
    await closeAll(open);
    throw error;
  }
  return listening(open);
}

/** The sockets from file descriptor 3 on (sd_listen_fds(3)). */
export async function listenHandedOver(
  count: number,
  handlers: PeerHandlers,
  limits: TalkLimits,
): Promise<Listening> {
  const open: (Socket | Server)[] = [];
  for (let fd = 3; fd < 3 + count; fd += 1)
    open.push(await takeUdp(fd, handlers).catch(() => takeTcp(fd, handlers, limits)));
  return listening(open);
}

function listening(open: readonly (Socket | Server)[]): Listening {
  return {
    places: open.map((one) => {
      const { address, port } = one.address() as AddressInfo;
      return { address, port, transport: 'close' in one && 'send' in one ? 'udp' : 'tcp' };
    }),
    close: () => closeAll(open),
  };
}

async function closeAll(open: readonly (Socket | Server)[]): Promise<void> {
  await Promise.all(open.map((one) => new Promise<void>((resolve) => void one.close(() => resolve()))));
}

/** Answers of one socket that wait at one time; more are not sent. */
const MOST_HELD = 1_024;

function serveUdp(socket: Socket, { onDatagram }: PeerHandlers): void {
  const { port } = socket.address();
  const held = new Set<NodeJS.Timeout>();
  const hold = (send: () => void, holdMs: number): void => {
    if (held.size >= MOST_HELD) return;
    const timer = setTimeout(() => {
      held.delete(timer);
      send();
    }, holdMs).unref();
    held.add(timer);
  };
  socket.once('close', () => held.forEach(clearTimeout));
  socket.on('message', (datagram, { address, port: from }) => {
    const reply = onDatagram(datagram, { address: plainAddress(address), from, port });
    if (reply === null) return;
    // A network that is gone in this moment loses the answer, as a network may.
    const send = (): void => socket.send(reply.bytes, from, address, () => undefined);
    if (reply.holdMs === 0) send();
    else hold(send, reply.holdMs);
  });
  // The kernel's word on an earlier answer (ICMP) is no reason to end.
  socket.on('error', () => undefined);
}

/** What waits while this process is busy; the system gives at most its own limit. */
const BUFFER_BYTES = 4_000_000;

function openUdp(place: Place, handlers: PeerHandlers): Promise<Socket> {
  const family =
    isIP(place.address) === 6 ? ({ type: 'udp6', ipv6Only: true } as const) : ({ type: 'udp4' } as const);
  const socket = createSocket({ ...family, recvBufferSize: BUFFER_BYTES });
  return started(socket, { handlers, place }, () => socket.bind({ ...place, exclusive: true }));
}

/** Rejects for a descriptor that is no UDP socket. */
async function takeUdp(fd: number, handlers: PeerHandlers): Promise<Socket> {
  const socket = createSocket(await typeOf(fd));
  const place = { address: `descriptor ${fd}`, port: 0 };
  return started(socket, { handlers, place }, () => socket.bind({ fd }));
}

/** Node sends from a socket of the wrong type nothing at all, and does not look itself; Linux, where sockets are handed over, tells (proc(5)). */
async function typeOf(fd: number): Promise<'udp4' | 'udp6'> {
  const inode = /\d+/.exec(await readlink(`/proc/self/fd/${fd}`).catch(() => ''))?.[0];
  const table = await readFile('/proc/net/udp6', 'utf8').catch(() => '');
  return table.split('\n').some((line) => line.trim().split(/\s+/)[9] === inode) ? 'udp6' : 'udp4';
}

function started(
  socket: Socket,
  { handlers, place }: { readonly handlers: PeerHandlers; readonly place: Place },
  bind: () => void,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void =>
      reject(new ListenError({ ...place, transport: 'udp' }, error.code ?? error.message));
    socket.once('error', refuse);
    socket.once('listening', () => {
      socket.removeListener('error', refuse);
      serveUdp(socket, handlers);
      resolve(socket);
    });
    try {
      bind();
    } catch (error) {
      refuse(error as NodeJS.ErrnoException);
    }
  });
}

function serverFor({ onConnection }: PeerHandlers, { lineBytes, timeoutMs, most }: TalkLimits): Server {
  const server = createServer({ noDelay: true }, (socket) => {
    const { remoteAddress: address, remotePort: from, localPort: port } = socket;
    socket.on('error', () => socket.destroy());
    if (address === undefined || from === undefined || port === undefined) return void socket.destroy();
    socket.setTimeout(timeoutMs, () => socket.destroy());
    // A line that comes a byte at a time ends all the same.
    const end = setTimeout(() => socket.destroy(), timeoutMs);
    socket.once('close', () => clearTimeout(end));
    const heard = { address: plainAddress(address), from, port };
    void onConnection(talkOver(socket, lineBytes), heard).catch(() => socket.destroy());
  });
  server.maxConnections = most;
  return server;
}

function talkOver(socket: Connection, lineBytes: number): Talk {
  return {
    write: (line) => void socket.write(line),
    end: () => void socket.end(),
    line: () =>
      new Promise((resolve) => {
        let text = '';
        socket.setEncoding('latin1');
        socket.once('close', () => resolve(null));
        socket.on('data', (chunk: string) => {
          text += chunk;
          const end = text.indexOf('\n');
          if (end !== -1 && end <= lineBytes) return resolve(text.slice(0, end));
          if (text.length > lineBytes) socket.destroy();
        });
      }),
  };
}

function openTcp(place: Place, handlers: PeerHandlers, limits: TalkLimits): Promise<Server> {
  const server = serverFor(handlers, limits);
  return listeningOf(
    server,
    () => server.listen({ port: place.port, host: place.address, exclusive: true }),
    place,
  );
}

function takeTcp(fd: number, handlers: PeerHandlers, limits: TalkLimits): Promise<Server> {
  const server = serverFor(handlers, limits);
  return listeningOf(server, () => server.listen({ fd }), { address: `descriptor ${fd}`, port: 0 });
}

function listeningOf(server: Server, listen: () => void, place: Place): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError({ ...place, transport: 'tcp' }, error.code ?? error.message)),
    );
    server.once('listening', () => {
      server.removeAllListeners('error');
      server.on('error', () => undefined);
      resolve(server);
    });
    listen();
  });
}
