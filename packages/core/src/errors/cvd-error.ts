import type { ErrorCode } from './error-codes.js';

const marker = Symbol.for('@cvd/core/CvdError');

export interface CvdErrorOptions {
  /** Whether the same call may succeed when tried again (network, lock). @default false */
  readonly retryable?: boolean;
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
}

/**
 * Root of every error this library throws on purpose. A subclass declares `static code`, takes the facts as typed
 * fields and composes its own message: what is wrong, where, and what to do. Recognised across duplicate installs and
 * worker threads by a marker, not by its class: use {@link CvdError.isInstance}.
 */
export abstract class CvdError extends Error {
  static readonly code: ErrorCode;
  /** Stable identifier; part of the public contract. */
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(message: string, { retryable = false, cause }: CvdErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = new.target.code;
    this.name = new.target.name;
    this.retryable = retryable;
    Object.defineProperty(this, marker, { value: true });
  }

  static isInstance(value: unknown): value is CvdError {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[marker] === true;
  }
}
