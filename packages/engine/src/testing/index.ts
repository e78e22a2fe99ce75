export type { BackendCheck, BackendCheckContext } from './backend-kit/backend-check.js';
export {
  type BackendConformanceOptions,
  backendChecks,
  backendConformance,
} from './backend-kit/backend-conformance.js';
export { operationCases } from './backend-kit/cases/index.js';
export type { OperationCase } from './backend-kit/operation-case.js';
export { type LittleProgram, trainedProgram } from './backend-kit/programs.js';
export { centralDifferences } from './central-differences.js';
