import { readFileSync } from 'node:fs';
import { Table, tableFromColumns } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { privacyAttacks } from '../attacks/privacy-attacks.js';
import { withAttacks } from '../attacks/with-attacks.js';
import { evaluate } from '../evaluate.js';
import type { EvaluationReport } from '../evaluation-report.js';
import { formatHtml } from './format-html.js';

/** Enough to fill every part of the page. */
const used = ['General_Health', 'Heart_Disease', 'Sex', 'Age_Category', 'Weight_(kg)', 'BMI'];

const at = (path: string): string => new URL(`../../../../tests/fixtures/cvd/${path}`, import.meta.url).pathname;

const read = async (name: string, from: number, to: number): Promise<Table> => {
  const table = await readCsv(at(name));
  return new Table(new Map(used.map((column) => [column, table.column(column)] as const))).slice(from, to);
};

/** What a reader sees: text outside of style, tags and attributes. */
const textOf = (page: string): string => page.replace(/<style>.*<\/style>/s, '').replace(/<[^>]*>/g, ' ');

/** Tags that are open at the end, or closed without having been opened. */
const unbalanced = (page: string): readonly string[] => {
  const open: string[] = [];
  const single = new Set(['meta', 'path', 'circle', 'img']);
  for (const [, closing, name] of page.replace(/<!doctype html>/, '').matchAll(/<(\/?)([a-z]+\d?)[^>]*>/g)) {
    if (single.has(name!)) continue;
    if (closing === '') open.push(name!);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
};

describe('formatHtml', () => {
  let report: EvaluationReport;
  let page: string;

  beforeAll(async () => {
    const train = await read('train.csv', 0, 200);
    const holdout = await read('test.csv', 0, 100);
    const synthetic = await read('train.csv', 300, 500);
    const evaluated = await evaluate(train, synthetic, { holdout, target: 'Heart_Disease', seed: 3 });
    report = withAttacks(
      evaluated,
      await privacyAttacks(train, synthetic, { attacks: ['linkability'], holdout, seed: 3 }),
    );
    page = formatHtml(report);
  }, 60_000);

  it('is one page of its own, the same for the same report', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|https?:\/\/|<link|@import|url\(|\bon\w+=/);
    expect(unbalanced(page)).toEqual([]);
    expect(formatHtml(JSON.parse(JSON.stringify(report)))).toBe(page);
    expect(formatHtml(report, { title: 'Ours' })).toContain('<h1>Ours</h1>');
  });

  it('shows figures beside ceiling, floor and interval, and all columns, worst first', () => {
    const text = textOf(page).replace(/\s+/g, ' ');
    const { c2st } = report.fidelity;
    const { auc, interval, ceiling, floor } = c2st!.boostedTrees as {
      auc: number;
      interval: { low: number; high: number };
      ceiling: number;
      floor: number;
    };
    expect(text).toContain(`${auc.toFixed(3)} ${interval.low.toFixed(3)} – ${interval.high.toFixed(3)}`);
    expect(text).toContain(`ceiling ${ceiling.toFixed(3)} ▲ floor ${floor.toFixed(3)}`);
    const headings = [...page.matchAll(/<article class="column"><h4>([^<]*)<\/h4>/g)].map(([, name]) => name);
    const sorted = [...report.quality.columnShapes.columns]
      .sort((a, b) => a.score! - b.score!)
      .map(({ column }) => column);
    expect(headings).toEqual(sorted);
    expect(page.match(/<svg[^>]*role="img"><title>/g)!.length).toBe(page.match(/<svg/g)!.length);
    expect(text).toContain(`${report.privacy!.closerToTrain.share!.toFixed(3)}`);
    expect(text).toContain('Not run: membership inference, attribute inference, singling out. What');
    expect(text).toContain('US-20230401336-A1');
    expect(text).toContain('bootstrap of the holdout rows');
  });

  it('gives no verdict on privacy, and no figure that is none', () => {
    for (const text of [textOf(page), page]) {
      expect(text).not.toMatch(/\b(safe|anonym\w*|private|secure|risk-free|guarantee\w*|complian\w*)\b/i);
      expect(text).not.toMatch(/\bNaN\b|undefined|\bnull\b|Infinity|\[object/);
    }
  });

  it('says why there is no figure', async () => {
    const few = await read('train.csv', 0, 5);
    const tiny = formatHtml(await evaluate(few, few, { holdout: few, target: 'Heart_Disease' }));
    expect(tiny).toContain('Not computable, because 5 folds need 25 rows of each table, and there are 5.');
    expect(textOf(tiny)).not.toMatch(/\bNaN\b|undefined|\bnull\b|Infinity|\[object/);
    expect(unbalanced(tiny)).toEqual([]);
    const alone = formatHtml(await evaluate(few, few, { c2st: false }));
    expect(textOf(alone)).toContain(
      'Not computable, because no holdout was given, nor a column that learners are to tell.',
    );
    expect(textOf(alone)).not.toMatch(/\bNaN\b|undefined|\bnull\b|Infinity|\[object/);
  });
});

describe('a page of hostile names', () => {
  const name = `<script>alert("1")</script>'&\u202e\u0000`;
  const category = '<img src=x onerror=alert(1)>';
  const repeat = <Value>(values: readonly Value[]): Value[] => Array.from({ length: 10 }, () => values).flat();
  const table = tableFromColumns([
    [name, repeat([category, 'b', 'b', 'a"', "a'"])] as const,
    ['n', repeat([1, 2, 3, null, 9])] as const,
    ['</td></table>', repeat([true, false, true, true, null])] as const,
  ]);

  it('escapes every name and value', async () => {
    const page = formatHtml(await evaluate(table, table, { baselines: true, c2st: false }), {
      title: '</title><script>',
    });
    expect(page).not.toMatch(/<script|<img|<\/td><\/table><\/|\u202e/);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;\\u{202e}\\u{0}');
    expect(page).toContain('&lt;img src=x onerro');
    expect(page).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(unbalanced(page)).toEqual([]);
  });
});

describe('a page of 300 columns', () => {
  it('stays below five megabytes, draws maps as PNG and counts what it leaves out', async () => {
    const few = tableFromColumns({
      a: Array.from({ length: 60 }, (_, i) => i / 7),
      b: Array.from({ length: 60 }, (_, i) => `${i % 40}`),
    });
    const report = await evaluate(few, few, { c2st: false, baselines: true });
    const width = 1_150;
    const names = Array.from({ length: width }, (_, i) => `a column with a longer name, number ${i}`);
    const wide = (columns: readonly string[]): EvaluationReport => {
      const mapped = columns.slice(0, 450);
      const matrix = mapped.map((_, i) => mapped.map((__, j) => Math.cos(i * j)));
      const [shape, pair] = [report.quality.columnShapes.columns[0]!, report.quality.columnPairTrends.pairs[0]!];
      const { columns: accuracies } = report.fidelity.accuracy;
      return {
        ...report,
        marginals: columns.map((column, i) => ({ ...report.marginals[i % 2]!, column })),
        quality: {
          ...report.quality,
          columnShapes: {
            ...report.quality.columnShapes,
            columns: columns.map((column, i) => ({ ...shape, column, score: i / width })),
          },
          columnPairTrends: {
            ...report.quality.columnPairTrends,
            pairs: columns.map((column) => ({
              ...pair,
              columns: [column, columns[0]!] as const,
              counted: true,
              score: 0.5,
            })),
          },
        },
        fidelity: {
          accuracy: { ...report.fidelity.accuracy, columns: columns.map((column) => ({ ...accuracies[0]!, column })) },
          correlations: {
            columns: mapped,
            real: matrix,
            synthetic: matrix,
            difference: matrix,
            rows: report.fidelity.correlations.rows,
          },
        },
      };
    };
    const page = formatHtml(wide(names.slice(0, 300)));
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    expect(page.match(/src="data:image\/png;base64,/g)).toHaveLength(3);
    expect(page.match(/<article/g)).toHaveLength(100);
    expect(page).toContain('200 more columns, without pictures');
    expect(page).toContain('280 more are not shown here');
    const widest = formatHtml(wide(names));
    expect(Buffer.byteLength(widest)).toBeLessThan(5_000_000);
    expect(widest).toContain('50 more are not shown here; the JSON report has them all');
    expect(widest).toContain('400 columns that differ most; 50 more are not shown');
  });
});

it('has a style without addresses', () => {
  expect(readFileSync(new URL('style.ts', import.meta.url), 'utf8')).not.toMatch(/url\(|https?:|@import/);
});
