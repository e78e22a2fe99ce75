import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../../random/counter-random.js';
import type { Clip } from '../../synthesizer/fit-report.js';
import { columnFrom } from '../../table/table-from-columns.js';
import { numerical } from './numerical.js';

const fit = (values: readonly (number | null)[], trimExtremes = true) => {
  const clips: Clip[] = [];
  const column = columnFrom('BMI', values, 'float64');
  const fitting = numerical.start({
    column: 'BMI',
    metadata: { sdtype: 'numerical' },
    unique: false,
    settings: { rareBelow: 5, trimExtremes, locale: 'en_US' },
    random: createRandomSource(1),
    warn: () => {},
    clip: (clip) => clips.push(clip),
    categoriesNotKept: () => {},
  });
  fitting.add(column);
  const fitted = fitting.finish();
  return { fitted, column, clips };
};

const hundreds = Array.from({ length: 201 }, (_, i) => (2000 + 10 * i + (i % 2)) / 100);

describe('numerical', () => {
  it('turns a condition into the encoded interval that rounds to it', () => {
    const { fitted } = fit(hundreds);
    const [constraint] = fitted.constrain([{ column: 'BMI', op: '>=', value: 30 }]);
    expect(constraint).toMatchObject({
      kind: 'continuous',
      column: 0,
      intervals: [{ high: Number.POSITIVE_INFINITY }],
    });
    const low = constraint?.kind === 'continuous' ? constraint.intervals[0]!.low : Number.NaN;
    expect(low).toBeCloseTo(29.995, 12);
  });

  it('has no constraint where the condition always holds, and says what is possible where it never does', () => {
    const { fitted } = fit(hundreds);
    expect(fitted.constrain([{ column: 'BMI', op: '>', value: 1 }])).toEqual([]);
    expect(() => fitted.constrain([{ column: 'BMI', op: '>', value: 90 }])).toThrow(/from 20.4 to 39.6/);
    expect(() => fitted.constrain([{ column: 'BMI', op: '=', value: 30.001 }])).toThrow(/with 2 decimals/);
  });

  it('says where conditions contradict each other, and blames no range for it', () => {
    const { fitted } = fit(hundreds);
    const both = (low: number, high: number) => () =>
      fitted.constrain([
        { column: 'BMI', op: '>', value: low },
        { column: 'BMI', op: '<', value: high },
      ]);
    expect(both(30, 25)).toThrow(/contradict each other, since no value is > 30 and < 25;/);
    expect(both(30.001, 30.009)).toThrow(/contradict each other.*with 2 decimals/);
    expect(both(90, 20.5)).not.toThrow(/contradict/);
    expect(both(90, 20.5)).toThrow(/: its values run from 20.4 to 39.6/);
  });

  it('takes the 5th value from each end as bounds, and reports what is cut off', () => {
    const { fitted, clips } = fit(hundreds);
    const sorted = [...hundreds].sort((a, b) => a - b);
    expect(fitted.held()).toEqual({ bounds: [sorted[4], sorted.at(-5)] });
    expect(clips).toEqual([{ column: 'BMI', count: 8, share: 8 / 201, low: sorted[4], high: sorted.at(-5) }]);
  });

  it('counts repetitions among the five, and trims no column of 100 distinct values or fewer', () => {
    const repeated = fit([...hundreds, 20, 20, 20, 20]);
    expect(repeated.fitted.held().bounds).toEqual([20, expect.any(Number)]);
    const few = fit(hundreds.slice(0, 100));
    expect(few.clips).toEqual([]);
    expect(few.fitted.held()).toEqual({ bounds: [20, Math.max(...hundreds.slice(0, 100))] });
    expect(fit(hundreds, false).fitted.held()).toEqual({ bounds: [20, 40] });
  });

  it('models missing values beside the numbers, only where there were some', () => {
    const { fitted, column } = fit([1.5, null, 2]);
    expect(fitted.specs).toEqual([
      { kind: 'continuous', name: 'BMI', source: 'BMI', decimals: 1, missing: 'missing:BMI' },
      { kind: 'discrete', name: 'missing:BMI', source: 'BMI', cardinality: 2, ordered: false, role: 'missing' },
    ]);
    expect(fitted.encode(column, 0)).toEqual([Float64Array.of(1.5, Number.NaN, 2), Int32Array.of(0, 1, 0)]);
    expect(fit([1.5, 2]).fitted.specs).toHaveLength(1);
  });
});
