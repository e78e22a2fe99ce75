import type { Metadata } from '../metadata/metadata.js';
import type { CategoriesNotKept, Clip, FitReport, Warning } from './fit-report.js';

/** What the preparation of a fit has to say; plain JSON. */
export type FitNotes = Pick<FitReport, 'warnings' | 'clips' | 'categoriesNotKept'>;

/** Gathers what a fit has to say while it runs. */
export const createReportBuilder = (method: string) => {
  const warnings: Warning[] = [];
  const clips: Clip[] = [];
  const categoriesNotKept: CategoriesNotKept[] = [];
  const losses = new Map<string, number[]>();
  const seconds = new Map<string, number>();
  const details = new Map<string, unknown>();
  /** Seconds of phases that are done, inside of the one that runs. */
  let inside = 0;
  return {
    warn: (warning: Warning): void => void warnings.push(warning),
    clip: (clip: Clip): void => void clips.push(clip),
    categoriesNotKept: (entry: CategoriesNotKept): void => void categoriesNotKept.push(entry),
    loss: (name: string, value: number): void => {
      const history = losses.get(name);
      if (history) history.push(value);
      else losses.set(name, [value]);
    },
    detail: (name: string, value: unknown): void => void details.set(name, value),
    /** What was noted so far. */
    notes: (): FitNotes => ({
      warnings: [...warnings],
      clips: [...clips],
      categoriesNotKept: [...categoriesNotKept],
    }),
    /** Runs one phase and keeps how long it took, without the phases inside of it, so that they add up to the whole. */
    timed: async <T>(phase: string, work: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const before = inside;
      inside = 0;
      const result = await work();
      const took = (performance.now() - started) / 1000;
      seconds.set(phase, (seconds.get(phase) ?? 0) + Math.max(0, took - inside));
      inside = before + took;
      return result;
    },
    build: (metadata: Metadata, rows: number, columns: number): FitReport => ({
      method,
      rows,
      columns,
      metadata,
      warnings,
      clips,
      categoriesNotKept,
      losses: Object.fromEntries(losses),
      seconds: Object.fromEntries(seconds),
      details: Object.fromEntries(details),
    }),
  };
};

export type ReportBuilder = ReturnType<typeof createReportBuilder>;
