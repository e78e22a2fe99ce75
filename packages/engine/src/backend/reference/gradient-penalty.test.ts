import { describe, expect, it } from 'vitest';
import { createProgram } from '../../program/builder.js';
import { drawn } from '../../testing/backend-kit/values.js';
import { centralDifferences } from '../../testing/central-differences.js';
import type { LoadedProgram } from '../backend.js';
import { createReferenceBackend } from './reference-backend.js';

/*
 * The penalty λ/G Σᵢ (|gᵢ| − 1)² of a critic with two hidden layers, gᵢ the gradient of its score for the inputs of group
 * i, and the penalty's own gradient for the weights in closed form: where activation and dropout multiply by factors F that
 * do not change, g is linear in every weight (Gulrajani et al., arXiv 1704.00028, section 4; the masks are frozen).
 *   s₂ = F₂ ∘ w₃, s₁ = F₁ ∘ (s₂ W₂ᵀ), g = s₁ W₁ᵀ
 *   cᵢ = 2λ/G (1 − 1/|gᵢ|), v₁ = F₁ ∘ (c g W₁), v₂ = F₂ ∘ (v₁ W₂)
 *   ∂W₁ = gᵀ (c s₁), ∂W₂ = v₁ᵀ s₂, ∂w₃ = Σᵢ v₂ᵢ; 0 for every bias.
 */

const [G, INPUTS, FIRST, SECOND] = [6, 9, 7, 5];

const program = createProgram((define) => {
  const x = define.input('x', G, INPUTS);
  const [w1, b1] = [define.parameter('w1', INPUTS, FIRST), define.parameter('b1', 1, FIRST)];
  const [w2, b2] = [define.parameter('w2', FIRST, SECOND), define.parameter('b2', 1, SECOND)];
  const w3 = define.parameter('w3', SECOND, 1);
  const uniforms = [define.input('u1', G, FIRST), define.input('u2', G, SECOND)] as const;
  const [p1, a1, f1] = ['p1', 'a1', 'f1'].map((name) => define.scratch(name, G, FIRST)) as [
    typeof x,
    typeof x,
    typeof x,
  ];
  const [p2, a2, f2] = ['p2', 'a2', 'f2'].map((name) => define.scratch(name, G, SECOND)) as [
    typeof x,
    typeof x,
    typeof x,
  ];
  const ones = define.scratch('ones', G, 1);
  const [s1, s2, g] = [define.scratch('s1', G, FIRST), define.scratch('s2', G, SECOND), define.output('g', G, INPUTS)];
  const [v1, v2] = [define.scratch('v1', G, FIRST), define.scratch('v2', G, SECOND)];
  const [squaredNorms, coefficient] = [define.output('norms', G, 1), define.output('coefficient', G, 1)];
  const loss = define.output('penalty', 1, 1);
  const gradients = {
    w1: define.output('w1/gradient', INPUTS, FIRST),
    w2: define.output('w2/gradient', FIRST, SECOND),
    w3: define.output('w3/gradient', SECOND, 1),
  };
  define.routine('penalty', (op) => {
    op.matmul({ out: p1, terms: [{ a: x, b: w1 }], bias: b1 });
    op.leakyDropout({
      out: a1,
      factor: f1,
      x: p1,
      slope: 0.2,
      rate: 0.5,
      noise: { kind: 'given', values: uniforms[0] },
    });
    op.matmul({ out: p2, terms: [{ a: a1, b: w2 }], bias: b2 });
    op.leakyDropout({
      out: a2,
      factor: f2,
      x: p2,
      slope: 0.2,
      rate: 0.5,
      noise: { kind: 'given', values: uniforms[1] },
    });
    op.fill({ out: ones, value: 1 });
    op.matmul({ out: s2, terms: [{ a: ones, b: w3 }], transposeB: true });
    op.multiply({ out: s2, a: s2, b: f2 });
    op.matmul({ out: s1, terms: [{ a: s2, b: w2 }], transposeB: true });
    op.multiply({ out: s1, a: s1, b: f1 });
    op.matmul({ out: g, terms: [{ a: s1, b: w1 }], transposeB: true });
    op.squaredNorms({ out: squaredNorms, x: g });
    op.gradientPenalty({ squaredNorms, coefficient, loss, lambda: 10 });

    op.matmul({ out: v1, terms: [{ a: g, b: w1 }] });
    op.scaleRows({ out: v1, x: v1, scale: coefficient });
    op.multiply({ out: v1, a: v1, b: f1 });
    op.matmul({ out: v2, terms: [{ a: v1, b: w2 }] });
    op.multiply({ out: v2, a: v2, b: f2 });
    op.scaleRows({ out: s1, x: s1, scale: coefficient });
    op.matmul({ out: gradients.w1, terms: [{ a: g, b: s1 }], transposeA: true });
    op.matmul({ out: gradients.w2, terms: [{ a: v1, b: s2 }], transposeA: true });
    op.matmul({ out: gradients.w3, terms: [{ a: v2, b: ones }], transposeA: true });
  });
});

const parameters = ['w1', 'b1', 'w2', 'b2', 'w3'] as const;

const load = async (): Promise<LoadedProgram> => {
  const loaded = await createReferenceBackend().load(program, { key: [0, 0] });
  for (const { name, rows, cols, role } of program.buffers) {
    if (role === 'input' || role === 'parameter') {
      const range = name.startsWith('u') ? ([0, 1] as const) : ([-1, 1] as const);
      loaded.write(name, Float64Array.from(drawn(name, rows * cols, { range })));
    }
  }
  return loaded;
};

const penaltyOf = async (loaded: LoadedProgram): Promise<number> => {
  loaded.run('penalty', { step: 0 });
  return (await loaded.read('penalty'))[0]!;
};

describe('the gradient penalty in closed form', () => {
  it('is that of the input gradients found by moving the inputs', async () => {
    const loaded = await load();
    const penalty = await penaltyOf(loaded);
    const g = await loaded.read('g');
    const score = async (): Promise<number> => {
      loaded.run('penalty', { step: 0 });
      const [a2, w3] = [await loaded.read('a2'), await loaded.read('w3')];
      let sum = 0;
      a2.forEach((value, i) => {
        sum += value * w3[i % SECOND]!;
      });
      return sum;
    };
    // Rows do not depend on each other, so the gradient of the sum of scores is that of each.
    const numeric = await centralDifferences(loaded, 'x', score);
    numeric.forEach((value, i) => {
      expect(Math.abs(value - g[i]!)).toBeLessThan(1e-8);
    });
    let expected = 0;
    for (let i = 0; i < G; i++) {
      const norm = Math.hypot(...numeric.subarray(i * INPUTS, (i + 1) * INPUTS));
      expected += ((norm - 1) ** 2 * 10) / G;
    }
    expect(penalty).toBeCloseTo(expected, 7);
  });

  it.each(parameters)('agrees with central differences for %s', async (name) => {
    const loaded = await load();
    await penaltyOf(loaded);
    // Biases move masks only, and those have no slope.
    const gradient = name.startsWith('b') ? null : (await loaded.read(`${name}/gradient`)).slice();
    const numeric = await centralDifferences(loaded, name, () => penaltyOf(loaded));
    const scale = Math.max(1, ...numeric.map(Math.abs));
    expect(numeric.some((value) => value !== 0)).toBe(gradient !== null);
    numeric.forEach((value, i) => {
      expect(Math.abs(value - (gradient?.[i] ?? 0))).toBeLessThan(1e-8 * scale);
    });
  });

  it('is λ/G for a group whose gradient is 0, and pushes no weight by it', async () => {
    const loaded = await load();
    // Everything of group 2 is dropped.
    const u2 = Float64Array.from(await loaded.read('u2')).fill(0, 2 * SECOND, 3 * SECOND);
    loaded.write('u2', u2);
    await penaltyOf(loaded);
    expect((await loaded.read('norms'))[2]).toBe(0);
    expect((await loaded.read('coefficient'))[2]).toBe(0);
    const numericOf = await centralDifferences(loaded, 'w1', () => penaltyOf(loaded));
    await penaltyOf(loaded);
    const gradient = await loaded.read('w1/gradient');
    numericOf.forEach((value, i) => {
      expect(Math.abs(value - gradient[i]!)).toBeLessThan(1e-6);
    });

    loaded.write('u2', new Float64Array(u2.length));
    expect(await penaltyOf(loaded)).toBe(10);
    for (const name of ['w1', 'w2', 'w3']) {
      const zero = await loaded.read(`${name}/gradient`);
      expect([...zero].every((value) => value === 0)).toBe(true);
    }
  });
});
