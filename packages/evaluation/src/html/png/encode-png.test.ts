import { inflateSync, crc32 as oracle } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { adler32, crc32 } from './checksums.js';
import { pngDataUrl } from './data-url.js';
import { encodePng } from './encode-png.js';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('encodePng', () => {
  it('has the checksums of the standards', () => {
    // Check values of the CRC catalogue (CRC-32/ISO-HDLC) and of RFC 1950's algorithm as commonly given.
    expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
    expect(adler32(ascii('Wikipedia'))).toBe(0x11e60398);
    if (oracle) expect(crc32(ascii('heat map'))).toBe(oracle('heat map'));
  });

  it('writes chunks that zlib reads back, of more than one block too', () => {
    const [width, height] = [300, 300];
    const pixels = Uint8Array.from({ length: width * height }, (_, i) => (i * 7) % 3);
    const png = encodePng(width, height, pixels, [
      [0, 0, 0, 255],
      [9, 8, 7, 6],
      [255, 255, 255, 0],
    ]);
    const view = new DataView(png.buffer);
    const chunks = new Map<string, Uint8Array>();
    for (let at = 8; at < png.length; ) {
      const length = view.getUint32(at);
      const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
      chunks.set(name, png.subarray(at + 8, at + 8 + length));
      expect(view.getUint32(at + 8 + length), name).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
      at += 12 + length;
    }
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
    const rows = inflateSync(chunks.get('IDAT')!);
    expect(rows.length).toBe(height * (width + 1));
    for (let row = 0; row < height; row++) {
      expect(rows[row * (width + 1)]).toBe(0);
      expect(
        rows
          .subarray(row * (width + 1) + 1, (row + 1) * (width + 1))
          .equals(pixels.subarray(row * width, (row + 1) * width)),
      ).toBe(true);
    }
    expect([...chunks.get('tRNS')!]).toEqual([255, 6, 0]);
    const url = pngDataUrl(png);
    expect(Buffer.from(url.slice('data:image/png;base64,'.length), 'base64').equals(png)).toBe(true);
  });
});
