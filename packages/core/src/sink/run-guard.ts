import { RunMismatchError } from '../errors/run-mismatch-error.js';
import type { Batch } from './sink.js';

/** Remembers the fingerprint of each run, for sinks that keep no ledger. */
export const createRunGuard = (sink: string): ((batch: Batch) => void) => {
  const fingerprints = new Map<string, string>();
  return ({ runId, fingerprint }) => {
    const known = fingerprints.get(runId) ?? fingerprint;
    if (known !== fingerprint) throw new RunMismatchError(sink, runId, known, fingerprint);
    fingerprints.set(runId, known);
  };
};
