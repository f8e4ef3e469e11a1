/**
 * One program a data folder: a second double click opens another page of the first. The first one writes a port and a secret into the
 * data folder, readable by its owner alone; who knows the secret may ask for a page, and gets nothing back but "opened".
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

const LOOPBACK = '127.0.0.1';
const FILE = 'open.json';
const ANSWER_MS = 3000;
/** 32 bytes as base64url. */
const SECRET_CHARS = 43;

const instance = z.strictObject({
  port: z.number().int().min(1).max(65535),
  secret: z.string().length(SECRET_CHARS),
});

export interface Instance {
  /** Takes the file away, so that the next start is the first. */
  close(): Promise<void>;
}

/** Asks the program that is open on this data folder for a page; false when none answers. */
async function askOpenInstance(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
  const told = instance.safeParse(jsonOf(text));
  return told.success && (await ask(told.data));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 1000)) as unknown;
  } catch {
    return null;
  }
}

function ask({ port, secret }: z.infer<typeof instance>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port });
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(ANSWER_MS, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('data', (data) => end(data.toString('latin1') === 'opened\n'));
    socket.write(`${secret}\n`);
  });
}

/**
 * Becomes the one that is open on this data folder; `openPage` is called for each who asks later. Null when another one is: it was
 * asked for a page and has answered.
 */
export async function becomeInstance(folder: string, openPage: () => void): Promise<Instance | null> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer({ noDelay: true }, (socket) => answer(socket, secret, openPage));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port: 0, exclusive: true }, resolve);
  });
  server.unref();
  const file = join(folder, FILE);
  const { port } = server.address() as AddressInfo;
  if (!(await publish(file, JSON.stringify({ port, secret })))) {
    server.close();
    return null;
  }
  return { close: () => closeInstance(server, file, secret) };
}

function answer(socket: Socket, secret: string, openPage: () => void): void {
  let text = '';
  socket.setTimeout(ANSWER_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    text += data.toString('latin1');
    if (text.length <= SECRET_CHARS) return;
    const given = Buffer.from(text.slice(0, SECRET_CHARS), 'latin1');
    if (!timingSafeEqual(given, Buffer.from(secret, 'latin1'))) return void socket.destroy();
    socket.removeAllListeners('data');
    socket.end('opened\n');
    openPage();
  });
}

/**
 * Puts the file there, whole, unless one that answers is there already. A hard link fails where a file is; where the file system has
 * none, the file is renamed over and the last one wins.
 */
async function publish(file: string, text: string): Promise<boolean> {
  const part = `${file}.${process.pid}.part`;
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  await writeFile(part, text, { mode: 0o600 });
  try {
    await link(part, file);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (taken && (await askOpenInstance(join(file, '..')))) return false;
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return true;
}

async function closeInstance(server: Server, file: string, secret: string): Promise<void> {
  server.close();
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text.includes(secret)) await rm(file, { force: true });
}
