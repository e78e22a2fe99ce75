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
    /** Runs one phase and keeps how long it took. */
    timed: async <T>(phase: string, work: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const result = await work();
      seconds.set(phase, (performance.now() - started) / 1000);
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
