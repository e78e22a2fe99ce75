import { expect, it } from 'vitest';
import { inTurn } from './in-turn.js';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

it('steps run in order, those after a failed one too, and settled waits for steps that steps add', async () => {
  const told: unknown[] = [];
  const failures: unknown[] = [];
  const turns = inTurn((error) => failures.push(error));
  turns.add(async () => {
    await pause(20);
    told.push(1);
    turns.add(async () => {
      await pause(5);
      told.push(3);
    });
  });
  turns.add(() => Promise.reject(new Error('no')));
  turns.add(async () => void told.push(2));
  await turns.settled();
  expect(told).toEqual([1, 2, 3]);
  expect(failures).toEqual([new Error('no')]);
});
