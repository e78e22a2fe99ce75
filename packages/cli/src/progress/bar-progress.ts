import type { Progress } from '@cvd/core';
import { Presets, SingleBar } from 'cli-progress';
import { counted } from '../output/counted.js';
import type { ProgressView } from './progress-view.js';

const two = (value: number): string => `${value}`.padStart(2, '0');

/** '45 s', '3:07 min', '2:00:15 h'. */
export const timeLeft = (seconds: number): string => {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${hours}:${two(minutes)}:${two(rest)} h`;
  return minutes > 0 ? `${minutes}:${two(rest)} min` : `${rest} s`;
};

/** What stands behind the bar. */
export const details = ({ rows, epoch, losses, rowsPerSecond, secondsLeft }: Progress): string =>
  [
    rows !== undefined && counted(rows, 'row'),
    epoch !== undefined && `epoch ${epoch}`,
    ...Object.entries(losses ?? {}).map(([name, loss]) => `${name} ${loss.toPrecision(4)}`),
    rowsPerSecond !== undefined && `${counted(Math.round(rowsPerSecond), 'row')}/s`,
    secondsLeft !== undefined && `${timeLeft(secondsLeft)} left`,
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
