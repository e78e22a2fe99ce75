import { readFileSync } from 'node:fs';
import { detectMetadata, type Table, tableFromColumns } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { defaultGate, type EvaluateOptions, evaluate } from '@cvd/evaluation';
import { privacyAttacks, withAttacks } from '@cvd/evaluation/attacks';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../scripts/report-schema/generated-files.mjs';
import { readText, root } from './support/workspace.js';

const schemaOf = (name: string) => JSON.parse(readFileSync(`${root}/packages/evaluation/schema/${name}`, 'utf8'));
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
const validateReport = ajv.compile(schemaOf('report.schema.json'));
const validateGate = ajv.compile(schemaOf('gate.schema.json'));

/** What is wrong with a report, as the JSON file would have it. */
const faults = (report: unknown): readonly string[] => {
  validateReport(JSON.parse(JSON.stringify(report)));
  return (validateReport.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
};

const real = await readCsv(`${root}/tests/fixtures/cvd/train.csv`);
const part = (from: number, rows: number): Table => real.slice(from, from + rows);
const [train, synthetic, holdout] = [part(0, 120), part(200, 100), part(400, 90)];
const { metadata } = detectMetadata(real);
const given = { metadata, holdout };

const odd = tableFromColumns({ a: [1, 2, 3, 4, 5], b: ['x', 'x', 'x', 'x', 'x'], c: [null, null, null, null, null] });

describe('what is made from the types of the report', () => {
  it.each(Object.entries(generatedFiles()))('%s is up to date', (path, text) => {
    expect(readText(path) === text, `the types have moved on: run "node scripts/report-schema.mjs"`).toBe(true);
  });
});

describe('the schema of reports', () => {
  it.each<[name: string, tables: readonly [Table, Table], options: EvaluateOptions]>([
    ['two tables alone', [train, synthetic], { metadata }],
    ['nothing told apart', [train, synthetic], { metadata, c2st: false }],
    ['baselines', [train, synthetic], { metadata, baselines: true }],
    ['a holdout', [train, synthetic], given],
    ['a holdout, classes to tell and baselines', [train, synthetic], { ...given, target: 'Sex', baselines: true }],
    ['numbers to tell', [train, synthetic], { ...given, target: 'BMI', c2st: false }],
    ['five rows', [part(0, 5), part(5, 5)], { metadata, holdout: part(10, 5), target: 'Sex', baselines: true }],
    ['constants and nulls', [odd, odd], { holdout: odd, target: 'b', baselines: true }],
  ])('holds of %s', async (_, [first, second], options) => {
    expect(faults(await evaluate(first, second, options))).toEqual([]);
  });

  it('holds of attacks, those that could not be computed included', async () => {
    const report = await evaluate(train, synthetic, { ...given, c2st: false });
    for (const heldOut of [holdout, part(0, 5)]) {
      const found = await privacyAttacks(train, synthetic, { attacks: 'all', holdout: heldOut, metadata });
      expect(faults(withAttacks(report, found))).toEqual([]);
    }
  });

  it('holds of no report with another key, another type or one key less', async () => {
    const report = await evaluate(train, synthetic, { ...given, c2st: false });
    const { diagnostic: _, ...less } = report;
    const { quality, rows } = report;
    for (const wrong of [
      less,
      { ...report, more: 1 },
      { ...report, rows: { ...rows, real: '120' } },
      { ...report, quality: { ...quality, score: undefined } },
      { ...report, quality: { ...quality, columnShapes: { ...quality.columnShapes, mean: 1 } } },
    ])
      expect(faults(wrong)).not.toEqual([]);
  });
});

describe('the schema of gates', () => {
  it('holds of gates, and of nothing that is none', () => {
    expect(validateGate(JSON.parse(JSON.stringify(defaultGate)))).toBe(true);
    expect(validateGate({ $schema: 'gate.schema.json', 'quality.score': { min: { of: 'rows.real' } } })).toBe(true);
    for (const wrong of [{ 'quality.score': 1 }, { 'quality.score': {} }, { 'quality.score': { minimum: 1 } }, []])
      expect(validateGate(wrong)).toBe(false);
  });
});
