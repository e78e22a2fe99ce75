import type { TableMetadata } from '@cvd/core';
import { describe, it } from 'vitest';
import { diagnosticReport, qualityReport } from '../src/index.js';
import { type ExpectedDiagnostic, type ExpectedQuality, expectDiagnostic, expectQuality } from './expectations.js';
import { asMetadata, fixture, type PlainColumn, tableFrom } from './support.js';

interface Case {
  readonly name: string;
  readonly metadata: TableMetadata;
  readonly real: Readonly<Record<string, PlainColumn>>;
  readonly synthetic: Readonly<Record<string, PlainColumn>>;
  readonly expected: {
    readonly quality: Readonly<Record<string, ExpectedQuality>>;
    readonly diagnostic: ExpectedDiagnostic;
  };
}

const cases: readonly Case[] = JSON.parse(fixture('fixtures/sdmetrics/tables.json'));

describe.each(cases.map((each) => [each.name, each] as const))('%s', (_, { metadata, expected, ...tables }) => {
  const real = tableFrom(tables.real);
  const synthetic = tableFrom(tables.synthetic);

  it.each([
    [0.5, 0.3],
    [0, 0],
  ])('has the quality figures of SDMetrics at thresholds %s and %s', async (correlation, association) => {
    const report = await qualityReport(real, synthetic, asMetadata(metadata), {
      pairThresholds: { correlation, association },
    });
    expectQuality(report, expected.quality[`${correlation},${association}`]!);
  });

  it('has the diagnostic figures of SDMetrics', async () => {
    expectDiagnostic(await diagnosticReport(real, synthetic, asMetadata(metadata)), expected.diagnostic);
  });
});
