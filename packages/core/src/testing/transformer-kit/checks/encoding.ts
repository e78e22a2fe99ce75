import { createRandomSource } from '../../../random/counter-random.js';
import { assert } from '../../synthesizer-kit/check.js';
import { assertSameCells, assertSameData, assertSameEncoded, assertSameType, cellsOf, valueAt } from '../compare.js';
import type { TransformerCheck } from '../transformer-check.js';
import { isGenerated, piecesOf, rowIndices, tryOn } from '../trial.js';

const specsMatch: TransformerCheck = {
  id: 'encoded values are what the specs say',
  async run({ fitted, column, encoded }) {
    const { specs } = fitted;
    assert(encoded.length === specs.length, `${encoded.length} encoded columns for ${specs.length} specs`);
    assert(new Set(specs.map(({ name }) => name)).size === specs.length, 'two specs have one name');
    const missing = cellsOf(column).map((cell) => cell === null);
    for (const [c, spec] of specs.entries()) {
      const values = encoded[c]!;
      assert(values.length === column.length, `encoded column ${c} has ${values.length} rows`);
      assert(
        spec.kind === 'continuous' ? values instanceof Float64Array : values instanceof Int32Array,
        `encoded column ${c} is of the wrong type`,
      );
      for (let row = 0; row < values.length; row++) {
        const value = values[row]!;
        if (spec.kind === 'continuous')
          assert(missing[row] ? Number.isNaN(value) : Number.isFinite(value), `row ${row} is encoded as ${value}`);
        else assert(value >= 0 && value < spec.cardinality, `row ${row} has code ${value} of ${spec.cardinality}`);
        if (spec.kind === 'discrete' && spec.role === 'missing')
          assert((value === 1) === missing[row], `row ${row} is marked wrongly`);
      }
      if (spec.kind === 'continuous' && missing.includes(true))
        assert(
          specs.some(({ name }) => name === spec.missing),
          'missing values have no column',
        );
    }
  },
};

const roundTrip: TransformerCheck = {
  id: 'what is encoded comes back, but for what was reported',
  async run({ fitted, column, encoded, clips, notKept, warnings }) {
    const decoded = fitted.decode(encoded, rowIndices(column.length), createRandomSource(1));
    assertSameType(decoded, column);
    assert(decoded.length === column.length, `${decoded.length} rows come back`);
    const generated = isGenerated(fitted);
    const rounded = warnings.some(({ code }) => code === 'integers-rounded' || code === 'times-rounded');
    const values = new Set(cellsOf(column));
    let changed = 0;
    for (let row = 0; row < column.length; row++) {
      const [before, after] = [valueAt(column, row), valueAt(decoded, row)];
      assert(
        (before === null) === (after === null),
        `row ${row}: ${before === null ? 'a missing value came back' : 'a value got lost'}`,
      );
      if (before === after || generated) continue;
      changed++;
      if (!rounded)
        assert(values.has(after), `row ${row} comes back as ${String(after)}, which is no value of the column`);
    }
    const reported =
      clips.reduce((sum, { count }) => sum + count, 0) + notKept.reduce((sum, { rows }) => sum + rows, 0);
    assert(rounded || changed <= reported, `${changed} values changed, and ${reported} were reported`);
  },
};

const pieces: TransformerCheck = {
  id: 'pieces make no difference',
  async run({ transformer, tried, fitted, column, encoded, ...notes }) {
    for (const rows of [1, 7]) {
      const again = await tryOn(transformer, tried, rows);
      assertSameData(again.fitted.save(), fitted.save(), `what is saved after pieces of ${rows}`);
      assertSameData(
        [again.warnings, again.clips, again.notKept],
        [notes.warnings, notes.clips, notes.notKept],
        'what is reported',
      );
      const parts = piecesOf(column, rows).map(({ piece, first }) => fitted.encode(piece, first));
      const joined = fitted.specs.map((_, c) => {
        const out = encoded[c]!.slice();
        let at = 0;
        for (const part of parts) {
          out.set(part[c]!, at);
          at += part[c]!.length;
        }
        return out;
      });
      assertSameEncoded(joined, encoded, `encoding in pieces of ${rows}`);
    }
  },
};

const decodedRows: TransformerCheck = {
  id: 'a decoded row depends on its own index only',
  async run({ fitted, column, encoded }) {
    const random = createRandomSource(99).child('column');
    const rows = Math.min(column.length, 60);
    const whole = fitted.decode(
      encoded.map((values) => values.slice(0, rows)),
      rowIndices(rows, 1000),
      random,
    );
    for (const { first, piece } of piecesOf(whole, 7)) {
      const part = encoded.map((values) => values.slice(first, first + piece.length));
      assertSameCells(fitted.decode(part, rowIndices(piece.length, 1000 + first), random), piece, 'a part of the rows');
    }
  },
};

export const encodingChecks: readonly TransformerCheck[] = [specsMatch, roundTrip, pieces, decodedRows];
