import type { Progress } from '@cvd/core';
import { Presets, SingleBar } from 'cli-progress';
import { counted } from '../output/counted.js';
import type { ProgressView } from './progress-view.js';

const details = ({ rows, epoch, losses, secondsLeft }: Progress): string =>
  [
    rows !== undefined && counted(rows, 'row'),
    epoch !== undefined && `epoch ${epoch}`,
    ...Object.entries(losses ?? {}).map(([name, loss]) => `${name} ${loss.toPrecision(4)}`),
    secondsLeft !== undefined && `${Math.ceil(secondsLeft)} s left`,
  ]
    .filter((part) => part !== false)
    .join(', ');

/** A bar on standard error, for terminals. */
export const barProgress = (): ProgressView => {
  const bar = new SingleBar(
    {
      format: '{phase} {bar} {percentage}% {details}',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: (progress) => {
      if (!started) bar.start(1, 0, { phase: '', details: '' });
      started = true;
      bar.update(progress.fraction, { phase: progress.phase.padEnd(10), details: details(progress) });
    },
    done: () => {
      if (started) bar.stop();
    },
  };
};
