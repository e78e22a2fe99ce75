import { DomainError } from '../../errors/domain-error.js';

/** @throws {DomainError} unless every value is finite */
export const checkFinite = (operation: string, values: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isFinite(value)) throw new DomainError(operation, `${name} must be a finite number, not ${value}`);
  }
};

/** @throws {DomainError} unless every value is finite and above 0 */
export const checkPositive = (operation: string, values: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0 && value < Infinity)) {
      throw new DomainError(operation, `${name} must be a finite number above 0, not ${value}`);
    }
  }
};

/** @throws {DomainError} unless low < high */
export const checkOrder = (operation: string, low: number, high: number): void => {
  if (!(low < high)) throw new DomainError(operation, `low must be below high, but they are ${low} and ${high}`);
};
