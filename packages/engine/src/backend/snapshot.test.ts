import { describe, expect, it } from 'vitest';
import { createProgram } from '../program/builder.js';
import { createReferenceBackend } from './reference/reference-backend.js';
import { inFloat32, readBuffers, writeBuffers } from './snapshot.js';

const program = createProgram((define) => {
  define.parameter('weight', 2, 3);
  define.state('m', 1, 2);
  define.scratch('between', 4, 4);
});

describe('snapshots of a program', () => {
  it('hold the buffers of the roles asked for and put them back', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => createReferenceBackend().load(program, { key: [0, 0] })),
    );
    first!.write('weight', Float64Array.of(1, 2, 3, 4, 5, 0.1));
    first!.write('m', Float64Array.of(7, 8));
    const kept = await readBuffers(program, first!, ['parameter', 'state']);
    expect(Object.keys(kept)).toEqual(['weight', 'm']);
    expect(kept.weight).toEqual({ dtype: 'F64', shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 0.1) });
    writeBuffers(second!, kept);
    expect(await readBuffers(program, second!, ['parameter', 'state'])).toEqual(kept);
  });

  it('become float32 for model files', async () => {
    const loaded = await createReferenceBackend().load(program, { key: [0, 0] });
    loaded.write('weight', new Float64Array(6).fill(0.1));
    const { weight } = inFloat32(await readBuffers(program, loaded, ['parameter']));
    expect(weight).toEqual({ dtype: 'F32', shape: [2, 3], data: new Float32Array(6).fill(0.1) });
  });
});
