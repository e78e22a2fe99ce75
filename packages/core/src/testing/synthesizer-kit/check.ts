import { CvdError } from '../../errors/cvd-error.js';
import type { ErrorCode } from '../../errors/error-codes.js';
import type { SynthesizerCapabilities } from '../../synthesizer/capabilities.js';
import type { SynthesizerFactory } from '../../synthesizer/factory.js';
import type { Synthesizer } from '../../synthesizer/synthesizer.js';

/** What a check works with. */
export interface CheckContext {
  readonly factory: SynthesizerFactory;
  /** A synthesizer with the implementor's cheap settings. */
  create(seed?: number): Synthesizer;
}

/** One promise of the contract. */
export interface ConformanceCheck {
  /** 'group/what-is-promised'. */
  readonly id: string;
  /** Whether a synthesizer of these capabilities makes the promise; the only way to skip a check. */
  readonly requires?: (capabilities: SynthesizerCapabilities) => boolean;
  run(context: CheckContext): Promise<void>;
}

/** @throws {Error} with the message unless `condition` holds */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Fails unless the work throws a CvdError of this code. */
export const assertThrows = async (code: ErrorCode, work: () => unknown): Promise<void> => {
  try {
    await work();
  } catch (error) {
    assert(CvdError.isInstance(error), `expected ${code}, got ${String(error)}`);
    assert(error.code === code, `expected ${code}, got ${error.code}: ${error.message}`);
    return;
  }
  throw new Error(`expected ${code}, but nothing was thrown`);
};
