import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../backend/reference/reference-backend.js';
import { createProgram } from '../program/builder.js';
import { InvalidProgramError } from './invalid-program-error.js';
import { OutOfMemoryError } from './out-of-memory-error.js';

describe('OutOfMemoryError', () => {
  it('says what is needed and what to lower', () => {
    const error = new OutOfMemoryError('wasm', 5 * 2 ** 30, { name: 'critic/1/weight', bytes: 900 });
    expect(error).toMatchObject({ code: 'CVD_OUT_OF_MEMORY', backend: 'wasm', bytes: 5 * 2 ** 30 });
    expect(error.message).toMatch(/needs 5\.00 GiB.*"critic\/1\/weight" with 900 bytes.*batch size/);
  });

  it('is what the reference backend ends with when its arrays cannot be had', async () => {
    const huge = createProgram((define) => {
      define.scratch('huge', 2 ** 30, 2 ** 12);
      define.scratch('small', 1, 1);
    });
    await expect(createReferenceBackend().load(huge, { key: [0, 0] })).rejects.toMatchObject({
      code: 'CVD_OUT_OF_MEMORY',
      bytes: 8 * 2 ** 42 + 8,
      largest: { name: 'huge' },
    });
  });
});

describe('InvalidProgramError', () => {
  it('names as much of the place as there is', () => {
    expect(new InvalidProgramError({}, 'is empty').message).toBe('Program: is empty.');
    expect(new InvalidProgramError({ buffer: 'x', field: 'rows' }, 'must be whole').message).toBe(
      'Program, buffer "x", field "rows": must be whole.',
    );
  });
});
