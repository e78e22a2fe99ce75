import { adler32, crc32 } from './checksums.js';

/** A colour with its opacity, 0 to 255 each. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Most bytes of a stored block. */
const BLOCK = 0xffff;

const bytes32 = (value: number): readonly number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

const chunk = (name: string, data: Uint8Array): Uint8Array => {
  const body = new Uint8Array(4 + data.length);
  for (let i = 0; i < 4; i++) body[i] = name.charCodeAt(i);
  body.set(data, 4);
  return Uint8Array.from([...bytes32(data.length), ...body, ...bytes32(crc32(body))]);
};

/** A zlib stream of stored blocks: nothing is compressed, so that the bytes are the same everywhere. */
const stored = (data: Uint8Array): Uint8Array => {
  const parts: number[] = [0x78, 0x01];
  for (let start = 0; start < data.length; start += BLOCK) {
    const block = data.subarray(start, start + BLOCK);
    const last = start + BLOCK >= data.length ? 1 : 0;
    parts.push(last, block.length & 255, block.length >>> 8, ~block.length & 255, (~block.length >>> 8) & 255);
    for (const byte of block) parts.push(byte);
  }
  return Uint8Array.from([...parts, ...bytes32(adler32(data))]);
};

/**
 * A picture with a palette as PNG (ISO/IEC 15948), one byte a pixel.
 * @param pixels - places in the palette, row by row
 * @param palette - at most 256 colours
 */
export const encodePng = (width: number, height: number, pixels: Uint8Array, palette: readonly Rgba[]): Uint8Array => {
  const rows = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const parts = [
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Uint8Array.from([...bytes32(width), ...bytes32(height), 8, 3, 0, 0, 0])),
    chunk('PLTE', Uint8Array.from(palette.flatMap((colour) => colour.slice(0, 3)))),
    chunk('tRNS', Uint8Array.from(palette.map((colour) => colour[3]))),
    chunk('IDAT', stored(rows)),
    chunk('IEND', new Uint8Array()),
  ];
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
