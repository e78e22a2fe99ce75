import { expect, it } from 'vitest';
import { isOfAnother, topicLabel } from './topic-label.js';

it('tells offsets of a topic from those of another one with its name', () => {
  expect(isOfAnother(topicLabel('a1'), 'a1')).toBe(false);
  expect(isOfAnother(topicLabel('a1'), 'a2')).toBe(true);
});

it('takes offsets without a label as they are, whoever has committed them', () => {
  expect(isOfAnother('', 'a1')).toBe(false);
  expect(isOfAnother('set by hand', 'a1')).toBe(false);
  expect(isOfAnother(topicLabel('a1'), null)).toBe(false);
});
