/**
 * Puts a maximum on the memory that a WebAssembly module may ever have. QuickJS' own limit does not hold here: on WASI it does not
 * know the size of its blocks, so it refuses single large ones alone and grows to 4 GB (measured with quickjs-wasi 2.2.0).
 * WebAssembly core specification 2.0, 5.5 (modules) and 5.3.8 (limits).
 */

const HEADER_BYTES = 8;
const MEMORY_SECTION = 5;

/** The module with `maxPages` (64 kB each) as the maximum of its one memory. Throws when it has no memory of its own. */
export function limitMemory(module: Uint8Array, maxPages: number): Uint8Array {
  for (let at = HEADER_BYTES; at < module.length;) {
    const size = readNumber(module, at + 1);
    const end = size.next + size.value;
    if (module[at] === MEMORY_SECTION) {
      const body = memorySection(module.subarray(size.next, end), maxPages);
      return Buffer.concat([module.subarray(0, at), body, module.subarray(end)]);
    }
    at = end;
  }
  throw new Error('the WebAssembly module has no memory section');
}

/** Count of memories (one), a flag that says whether a maximum follows, the minimum, the maximum. */
function memorySection(body: Uint8Array, maxPages: number): Uint8Array {
  const count = readNumber(body, 0);
  const minimum = readNumber(body, count.next + 1);
  const limits = [1, 1, ...writeNumber(minimum.value), ...writeNumber(Math.max(maxPages, minimum.value))];
  return Uint8Array.from([MEMORY_SECTION, ...writeNumber(limits.length), ...limits]);
}

/** Unsigned LEB128. */
function readNumber(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let next = start;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[next] ?? 0;
    next += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  return { value, next };
}

function writeNumber(value: number): readonly number[] {
  const low = value % 0x80;
  const rest = Math.floor(value / 0x80);
  return rest === 0 ? [low] : [low | 0x80, ...writeNumber(rest)];
}
