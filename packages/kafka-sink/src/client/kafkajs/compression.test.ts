import { expect, it } from 'vitest';
import { compressionType } from './compression.js';

it('has none and gzip, and says of the others that a codec has to be registered', () => {
  expect([compressionType('none'), compressionType('gzip')]).toEqual([0, 1]);
  for (const name of ['snappy', 'lz4', 'zstd'] as const)
    expect(() => compressionType(name)).toThrow(
      new RegExp(`no codec for the compression '${name}'.*CompressionCodecs`),
    );
});
