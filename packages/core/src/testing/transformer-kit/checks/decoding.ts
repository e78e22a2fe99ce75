import { createRandomSource } from '../../../random/counter-random.js';
import { isPresent } from '../../../table/cell.js';
import type { Column } from '../../../table/column.js';
import { assert, assertThrows } from '../../synthesizer-kit/check.js';
import { assertSameCells, assertSameData, assertSameEncoded, assertSameType, cellsOf } from '../compare.js';
import { madeRows } from '../encoded-rows.js';
import type { TransformerCheck } from '../transformer-check.js';
import { isGenerated, restored, rowIndices } from '../trial.js';

const ROWS = 500;

/** Missing rows have code or value 0, as the layout says. */
const assertMissingHoldNothing = (column: Column): void => {
  if (column.type === 'bool') return;
  const stored = column.type === 'utf8' ? column.codes : column.values;
  for (let row = 0; row < column.length; row++)
    assert(isPresent(column, row) || Number(stored[row]) === 0, `row ${row} is missing and yet holds something`);
};

const noInvention: TransformerCheck = {
  id: 'whatever a method gives decodes to values like the real ones',
  async run({ fitted, column, encoded }) {
    const decoded = fitted.decode(madeRows(fitted.specs, encoded, ROWS), rowIndices(ROWS), createRandomSource(5));
    assertSameType(decoded, column);
    assert(decoded.length === ROWS, `${decoded.length} rows of ${ROWS} come back`);
    assertMissingHoldNothing(decoded);
    if (isGenerated(fitted)) return;
    const real = cellsOf(column);
    const known = new Set(real);
    const continuous = fitted.specs.find((spec) => spec.kind === 'continuous');
    const bounds = fitted.held().bounds as readonly [number | string, number | string] | undefined;
    for (const [row, cell] of cellsOf(decoded).entries()) {
      if (cell === null) assert(known.has(null), `row ${row} is missing, and no real value is`);
      else if (!continuous) assert(known.has(cell), `row ${row} holds ${String(cell)}, which is no real value`);
      else if (typeof cell === 'bigint')
        assert(
          cell >= BigInt(bounds![0]) && cell <= BigInt(bounds![1]),
          `row ${row} holds ${cell}, outside the bounds`,
        );
      else if (typeof cell === 'number' && continuous.decimals !== null && typeof bounds?.[0] === 'number') {
        assert(cell >= bounds[0] && cell <= Number(bounds[1]), `row ${row} holds ${cell}, outside the bounds`);
        assert(cell === Number(cell.toFixed(continuous.decimals)), `row ${row} holds ${cell}, with too many decimals`);
      }
    }
  },
};

const sameAfterRestore: TransformerCheck = {
  id: 'what is saved and restored behaves the same',
  async run(trial) {
    const { fitted, column, encoded } = trial;
    const again = await restored(trial);
    assert(again.name === fitted.name, `it is called ${again.name} and was called ${fitted.name}`);
    assertSameData(again.specs, fitted.specs, 'what is encoded');
    assertSameData(again.save(), fitted.save(), 'what is saved');
    assertSameData(again.held(), fitted.held(), 'what is held');
    assert(again.capacity === fitted.capacity, 'the capacity differs');
    assertSameEncoded(again.encode(column, 0), encoded, 'encoding after restoring');
    const made = madeRows(fitted.specs, encoded, ROWS);
    const [rows, random] = [rowIndices(ROWS), createRandomSource(5)];
    assertSameCells(again.decode(made, rows, random), fitted.decode(made, rows, random), 'decoding after restoring');
  },
};

const uniqueKeys: TransformerCheck = {
  id: 'values of a key are unique, up to the capacity',
  async run({ fitted, tried, encoded }) {
    if (!tried.unique) return;
    const { capacity = Number.POSITIVE_INFINITY } = fitted;
    const rows = Math.min(5000, capacity);
    const decode = (start: number, count: number, seed: number) =>
      fitted.decode(madeRows(fitted.specs, encoded, count), rowIndices(count, start), createRandomSource(seed));
    const cells = cellsOf(decode(0, rows, 1));
    assert(new Set(cells).size === rows, `${rows - new Set(cells).size} of ${rows} values are repeated`);
    if (rows > 100) {
      const other = cellsOf(decode(0, rows, 2));
      assert(
        other.some((cell, row) => cell !== cells[row]),
        'another seed gives the same keys',
      );
    }
    if (capacity < 2 ** 52) await assertThrows('CVD_IDS_EXHAUSTED', () => decode(capacity, 1, 1));
  },
};

const holdsNoValues: TransformerCheck = {
  id: 'no value of generated text is kept',
  async run({ fitted, column }) {
    if (!isGenerated(fitted)) return;
    const saved = JSON.stringify(fitted.save().content);
    for (const cell of cellsOf(column))
      assert(
        typeof cell !== 'string' || cell.length < 5 || !saved.includes(cell),
        'a real value stands in what is saved',
      );
    assert(Object.keys(fitted.save().tensors).length === 0, 'generated columns have nothing in bulk');
  },
};

export const decodingChecks: readonly TransformerCheck[] = [noInvention, sameAfterRestore, uniqueKeys, holdsNoValues];
