import { expect, it } from 'vitest';
import { createStages } from './stages.js';

it('gives each part its share of the progress, in order', () => {
  const told: [string, number][] = [];
  const stages = createStages(
    { first: 1, none: 0, last: 3 },
    { onProgress: ({ phase, fraction }) => told.push([phase, fraction]) },
  );
  for (const stage of [stages.first, stages.last])
    for (const fraction of [0, 0.5, 1]) stage.onProgress?.({ phase: 'p', fraction });
  expect(told.map(([, fraction]) => fraction)).toEqual([0, 0.125, 0.25, 0.25, 0.625, 1]);
});
