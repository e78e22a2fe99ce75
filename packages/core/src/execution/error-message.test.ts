import { describe, expect, it } from 'vitest';
import { CvdError } from '../errors/cvd-error.js';
import { fromErrorMessage, toErrorMessage } from './error-message.js';

class Diverged extends CvdError {
  static override readonly code = 'CVD_TRAINING_DIVERGED';

  constructor(
    readonly losses: Readonly<Record<string, readonly number[]>>,
    readonly map: ReadonlyMap<string, number>,
  ) {
    super('It diverged.');
  }
}

describe('an error that crosses threads', () => {
  it('keeps its name, code, message and the fields that are plain data', () => {
    const error = new Diverged({ critic: [0.5, Number.NaN] }, new Map());
    const sent = structuredClone(toErrorMessage(error));
    const received = fromErrorMessage(sent);
    expect(CvdError.isInstance(received)).toBe(true);
    expect(received).toMatchObject({
      name: 'Diverged',
      code: 'CVD_TRAINING_DIVERGED',
      message: 'It diverged.',
      losses: { critic: [0.5, Number.NaN] },
    });
    expect(received).not.toHaveProperty('map');
  });

  it('of another kind keeps its name, message and stack', () => {
    const error = new TypeError('no function');
    const received = fromErrorMessage(structuredClone(toErrorMessage(error)));
    expect([received.name, received.message, received.stack]).toEqual(['TypeError', 'no function', error.stack]);
  });
});
