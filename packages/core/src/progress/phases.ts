import type { OnProgress, Progress } from './progress.js';

/** Reports the progress of one part of a longer operation. */
export type ReportPart = (
  fraction: number,
  details?: Omit<Progress, 'phase' | 'fraction'> & { readonly phase?: string },
) => void;

/**
 * Maps the fractions (0 to 1) of one part of an operation onto its share of the whole, so that a caller sees one number that
 * never falls, whatever a part reports.
 */
export const createPhases = (onProgress: OnProgress | undefined) => {
  let reached = 0;
  const report = (progress: Progress): void => {
    reached = Math.max(reached, Math.min(1, progress.fraction));
    onProgress?.({ ...progress, fraction: reached });
  };
  return {
    /** A part that runs from `from` to `to` of the whole. */
    part: (name: string, from: number, to: number): ReportPart => {
      const started = performance.now();
      return (fraction, { phase = name, ...details } = {}) => {
        const seconds = (performance.now() - started) / 1000;
        const secondsLeft = fraction > 0 && to === 1 ? (seconds * (1 - fraction)) / fraction : undefined;
        report({
          ...(secondsLeft === undefined ? {} : { secondsLeft }),
          ...details,
          phase,
          fraction: from + (to - from) * fraction,
        });
      };
    },
  };
};
