import { appendFile, chmod } from 'node:fs/promises';
import { addressKind, inCidr, parseIpAddress } from '../../core/address.ts';
import { saidText } from '../../core/plain-text.ts';
import { makeClock } from '../../net/clock.ts';
import {
  listenAt,
  ListenError,
  listenHandedOver,
  ownAddresses,
  type Listening,
  type PeerHandlers,
} from '../../net/peer/listen.ts';
import { LINE_BYTES } from '../../peer/greeting.ts';
import { isValid, newKeyLine, readKeys, type PeerKey } from '../../peer/keys.ts';
import { makePeer, type PeerLine } from '../../peer/peer.ts';
import { parseNumber, parseRange, type NumberRule } from '../../request/fields.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { allOf, isOn, oneOf } from '../given-options.ts';
import { readPeerKeys } from '../peer-keys.ts';
import { UsageError } from '../usage-error.ts';

const DEFAULT_PORTS = [4172, 4195, 443];
const PORT: NumberRule = { field: 'ports', unit: 'ports', min: 1, max: 65_535, fraction: false };
const DAYS: NumberRule = { field: 'days', unit: 'days', min: 1, max: 3650, fraction: false };
const LOAD: NumberRule = { field: 'load-kbps', unit: 'kbps', min: 300, max: 5_000, fraction: false };
/** Ports and networks beyond that are no peer. */
const MOST = 16;
const TALK = { lineBytes: LINE_BYTES, timeoutMs: 5_000, most: 64 };
const REPORT_MS = 60_000;

/** `preflight peer`: runs until Ctrl-C. */
export const peer: CommandAction = async (invocation) => {
  const newKey = oneOf(invocation.options, 'new-key');
  if (newKey !== null) return writeKey(newKey, invocation);
  const keys = await keysOf(invocation);
  return answer(invocation, keys);
};

async function writeKey(path: string, { options, context }: Invocation): Promise<typeof EXIT.ok> {
  const days = parseNumber(oneOf(options, 'days') ?? 30, DAYS);
  const line = newKeyLine(Date.now(), days);
  const [id = '', lastDay = ''] = line.split(' ');
  try {
    await appendFile(path, line, { mode: 0o600 });
    await chmod(path, 0o600);
  } catch (error) {
    throw new UsageError(`--new-key ${path} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
  await context.stdout.write(`The key ${id} was added to ${path}; its last day is ${lastDay} (UTC).\n`);
  return EXIT.ok;
}

async function keysOf({ options, context }: Invocation): Promise<readonly PeerKey[]> {
  const text = await readPeerKeys({ flag: '--key-file', path: oneOf(options, 'key-file') }, context);
  if (text !== null) return validOf(readKeys(text));
  if (isOn(options, 'open')) return [];
  throw new UsageError('a peer needs --key-file FILE (make one with --new-key FILE), or --open');
}

/** Keys may end while the peer runs, and others may stand beside those that ended; a peer that begins without any would answer nobody. */
function validOf(keys: readonly PeerKey[]): readonly PeerKey[] {
  if (keys.some((key) => isValid(key, Date.now()))) return keys;
  throw new UsageError(
    `each key has ended (${keys.map(({ id }) => id).join(', ')}): make one with --new-key FILE`,
  );
}

async function answer(invocation: Invocation, keys: readonly PeerKey[]): Promise<typeof EXIT.ok> {
  const { options, context } = invocation;
  const wanted = portsOf(oneOf(options, 'ports'));
  const ports: number[] = [];
  const allowed = allOf(options, 'allow').map(parseRange);
  const loop = watchLoop();
  const say = loggerFor(invocation);
  const served = makePeer({
    keys,
    open: isOn(options, 'open'),
    loadKbps: loadOf(oneOf(options, 'load-kbps')),
    allows: (address) => allowed.length === 0 || allowed.some((cidr) => inCidr(address, cidr)),
    ports,
    log: (line) => say(textOf(line), line),
    nowMs: fineClock(),
    loopP99Ms: loop.read,
  });
  const listening = await listen(invocation, wanted, served);
  ports.push(...listening.places.filter(({ transport }) => transport === 'udp').map(({ port }) => port));
  const shown = listening.places.map(({ address, port, transport }) => `${transport} ${address} ${port}`);
  say(`answers on ${shown.join(', ')}; keys: ${keys.map(({ id }) => id).join(', ') || 'none, open'}`, {
    event: 'start',
    places: listening.places,
    keys: keys.map(({ id }) => id),
  });
  const timer = setInterval(() => served.report(), REPORT_MS);
  await interrupted(context.interrupt);
  clearInterval(timer);
  served.report();
  await listening.close();
  return EXIT.ok;
}

/** The wall clock with fractions of a millisecond, which the variation of the delay needs; set anew where the system's was moved. */
function fineClock(): () => number {
  let baseMs = Date.now() - performance.now();
  return () => {
    if (Math.abs(baseMs + performance.now() - Date.now()) > 1_000) baseMs = Date.now() - performance.now();
    return baseMs + performance.now();
  };
}

/** A series takes ten seconds, and several are asked about at once. */
const LATE_WINDOW_MS = 15_000;

/** How late this process was in the last quarter of a minute, at worst between two questions. */
function watchLoop() {
  const clock = makeClock();
  let end = clock.watchLoopDelay?.();
  let seen: { readonly atMs: number; readonly p99Ms: number }[] = [];
  return {
    read: (): number | null => {
      const [p99Ms, atMs] = [end?.() ?? null, clock.nowMs()];
      end = clock.watchLoopDelay?.();
      if (p99Ms !== null) seen.push({ atMs, p99Ms });
      seen = seen.filter((one) => atMs - one.atMs < LATE_WINDOW_MS);
      return seen.length === 0 ? null : Math.max(...seen.map((one) => one.p99Ms));
    },
  };
}

function portsOf(text: string | null): readonly number[] {
  if (text === null) return DEFAULT_PORTS;
  const ports = [...new Set(text.split(',').map((one) => parseNumber(one.trim(), PORT)))];
  if (ports.length > MOST)
    throw new UsageError(`--ports has ${ports.length} ports; accepted: at most ${MOST}`);
  return ports;
}

function loadOf(text: string | null): number | null {
  return text === null ? null : parseNumber(text, LOAD);
}

/** What systemd handed over, else each port on each address. */
async function listen(
  { options, context }: Invocation,
  ports: readonly number[],
  handlers: PeerHandlers,
): Promise<Listening> {
  const given = handedOver(context.env);
  try {
    if (given > 0) return await listenHandedOver(given, handlers, TALK);
    const addresses = addressesOf(allOf(options, 'listen'));
    const places = addresses.flatMap((address) => ports.map((port) => ({ address, port })));
    return await listenAt(places, handlers, TALK);
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    const { address, port, transport } = error.place;
    throw new UsageError(
      `${transport.toUpperCase()} port ${port} of ${address} cannot be had: ${whyOf(error.code)}`,
    );
  }
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it',
  EACCES: 'ports below 1024 need a right on this system (see docs/peer.md)',
  EADDRNOTAVAIL: 'this machine has no such address',
};

function whyOf(code: string): string {
  return WHY[code] ?? code;
}

/** sd_listen_fds(3): meant for this process, from descriptor 3 on. */
function handedOver(env: CommandContext['env']): number {
  const count = Number(env['LISTEN_FDS'] ?? 0);
  const isOurs = Number(env['LISTEN_PID']) === process.pid;
  return isOurs && Number.isInteger(count) && count > 0 && count <= 2 * MOST ? count : 0;
}

function addressesOf(given: readonly string[]): readonly string[] {
  const addresses = given.map((text) => {
    const address = parseIpAddress(text);
    if (address === null) throw new UsageError(`--listen "${saidText(text)}" is no address of this machine`);
    if (addressKind(address) === 'unspecified')
      throw new UsageError(`--listen ${text}: leave it out to listen at each address by itself`);
    return address;
  });
  const all = addresses.length > 0 ? addresses : ownAddresses();
  if (all.length === 0)
    throw new UsageError('this machine has no address to listen at; give one with --listen ADDR');
  return [...new Set(all)].slice(0, MOST);
}

function textOf({ event, network, port, received, sent, counts }: PeerLine): string {
  if (event === 'session') return `session: network ${network}, port ${port}, ${received} in, ${sent} out`;
  const told = Object.entries(counts ?? {}).map(([why, count]) => `${count} ${why}`);
  return `refused in the last minute: ${told.join(', ')}`;
}

function loggerFor({ options, context }: Invocation): (text: string, line: object) => void {
  const kind = oneOf(options, 'log') ?? 'text';
  return (text, line) => {
    const at = new Date().toISOString();
    if (kind === 'text') void context.stderr.write(`${at} ${text}\n`);
    if (kind === 'json') void context.stderr.write(`${JSON.stringify({ at, ...line })}\n`);
  };
}

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
