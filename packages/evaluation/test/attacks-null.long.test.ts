import { createRandomSource, gatherRows, type Table } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { privacyAttacks } from '../src/attacks/index.js';
import { shuffledRows } from '../src/seeded-rows.js';
import { asMetadata, fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const all = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);
const RUNS = 40;

describe('attacks on rows that know nothing of training', () => {
  it('have no risk within their intervals, as often as these say', async () => {
    const missed = { membership: 0, attributeInference: 0, singlingOut: 0, linkability: 0 };
    for (let seed = 0; seed < RUNS; seed++) {
      const order = shuffledRows(all.rows, createRandomSource(seed));
      const part = (from: number): Table => gatherRows(all, order.subarray(from, from + 900));
      const report = await privacyAttacks(part(0), part(1800), {
        attacks: 'all',
        holdout: part(900),
        metadata: asMetadata(cvd),
        targets: 600,
        seed,
      });
      for (const name of ['attributeInference', 'singlingOut', 'linkability'] as const) {
        const attack = report[name]!;
        if (!('risk' in attack) || attack.risk === null) throw new Error(`${name} was not computed`);
        if (attack.interval.low > 0) missed[name]++;
      }
      const membership = report.membership!;
      if (!('auc' in membership) || membership.auc === null) throw new Error('membership was not computed');
      const { low, high } = membership.interval;
      if (low > 0.5 || high < 0.5) missed.membership++;
    }
    // 5 % of 40 is 2; more than 7 would happen once in a thousand times (binomial).
    for (const [name, count] of Object.entries(missed)) expect(count, name).toBeLessThanOrEqual(7);
  }, 300_000);
});
