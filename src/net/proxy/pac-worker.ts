/**
 * The thread in which a proxy script runs: QuickJS as WebAssembly, without access to anything of ours. It has no sockets: names that it asks for
 * are given back to the thread that started it, and the script runs again when they are known, as Chromium's resolver does.
 */
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { QuickJS, type JSValueHandle } from 'quickjs-wasi';
import { PAC_HELPERS } from './pac-helpers.ts';
import { limitMemory } from './pac-memory.ts';

export interface PacWorkerData {
  readonly wasm: Uint8Array;
  readonly source: string;
  /** Windows asks FindProxyForURLEx where the script has it (Microsoft, "IPv6-aware Proxy Helper API Definitions"); nobody else does. */
  readonly hasEx: boolean;
  readonly limits: { readonly pages: number; readonly turns: number; readonly names: number };
}

/** `host` null: load the script alone. `known`: every name whose addresses (joined by `;`) were found since the last question. */
export interface PacQuestion {
  readonly id: number;
  readonly host: string | null;
  readonly known: readonly (readonly [name: string, addresses: string])[];
}

export type PacReply = { readonly id: number } & (
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly why: string }
);

const { wasm, source, hasEx, limits } = workerData as PacWorkerData;
const known = new Map<string, string>();
const missing = new Set<string>();
let tooMany = false;
let turns = 0;

interface Script {
  readonly vm: QuickJS;
  readonly ask: JSValueHandle;
  readonly find: JSValueHandle;
}
let script: Script | null = null;

/** Counted before anybody is asked. */
function addressesOf(name: string): string {
  const addresses = known.get(name);
  if (addresses !== undefined) return addresses;
  if (missing.has(name)) return '';
  tooMany ||= known.size + missing.size >= limits.names;
  if (!tooMany) missing.add(name);
  return '';
}

async function load(): Promise<Script> {
  const vm = await QuickJS.create({
    wasm: new Uint8Array(limitMemory(wasm, limits.pages)),
    // Work, not time: neither a busy machine nor the rest of the program cuts a script short. One name too many ends it as well.
    interruptHandler: () => tooMany || ++turns > limits.turns,
  });
  const hostFunctions = [
    vm.newFunction('addressesOf', (name) => vm.newString(addressesOf(textOf(vm, name)))),
    vm.newFunction('clock', (gmt) => vm.newString(now(vm.dump(gmt) === true))),
    vm.newString(ownAddresses()),
  ];
  const ask = vm.callFunction(vm.evalCode(PAC_HELPERS, 'helpers'), vm.undefined, ...hostFunctions);
  turns = 0;
  vm.evalCode(source, 'proxy.pac');
  const hasBoth = vm.typeof(vm.evalCode('globalThis.FindProxyForURLEx', 'proxy.pac')) === 'function';
  const find = vm.evalCode(hasEx && hasBoth ? 'FindProxyForURLEx' : 'FindProxyForURL', 'proxy.pac');
  if (vm.typeof(find) !== 'function') throw new Error('FindProxyForURL is not defined');
  return { vm, ask, find };
}

function textOf(vm: QuickJS, value: JSValueHandle | undefined): string {
  return value !== undefined && vm.typeof(value) === 'string' ? value.toString() : '';
}

/** Year, month (from 0), date, weekday (from Sunday), hour, minute, second. */
function now(isGmt: boolean): string {
  const at = new Date();
  const shifted = isGmt ? at : new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  const day = [shifted.getUTCFullYear(), shifted.getUTCMonth(), shifted.getUTCDate(), shifted.getUTCDay()];
  return [...day, shifted.getUTCHours(), shifted.getUTCMinutes(), shifted.getUTCSeconds()].join(',');
}

/** Addresses of this machine that are not loopback, IPv4 first, as browsers give them. */
function ownAddresses(): string {
  const all = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  const own = all.filter(({ internal }) => !internal).sort((a, b) => a.family.localeCompare(b.family));
  return own.map(({ address }) => address).join(';');
}

async function answer(host: string | null): Promise<string> {
  script ??= await load();
  if (host === null) return '';
  const { vm, ask, find } = script;
  turns = 0;
  const [url, name] = [vm.newString(`https://${host}/`), vm.newString(host)];
  return vm.callFunction(ask, vm.undefined, find, url, name).consume((text) => textOf(vm, text));
}

async function reply({ id, host, known: found }: PacQuestion): Promise<PacReply> {
  for (const [name, addresses] of found) known.set(name, addresses);
  missing.clear();
  const [result] = await Promise.allSettled([answer(host)]);
  if (tooMany) return { id, kind: 'failed', why: `it asks for more than ${limits.names} names` };
  if (missing.size > 0) {
    // Names that the top level asked for: it runs again with their addresses.
    if (host === null) script = null;
    return { id, kind: 'names', names: [...missing] };
  }
  if (result.status === 'fulfilled') return { id, kind: 'answer', text: result.value };
  script = host === null ? null : script;
  return { id, kind: 'failed', why: String((result.reason as Error).message) };
}

let last = Promise.resolve();
parentPort?.on('message', (question: PacQuestion) => {
  last = last.then(async () => parentPort?.postMessage(await reply(question)));
});
