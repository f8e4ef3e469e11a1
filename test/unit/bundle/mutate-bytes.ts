/** Random damage that repeats with its seed: flipped bits, other bytes, cuts, doubled and moved pieces. */

/** Mulberry32: small, seeded, good enough to place damage. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function mutated(good: Uint8Array, random: () => number): Uint8Array {
  let bytes = Buffer.from(good);
  const at = (): number => Math.floor(random() * bytes.length);
  const times = 1 + Math.floor(random() * 8);
  for (let time = 0; time < times; time += 1) {
    const [place, length, kind] = [at(), 1 + Math.floor(random() * 64), Math.floor(random() * 6)];
    const piece = Buffer.from(bytes.subarray(place, place + length));
    if (kind === 0) bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (kind === 1)
      bytes.fill(Math.floor(random() * 256), place, Math.min(bytes.length, place + length));
    else if (kind === 2) bytes = bytes.subarray(0, Math.max(1, bytes.length - length));
    else if (kind === 3) piece.copy(bytes, at());
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);
    // The directory at the end is where a reader believes most.
    else
      bytes[bytes.length - 1 - Math.floor(random() * Math.min(1500, bytes.length))] = Math.floor(
        random() * 256,
      );
  }
  return bytes;
}
