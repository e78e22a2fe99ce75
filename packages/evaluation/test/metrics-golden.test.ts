import type { TableMetadata } from '@cvd/core';
import { newRowSynthesis } from '@cvd/core/metrics';
import { describe, it } from 'vitest';
import {
  type ExpectedColumnMetrics,
  type ExpectedScore,
  expectColumnMetrics,
  expectScore,
} from './column-metric-expectation.js';
import { fixture, type PlainColumn, tableFrom } from './support.js';

interface Case {
  readonly name: string;
  readonly metadata: TableMetadata;
  readonly real: Readonly<Record<string, PlainColumn>>;
  readonly synthetic: Readonly<Record<string, PlainColumn>>;
  readonly expected: { readonly columnMetrics: ExpectedColumnMetrics; readonly newRowSynthesis: ExpectedScore };
}

const cases: readonly Case[] = JSON.parse(fixture('fixtures/sdmetrics/tables.json'));

describe.each(cases.map((each) => [each.name, each] as const))('%s', (_, { real, synthetic, expected }) => {
  it('has the scores of SDMetrics in each column', () => {
    expectColumnMetrics(tableFrom(real), tableFrom(synthetic), expected.columnMetrics);
  });
});

// SDMetrics fails on booleans with gaps, and reads dates from text, which is not this metric's part with us.
const withNewRows = cases.filter(
  ({ expected, real, metadata }) =>
    expected.newRowSynthesis !== 'error' &&
    Object.entries(metadata.columns).every(
      ([name, { sdtype }]) => sdtype !== 'datetime' || real[name]!.type !== 'utf8',
    ),
);

describe.each(withNewRows.map((each) => [each.name, each] as const))('%s', (_, { metadata, expected, ...tables }) => {
  it('has the share of new rows of SDMetrics', () => {
    const named = (...sdtypes: string[]): string[] =>
      Object.entries(metadata.columns).flatMap(([name, { sdtype }]) => (sdtypes.includes(sdtype) ? [name] : []));
    const { score } = newRowSynthesis.compute(tableFrom(tables.real), tableFrom(tables.synthetic), {
      continuous: named('numerical', 'datetime'),
      discrete: named('categorical', 'boolean'),
    });
    expectScore(score, expected.newRowSynthesis, 'NewRowSynthesis');
  });
});
