/** A maximum that WebAssembly itself keeps: asked of a module of one memory of two pages, with and without other sections in front of it. */
import { describe, expect, test } from '@jest/globals';
import { limitMemory } from '../../../../src/net/proxy/pac-memory.ts';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const TYPES = [0x01, 0x04, 0x01, 0x60, 0x00, 0x00];
/** A section of a name and nothing else whose length takes two bytes. */
const CUSTOM = [0x00, 0xc8, 0x01, 0x01, 0x61, ...Array<number>(198).fill(0)];
const MEMORY = [0x05, 0x03, 0x01, 0x00, 0x02];
const MEMORY_WITH_MAXIMUM = [0x05, 0x05, 0x01, 0x01, 0x02, 0xf4, 0x03];
const EXPORT = [0x07, 0x05, 0x01, 0x01, 0x6d, 0x02, 0x00];

/** Pages that the module's memory can grow to, one after the other, up to 400. */
function mostPages(bytes: Uint8Array): number {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
  const memory = exports['m'];
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('no memory');
  let pages = memory.buffer.byteLength / 65_536;
  try {
    for (; pages < 400; pages += 1) memory.grow(1);
  } catch {
    return pages;
  }
  return pages;
}

describe('a module', () => {
  test.each([
    ['of its memory alone', [MEMORY], 3, 3],
    ['with another section in front', [TYPES, MEMORY], 3, 3],
    ['with a long section in front', [CUSTOM, TYPES, MEMORY], 3, 3],
    ['whose maximum takes two bytes', [MEMORY], 300, 300],
    ['whose own maximum is larger', [MEMORY_WITH_MAXIMUM], 128, 128],
    ['that begins with more than the maximum keeps what it begins with', [MEMORY], 1, 2],
  ])('%s', (_what, sections, maximum, wanted) => {
    const module = Uint8Array.from([...HEADER, ...sections.flat(), ...EXPORT]);
    expect(mostPages(limitMemory(module, maximum))).toBe(wanted);
  });

  test('without a memory is refused', () => {
    expect(() => limitMemory(Uint8Array.from([...HEADER, ...TYPES]), 3)).toThrow(/no memory section/);
  });
});
