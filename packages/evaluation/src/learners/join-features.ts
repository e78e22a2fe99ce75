import { DomainError, type TreeFeature } from '@cvd/core';

/**
 * The rows of one table and then those of another, as one feature.
 * @throws {DomainError} when they are of different kinds
 */
export const joinFeatures = (first: TreeFeature, second: TreeFeature): TreeFeature => {
  if (first.kind === 'number' && second.kind === 'number') {
    const values = new Float64Array(first.values.length + second.values.length);
    values.set(first.values);
    values.set(second.values, first.values.length);
    return { kind: 'number', values };
  }
  if (first.kind === 'category' && second.kind === 'category') {
    const codes = new Int32Array(first.codes.length + second.codes.length);
    codes.set(first.codes);
    codes.set(second.codes, first.codes.length);
    return { kind: 'category', codes, size: Math.max(first.size, second.size) };
  }
  throw new DomainError('joinFeatures', `one feature is of kind ${first.kind} and the other of kind ${second.kind}`);
};
