import type { TableMetadata } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { diagnosticReport, qualityReport } from '../src/index.js';
import { type ExpectedColumnMetrics, expectColumnMetrics } from './column-metric-expectation.js';
import { type ExpectedDiagnostic, type ExpectedQuality, expectDiagnostic, expectQuality } from './expectations.js';
import { asMetadata, fixture, readTable } from './support.js';

interface Golden {
  readonly metadata: TableMetadata;
  readonly expected: Readonly<
    Record<
      string,
      {
        readonly quality: Readonly<Record<string, ExpectedQuality>>;
        readonly diagnostic: ExpectedDiagnostic;
        readonly columnMetrics: ExpectedColumnMetrics;
      }
    >
  >;
}

const golden: Golden = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata = asMetadata(golden.metadata);
const real = await readTable('../../../tests/fixtures/cvd/train.csv', golden.metadata);
const synthetic = {
  copula: await readTable('fixtures/sdmetrics/cvd-copula.csv', golden.metadata),
  ctgan: await readTable('fixtures/sdmetrics/cvd-ctgan.csv', golden.metadata),
  tvae: await readTable('fixtures/sdmetrics/cvd-tvae.csv', golden.metadata),
  test: await readTable('../../../tests/fixtures/cvd/test.csv', golden.metadata),
};

describe.each(Object.entries(synthetic))('the CVD table of %s', (name, table) => {
  const expected = golden.expected[name]!;

  it.each([
    [0.5, 0.3],
    [0, 0],
  ])('has the quality figures of SDMetrics at thresholds %s and %s', async (correlation, association) => {
    const report = await qualityReport(real, table, metadata, { pairThresholds: { correlation, association } });
    const quality = expected.quality[`${correlation},${association}`]!;
    expect(quality.pairs).toHaveLength(171);
    expectQuality(report, quality);
  });

  it('has the diagnostic figures of SDMetrics', async () => {
    expectDiagnostic(await diagnosticReport(real, table, metadata), expected.diagnostic);
  });

  it('has the scores of SDMetrics in each column', () => {
    expectColumnMetrics(real, table, expected.columnMetrics);
  });
});
