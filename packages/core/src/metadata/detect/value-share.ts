import type { ColumnProfile } from '../profile/column-profile.js';

/** The distinct values (or their sample) as texts, with counts; numbers in their plain decimal form. */
export const valueTexts = ({ text, numbers }: ColumnProfile): ReadonlyMap<string, number> =>
  text?.values ?? new Map([...(numbers?.values ?? [])].map(([value, count]) => [String(value), count]));

/** Share of the rows, as far as their values are known, that pass the test. */
export const shareOf = (values: ReadonlyMap<string, number>, test: (text: string) => boolean): number => {
  let passed = 0;
  let all = 0;
  for (const [value, count] of values) {
    all += count;
    if (test(value)) passed += count;
  }
  return all === 0 ? 0 : passed / all;
};
