import type { SpanTable } from '@cvd/core';
import type { ConditionLayout } from './condition-layout.js';

/** Rows of each category of each discrete column, by place in the condition vector. */
export const categoryCounts = ({ width, columns }: ConditionLayout, { choices }: SpanTable): Float64Array => {
  const counts = new Float64Array(width);
  for (const { choice, place } of columns) {
    const codes = choices[choice]!;
    for (let row = 0; row < codes.length; row++) counts[place + codes[row]!]!++;
  }
  return counts;
};
