import { describe, expect, it } from 'vitest';
import { createReportBuilder } from './report-builder.js';

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe('the seconds of a report', () => {
  it('by phase add up to the whole, phases inside of others too', async () => {
    const report = createReportBuilder('test');
    const started = performance.now();
    await report.timed('first', () => wait(20));
    await report.timed('fitting', async () => {
      await report.timed('training', async () => {
        await wait(10);
        await report.timed('looking', () => wait(30));
      });
      await report.timed('looking', () => wait(20));
    });
    const whole = (performance.now() - started) / 1000;
    const { seconds } = report.build({ METADATA_SPEC_VERSION: 'V1', tables: {} }, 1, 1);
    expect(Object.keys(seconds)).toEqual(['first', 'looking', 'training', 'fitting']);
    const sum = Object.values(seconds).reduce((total, part) => total + part, 0);
    // All but what lies between the phases, which is nothing to speak of; not more, whatever the machine does meanwhile.
    expect(sum).toBeLessThanOrEqual(whole);
    // The waits are 80 ms together; timers may fire a millisecond early.
    expect(sum).toBeGreaterThan(0.07);
    expect(seconds.looking).toBeGreaterThan(0.045);
  });
});
