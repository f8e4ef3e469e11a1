// The program's icon, drawn from the brand (renderer/app/mark.tsx): a line from a filled end to an open one, on a dark tile.
import { crc32, deflateSync } from 'node:zlib';

const SIZES = [16, 32, 48, 256];
const TILE = [23, 26, 31];
const MARK = [255, 255, 255];
/** Samples a pixel, in each direction. */
const FINE = 4;

/** The mark as `viewBox 0 0 22 22`: the tile of 22 with the mark of 22 by 10, at 80 %, in its middle. */
const SCALE = 0.8;
const toMark = (value) => (value - 11) / SCALE;

/** The icon as SVG, for Linux desktops. */
export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><rect width="22" height="22" rx="4.4" fill="rgb(${TILE})"/><g transform="translate(11 11) scale(${SCALE}) translate(-11 -5)" stroke="#fff" fill="none"><path d="M5 5h7" stroke-width="2.6"/><circle cx="4" cy="5" r="3.4" fill="#fff" stroke="none"/><circle cx="17.4" cy="5" r="3" stroke-width="2.4"/></g></svg>\n`;

function isMark(x, y) {
  const across = toMark(x) + 11;
  const down = toMark(y) + 5;
  const filled = Math.hypot(across - 4, down - 5) <= 3.4;
  const line = across >= 5 && across <= 12 && Math.abs(down - 5) <= 1.3;
  const ring = Math.abs(Math.hypot(across - 17.4, down - 5) - 3) <= 1.2;
  return filled || line || ring;
}

function isTile(x, y) {
  const radius = 4.4;
  const outside = (value) => Math.max(0, Math.abs(value - 11) - (11 - radius));
  return Math.hypot(outside(x), outside(y)) <= radius;
}

/** Red, green, blue, opacity of one pixel. */
function pixel(column, row, size) {
  let [tile, mark] = [0, 0];
  for (let step = 0; step < FINE * FINE; step += 1) {
    const x = ((column + ((step % FINE) + 0.5) / FINE) * 22) / size;
    const y = ((row + (Math.floor(step / FINE) + 0.5) / FINE) * 22) / size;
    if (isTile(x, y)) tile += 1;
    if (isTile(x, y) && isMark(x, y)) mark += 1;
  }
  const share = tile === 0 ? 0 : mark / tile;
  const color = TILE.map((value, index) => Math.round(value + (MARK[index] - value) * share));
  return [...color, Math.round((255 * tile) / (FINE * FINE))];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The icon as PNG, `size` pixels wide and high. */
export function iconPng(size) {
  const rows = Array.from({ length: size }, (_, row) => [
    0,
    ...Array.from({ length: size }, (__, column) => pixel(column, row, size)).flat(),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The icon as Windows keeps it, in four sizes. */
export function iconIco() {
  const images = SIZES.map(iconPng);
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach((image, index) => {
    const at = 6 + 16 * index;
    head.set([SIZES[index] % 256, SIZES[index] % 256, 0, 0], at);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([head, ...images]);
}
