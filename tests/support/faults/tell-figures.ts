import { appendFileSync } from 'node:fs';

/**
 * What a campaign has measured, printed and, where CVD_FAULT_RESULTS names a file, appended to it as a line of JSON:
 * `CVD_FAULT_RESULTS=benchmarks/results/kafka-faults.jsonl npm run test:long -- tests/kafka-faults`
 */
export const tellFigures = (fault: string, figures: Readonly<Record<string, number | string>>): void => {
  const line = JSON.stringify({ fault, ...figures });
  console.log(line);
  const file = process.env.CVD_FAULT_RESULTS;
  if (file) appendFileSync(file, `${line}\n`);
};
