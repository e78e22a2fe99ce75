import type { BackendCheck } from '../backend-check.js';
import { operationCases } from '../cases/index.js';
import { assertCase } from '../compare.js';

const kinds = [...new Set(operationCases.map(({ kind }) => kind))];

/** A check for each kind of operation, on all its cases. */
export const operationChecks: readonly BackendCheck[] = kinds.map((kind) => ({
  id: `operation: ${kind}`,
  run: async ({ backend, reference, tolerance }) => {
    for (const one of operationCases) if (one.kind === kind) await assertCase(backend, reference, one, tolerance);
  },
}));
