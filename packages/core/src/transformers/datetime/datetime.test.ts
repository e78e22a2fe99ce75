import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../../random/counter-random.js';
import type { Clip, Warning } from '../../synthesizer/fit-report.js';
import { cellAt } from '../../table/cell.js';
import type { Column } from '../../table/column.js';
import { columnFrom } from '../../table/table-from-columns.js';
import { datetime } from './datetime.js';

const fit = (column: Column, format?: string) => {
  const clips: Clip[] = [];
  const warnings: Warning[] = [];
  const fitting = datetime.start({
    column: 'when',
    metadata: { sdtype: 'datetime', ...(format && { datetime_format: format }) },
    unique: false,
    settings: { rareBelow: 5, trimExtremes: true, locale: 'en_US' },
    random: createRandomSource(1),
    warn: (warning) => warnings.push(warning),
    clip: (clip) => clips.push(clip),
    categoriesNotKept: () => {},
  });
  fitting.add(column);
  return { fitted: fitting.finish(), clips, warnings };
};
const text = (values: readonly (string | null)[]): Column => columnFrom('when', values, 'utf8');
const row = Float64Array.of(0);
const random = createRandomSource(2);

describe('datetime', () => {
  it('counts the coarsest steps that fit all values', () => {
    const days = text(['1970-01-02', '1969-12-31', '1970-02-01']);
    expect(fit(days, '%Y-%m-%d').fitted.encode(days, 0)).toEqual([Float64Array.of(1, -1, 31)]);
    const hours = text(['1970-01-01 05:00:00', '1970-01-02 00:00:00']);
    expect(fit(hours, '%Y-%m-%d %H:%M:%S').fitted.encode(hours, 0)).toEqual([Float64Array.of(5, 24)]);
    const fractions = text(['1970-01-01 00:00:00.25', '1970-01-01 00:00:00.10']);
    expect(fit(fractions, '%Y-%m-%d %H:%M:%S.%f').fitted.encode(fractions, 0)).toEqual([Float64Array.of(25, 10)]);
  });

  it('rounds to the step, so that days stay days', () => {
    const { fitted } = fit(text(['2020-01-01', '2020-12-31']), '%Y-%m-%d');
    const [from] = fitted.encode(text(['2020-05-05']), 0) as [Float64Array];
    expect(cellAt(fitted.decode([Float64Array.of(from[0]! + 0.4)], row, random), 0)).toBe('2020-05-05');
    expect(cellAt(fitted.decode([Float64Array.of(from[0]! + 0.6)], row, random), 0)).toBe('2020-05-06');
  });

  it('models the time zone offset where there are several, and keeps the only one where not', () => {
    const several = text(['2020-01-01T10:00:00+02:00', '2020-01-01T10:00:00Z', '2020-06-01T10:00:00Z']);
    const { fitted } = fit(several, '%Y-%m-%dT%H:%M:%S%z');
    expect(fitted.specs.map(({ name }) => name)).toEqual(['when', 'offset:when']);
    const [times, codes] = fitted.encode(several, 0);
    expect([...codes!]).toEqual([0, 1, 1]);
    expect(times![1]! - times![0]!).toBe(2);
    expect(cellAt(fitted.decode([times!.slice(0, 1), Int32Array.of(1)], row, random), 0)).toBe('2020-01-01T08:00:00Z');
    const one = fit(text(['2020-01-01T10:00:00+0200', '2020-06-01T10:00:00+0200']), '%Y-%m-%dT%H:%M:%S%z').fitted;
    expect(one.specs).toHaveLength(1);
    expect(one.held()).toEqual({ bounds: ['2020-01-01T10:00:00+0200', '2020-06-01T10:00:00+0200'] });
  });

  it('takes conditions in the format of the column and in ISO 8601', () => {
    const { fitted } = fit(text(['01/02/2020', '31/12/2020']), '%d/%m/%Y');
    const own = fitted.constrain([{ column: 'when', op: '<', value: '05/06/2020' }]);
    expect(own).toHaveLength(1);
    expect(fitted.constrain([{ column: 'when', op: '<', value: '2020-06-05' }])).toEqual(own);
    expect(() => fitted.constrain([{ column: 'when', op: '<', value: 'June' }])).toThrow(/as in 01\/02\/2020/);
    expect(() => fitted.constrain([{ column: 'when', op: '>', value: '2021-01-01' }])).toThrow(
      /from 01\/02\/2020 to 31\/12\/2020/,
    );
  });

  it('trims bounds and reports clips in milliseconds', () => {
    const days = Array.from({ length: 150 }, (_, i) => new Date(86_400_000 * i).toISOString().slice(0, 10));
    const { fitted, clips } = fit(text(days), '%Y-%m-%d');
    expect(fitted.held()).toEqual({ bounds: [days[4], days[145]] });
    expect(clips).toEqual([{ column: 'when', count: 8, share: 8 / 150, low: 4 * 86_400_000, high: 145 * 86_400_000 }]);
  });

  it('warns where nanoseconds over decades do not fit a double', () => {
    const column: Column = {
      type: 'timestamp',
      unit: 'ns',
      timezone: null,
      length: 2,
      validity: null,
      values: BigInt64Array.of(1n, 10n ** 18n),
    };
    expect(fit(column).warnings).toMatchObject([{ code: 'times-rounded' }]);
    const close: Column = { ...column, values: BigInt64Array.of(10n ** 18n + 1n, 10n ** 18n + 2n) };
    const { fitted, warnings } = fit(close);
    expect(warnings).toEqual([]);
    expect(fitted.encode(close, 0)).toEqual([Float64Array.of(0, 1)]);
  });
});
