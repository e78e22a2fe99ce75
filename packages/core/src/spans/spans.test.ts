import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContinuousSpec, DiscreteSpec, EncodedSchema } from '../encoding/encoded-table.js';
import { createRandomSource } from '../random/counter-random.js';
import type { Clip } from '../synthesizer/fit-report.js';
import { decodeSpans, decodeSpanTable } from './decode-spans.js';
import { encodeSpans } from './encode-spans.js';
import { fitSpanLayout } from './fit-span-layout.js';
import type { GatheredColumn } from './gather-encoded.js';
import { packRows } from './pack-rows.js';
import { restoreSpanLayout, saveSpanLayout } from './saved-span-layout.js';
import { choiceTargets, scalarsInto, sparseRows } from './write-rows.js';

const random = createRandomSource(3);

const continuous = (name: string, missing: string | null = null): ContinuousSpec => ({
  kind: 'continuous',
  name,
  source: name,
  decimals: null,
  missing,
});

const discrete = (name: string, cardinality: number, role: DiscreteSpec['role'] = 'category'): DiscreteSpec => ({
  kind: 'discrete',
  name,
  source: name,
  cardinality,
  ordered: false,
  role,
});

const schema: EncodedSchema = {
  columns: [continuous('a', 'a.missing'), discrete('a.missing', 2, 'missing'), discrete('c', 300), continuous('b')],
};

/** Two clusters with some values missing, codes of 300 categories, a constant. */
const table = (rows: number): GatheredColumn[] => {
  const draw = random.child('table');
  const missing = Uint8Array.from({ length: rows }, (_, i) => (draw.uniform(i, 0) < 0.2 ? 1 : 0));
  const a = Float64Array.from({ length: rows }, (_, i) =>
    missing[i] ? Number.NaN : (draw.uniform(i, 1) < 0.5 ? -40 : 60) + 8 * draw.uniform(i, 2),
  );
  return [a, missing, Uint16Array.from({ length: rows }, (_, i) => i % 300), new Float64Array(rows).fill(7)];
};

const rowMajor = (columns: readonly ArrayLike<number>[], rows: number): number[] =>
  Array.from(
    { length: rows * columns.length },
    (_, i) => columns[i % columns.length]![Math.floor(i / columns.length)]!,
  );

describe('spans', () => {
  it('lie from left to right in the order of the schema, without gaps', async () => {
    const layout = await fitSpanLayout(schema, table(500), { random });
    let start = 0;
    for (const span of layout.spans) {
      expect(span.start).toBe(start);
      start += span.width;
    }
    expect(layout.width).toBe(start);
    expect(layout.columns.map(({ name }) => name)).toEqual(['a', 'a.missing', 'c', 'b']);
    expect(layout.spans.map(({ activation }) => activation).join(' ')).toBe(
      'tanh softmax softmax softmax tanh softmax',
    );
    expect(layout.columns[0]).toMatchObject({ scalar: 0, choice: 0, missing: 1 });
    expect(layout.columns[3]).toMatchObject({ scalar: 1, choice: 3, missing: null });
    expect(layout.spans[3]!.width).toBe(300);
  });

  it('come back as the columns they were made of, from rows and from columns', async () => {
    const columns = table(1000);
    const layout = await fitSpanLayout(schema, columns, { random });
    const clips: Clip[] = [];
    const encoded = await encodeSpans(layout, columns, { random, clip: (clip) => clips.push(clip) });
    expect(clips).toEqual([]);
    expect(encoded.choices[2]).toBe(columns[2]);
    const decoded = decodeSpanTable(layout, encoded);
    const [a, missing, c, b] = columns;
    for (let row = 0; row < 1000; row++) {
      if (missing![row] === 1) expect(decoded[0]![row]).toBeNaN();
      // A scaled value is a 32-bit number: 2⁻²⁴ of four deviations of 2.3.
      else expect(Math.abs(decoded[0]![row]! - a![row]!)).toBeLessThan(1e-6);
    }
    expect([...decoded[1]!]).toEqual([...missing!]);
    expect([...decoded[2]!]).toEqual([...c!]);
    expect([...decoded[3]!]).toEqual([...b!]);
    const codes = Int32Array.from(rowMajor(encoded.choices, 1000));
    const scalars = Float32Array.from(rowMajor(encoded.scalars, 1000));
    expect(decodeSpans(layout, codes, scalars)).toEqual(decoded);
  });

  it('write rows in any order, sparse, as targets and as scalars', async () => {
    const columns = table(400);
    const layout = await fitSpanLayout(schema, columns, { random });
    const encoded = await encodeSpans(layout, columns, { random });
    const packed = await packRows(layout, encoded);
    const width = layout.spans.length;
    fc.assert(
      fc.property(fc.array(fc.nat(399), { minLength: 1, maxLength: 30 }), (ids) => {
        const count = ids.length;
        const rowIds = Int32Array.from(ids);
        const indices = new Int32Array(count * width + 1).fill(-7);
        const values = new Float32Array(count * width + 1).fill(-7);
        sparseRows(packed, rowIds, count, indices, values);
        const targets = new Int32Array(count * 4);
        choiceTargets(packed, rowIds, count, targets);
        const scalars = new Float32Array(count * 2);
        scalarsInto(packed, rowIds, count, scalars);
        let choice = 0;
        let scalar = 0;
        for (const [j, { start, activation }] of layout.spans.entries()) {
          for (let r = 0; r < count; r++) {
            const at = r * width + j;
            if (activation === 'tanh') {
              expect(indices[at]).toBe(start);
              expect(values[at]).toBe(encoded.scalars[scalar]![ids[r]!]);
              expect(scalars[r * 2 + scalar]).toBe(values[at]);
            } else {
              expect(indices[at]).toBe(start + encoded.choices[choice]![ids[r]!]!);
              expect(values[at]).toBe(1);
              expect(targets[r * 4 + choice]).toBe(indices[at]);
            }
          }
          if (activation === 'tanh') scalar++;
          else choice++;
        }
        expect([indices[count * width], values[count * width]]).toEqual([-7, -7]);
      }),
      { numRuns: 20 },
    );
  });

  it('are restored as they were saved, through JSON', async () => {
    const layout = await fitSpanLayout(schema, table(300), { random });
    const { content, tensors } = saveSpanLayout(layout);
    expect(restoreSpanLayout({ content: JSON.parse(JSON.stringify(content)), tensors })).toEqual(layout);
  });
});
