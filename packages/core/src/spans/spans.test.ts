import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContinuousSpec, DiscreteSpec, EncodedSchema } from '../encoding/encoded-table.js';
import { createRandomSource } from '../random/counter-random.js';
import type { Clip } from '../synthesizer/fit-report.js';
import { decodeSpans } from './decode-spans.js';
import { encodeSpans } from './encode-spans.js';
import { fitSpanLayout } from './fit-span-layout.js';
import type { GatheredColumn } from './gather-encoded.js';
import { packRows } from './pack-rows.js';
import { restoreSpanLayout, saveSpanLayout } from './saved-span-layout.js';
import type { SpanLayout, SpanTable } from './span-layout.js';
import { choiceTargets, scalarsInto } from './write-rows.js';

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

const decode = (layout: SpanLayout, { rows, choices, scalars }: SpanTable) =>
  decodeSpans(layout, Int32Array.from(rowMajor(choices, rows)), Float32Array.from(rowMajor(scalars, rows)));

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

  it('come back as the columns they were made of', async () => {
    const columns = table(1000);
    const layout = await fitSpanLayout(schema, columns, { random });
    const clips: Clip[] = [];
    const encoded = await encodeSpans(layout, columns, { random, clip: (clip) => clips.push(clip) });
    expect(clips).toEqual([]);
    expect(encoded.choices[2]).toBe(columns[2]);
    const decoded = decode(layout, encoded);
    const [a, missing, c, b] = columns;
    for (let row = 0; row < 1000; row++) {
      if (missing![row] === 1) expect(decoded[0]![row]).toBeNaN();
      // A scaled value is a 32-bit number: 2⁻²⁴ of four deviations of 2.3.
      else expect(Math.abs(decoded[0]![row]! - a![row]!)).toBeLessThan(1e-6);
    }
    expect([...decoded[1]!]).toEqual([...missing!]);
    expect([...decoded[2]!]).toEqual([...c!]);
    expect([...decoded[3]!]).toEqual([...b!]);
  });

  it('write rows in any order, as targets and as scalars', async () => {
    const columns = table(400);
    const layout = await fitSpanLayout(schema, columns, { random });
    const encoded = await encodeSpans(layout, columns, { random });
    const packed = await packRows(layout, encoded);
    expect([...packed.scalarColumns]).toEqual(
      layout.spans.filter(({ activation }) => activation === 'tanh').map(({ start }) => start),
    );
    const starts = layout.spans.filter(({ activation }) => activation === 'softmax').map(({ start }) => start);
    fc.assert(
      fc.property(fc.array(fc.nat(399), { minLength: 1, maxLength: 30 }), (ids) => {
        const count = ids.length;
        const rowIds = Int32Array.from(ids);
        const targets = new Int32Array(count * 4 + 1).fill(-7);
        choiceTargets(packed, rowIds, count, targets);
        const scalars = new Float32Array(count * 2 + 1).fill(-7);
        scalarsInto(packed, rowIds, count, scalars);
        for (const [r, row] of ids.entries()) {
          for (const [s, start] of starts.entries()) expect(targets[r * 4 + s]).toBe(start + encoded.choices[s]![row]!);
          for (const [t, numbers] of encoded.scalars.entries()) expect(scalars[r * 2 + t]).toBe(numbers[row]);
        }
        expect([targets[count * 4], scalars[count * 2]]).toEqual([-7, -7]);
      }),
      { numRuns: 20 },
    );
  });

  it('tell of clipped values, with what the modes reach', async () => {
    const columns = table(2000);
    const layout = await fitSpanLayout(schema, columns, { random });
    const far = columns.map((column) => column.slice()) as GatheredColumn[];
    far[0]!.fill(1e4, 0, 30);
    const clips: Clip[] = [];
    await encodeSpans(layout, far, { random, clip: (clip) => clips.push(clip) });
    expect(clips).toMatchObject([{ column: 'a', count: 30, share: 0.015 }]);
    expect(clips[0]!.low).toBeLessThan(-40);
    expect(clips[0]!.high).toBeGreaterThan(68);
    expect(clips[0]!.high).toBeLessThan(1e4);
  });

  it('depend on each column’s name, not on its neighbours', async () => {
    const columns = table(2000);
    const layout = await fitSpanLayout(schema, columns, { random });
    const whole = await encodeSpans(layout, columns, { random });
    const alone = { columns: [schema.columns[0]!] };
    const encoded = await encodeSpans(await fitSpanLayout(alone, columns, { random }), columns, { random });
    expect(encoded.choices).toEqual([whole.choices[0]]);
    expect(encoded.scalars).toEqual([whole.scalars[0]]);
    const other = await encodeSpans(layout, columns, { random: createRandomSource(4) });
    expect(other.choices[0]).not.toEqual(whole.choices[0]);
  });

  it('hold columns of categories only, of numbers only, of 10,000 categories and of missing values only', async () => {
    const cases: [EncodedSchema['columns'], GatheredColumn[], number][] = [
      [[discrete('c', 3)], [Uint8Array.of(0, 2, 1)], 3],
      [[continuous('x')], [Float64Array.from({ length: 200 }, (_, i) => (i % 2 ? 1 : 5))], 3],
      [[discrete('many', 10_000)], [Uint16Array.from({ length: 20_000 }, (_, i) => i % 10_000)], 10_000],
      [
        [continuous('x', 'm'), discrete('m', 2, 'missing')],
        [new Float64Array(4).fill(Number.NaN), new Uint8Array(4).fill(1)],
        4,
      ],
    ];
    for (const [specs, columns, width] of cases) {
      const layout = await fitSpanLayout({ columns: specs }, columns, { random });
      expect(layout.width).toBe(width);
      const encoded = await encodeSpans(layout, columns, { random });
      // As large as the codes and numbers themselves, whatever the number of categories.
      const bytes = [...encoded.choices, ...encoded.scalars].reduce((sum, { byteLength }) => sum + byteLength, 0);
      expect(bytes).toBeLessThanOrEqual(columns.reduce((sum, { byteLength }) => sum + byteLength, 0));
      const decoded = decode(layout, encoded);
      for (const [c, column] of columns.entries()) {
        for (const [row, value] of column.entries()) {
          if (Number.isNaN(value)) expect(decoded[c]![row]).toBeNaN();
          else expect(decoded[c]![row]!).toBeCloseTo(value, 5);
        }
      }
    }
  });

  it('take codes of a larger type than they need', async () => {
    const specs: EncodedSchema = { columns: [discrete('c', 3)] };
    const codes = Int32Array.of(2, 0, 1);
    const { choices } = await encodeSpans(await fitSpanLayout(specs, [codes], { random }), [codes], { random });
    expect(choices).toEqual([Uint8Array.of(2, 0, 1)]);
  });

  it('stop where they are told to, and say how far they are', async () => {
    const columns = table(25_000);
    const layout = await fitSpanLayout(schema, columns, { random });
    const fractions: number[] = [];
    const encoded = await encodeSpans(layout, columns, {
      random,
      checkpoint: async (done) => void fractions.push(done),
    });
    await packRows(layout, encoded, async (done) => void fractions.push(1 + done));
    expect(fractions).toEqual(fractions.slice().sort((a, b) => a - b));
    expect(fractions.length).toBe(10);
    const stop = new Error('stop');
    const checkpoint = (): Promise<void> => Promise.reject(stop);
    await expect(fitSpanLayout(schema, columns, { random, checkpoint })).rejects.toBe(stop);
    await expect(encodeSpans(layout, columns, { random, checkpoint })).rejects.toBe(stop);
    await expect(packRows(layout, encoded, checkpoint)).rejects.toBe(stop);
  });

  it('are restored as they were saved, through JSON', async () => {
    const layout = await fitSpanLayout(schema, table(300), { random });
    const { content, tensors } = saveSpanLayout(layout);
    expect(restoreSpanLayout({ content: JSON.parse(JSON.stringify(content)), tensors })).toEqual(layout);
  });

  it('are refused where they are damaged', async () => {
    const { content, tensors } = saveSpanLayout(await fitSpanLayout(schema, table(300), { random }));
    const { columns } = content as { columns: Record<string, unknown>[] };
    const changed = (at: number, change: Record<string, unknown>) => ({
      layout: 1,
      columns: columns.map((column, c) => (c === at ? { ...column, ...change } : column)),
    });
    const modes = tensors.modes!.data as Float64Array;
    const damaged: [unknown, Float64Array][] = [
      [null, modes],
      [{ layout: 2, columns }, modes],
      [changed(0, { modes: 1 }), modes],
      [changed(0, { modes: 0 }), modes],
      [changed(0, { missing: 3 }), modes],
      [changed(0, { missing: 99 }), modes],
      [changed(2, { cardinality: -1 }), modes],
      [changed(2, { cardinality: '3' }), modes],
      [content, modes.subarray(4)],
      [content, modes.map((value, i) => (i % 4 === 2 ? -value : value))],
      [content, modes.map((value, i) => (i === 1 ? Number.NaN : value))],
    ];
    for (const [other, data] of damaged) {
      const saved = {
        content: other,
        tensors: { modes: { dtype: 'F64', shape: [data.length / 4, 4], data } },
      } as const;
      expect(() => restoreSpanLayout(saved)).toThrow(expect.objectContaining({ code: 'CVD_INVALID_MODEL_FILE' }));
    }
    expect(() => restoreSpanLayout({ content, tensors: {} })).toThrow('its layout of spans is damaged');
  });
});
