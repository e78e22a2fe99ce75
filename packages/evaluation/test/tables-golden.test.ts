import type { TableMetadata } from '@cvd/core';
import { describe, it } from 'vitest';
import { qualityReport } from '../src/index.js';
import { type ExpectedQuality, expectQuality } from './quality-expectation.js';
import { asMetadata, fixture, type PlainColumn, tableFrom } from './support.js';

interface Case {
  readonly name: string;
  readonly metadata: TableMetadata;
  readonly real: Readonly<Record<string, PlainColumn>>;
  readonly synthetic: Readonly<Record<string, PlainColumn>>;
  readonly expected: { readonly quality: Readonly<Record<string, ExpectedQuality>> };
}

const cases: readonly Case[] = JSON.parse(fixture('fixtures/sdmetrics/tables.json'));

describe.each(cases.map((each) => [each.name, each] as const))('%s', (_, { metadata, real, synthetic, expected }) => {
  it.each([
    [0.5, 0.3],
    [0, 0],
  ])('has the quality figures of SDMetrics at thresholds %s and %s', async (correlation, association) => {
    const report = await qualityReport(tableFrom(real), tableFrom(synthetic), asMetadata(metadata), {
      pairThresholds: { correlation, association },
    });
    expectQuality(report, expected.quality[`${correlation},${association}`]!);
  });
});
