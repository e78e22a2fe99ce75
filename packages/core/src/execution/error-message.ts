import { CvdError } from '../errors/cvd-error.js';
import { type ErrorCode, errorCodes } from '../errors/error-codes.js';

/** An error as it travels between threads. */
export interface ErrorMessage {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Set for a CvdError. */
  readonly code: ErrorCode | null;
  readonly retryable: boolean;
  /** The error's own fields that can be cloned. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const cloneable = (value: unknown): boolean =>
  value === null ||
  ['string', 'number', 'boolean', 'bigint'].includes(typeof value) ||
  (Array.isArray(value) && value.every(cloneable)) ||
  (isPlain(value) && Object.values(value).every(cloneable));

export const toErrorMessage = (error: unknown): ErrorMessage => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  if (!CvdError.isInstance(error)) return { name, message, stack, code: null, retryable: false, fields: {} };
  const fields = Object.entries(error).filter(
    ([key, value]) => !['name', 'code', 'retryable'].includes(key) && cloneable(value),
  );
  return { name, message, stack, code: error.code, retryable: error.retryable, fields: Object.fromEntries(fields) };
};

/** A typed error that was thrown in a worker: same name, code, message and fields as the original. */
class ErrorFromWorker extends CvdError {
  static override readonly code: ErrorCode = errorCodes[0];

  constructor({ name, message, code, retryable, fields, stack }: ErrorMessage & { readonly code: ErrorCode }) {
    super(message, { retryable });
    Object.assign(this, fields);
    Object.defineProperties(this, {
      name: { value: name },
      code: { value: code, enumerable: true },
      stack: { value: stack },
    });
  }
}

export const fromErrorMessage = (sent: ErrorMessage): Error => {
  if (sent.code !== null) return new ErrorFromWorker({ ...sent, code: sent.code });
  const error = new Error(sent.message);
  return Object.defineProperties(error, { name: { value: sent.name }, stack: { value: sent.stack } });
};
