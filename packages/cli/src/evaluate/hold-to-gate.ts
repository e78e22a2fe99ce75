import { checkGate, type EvaluationReport, formatGateResult, type Gate } from '@cvd/evaluation';
import { GateFailedError } from '../errors/gate-failed-error.js';

/**
 * Says what a gate says of the report.
 * @param name - the gate's file, or `default`
 * @param print - takes the line, and the table below it where the gate failed
 * @throws {GateFailedError} when a check did not pass
 */
export const holdToGate = async (
  report: EvaluationReport,
  gate: Gate,
  name: string,
  print: (text: string) => void | Promise<void>,
): Promise<void> => {
  const result = checkGate(report, gate);
  await print(formatGateResult(result));
  if (!result.passed) throw new GateFailedError(result, name);
};
