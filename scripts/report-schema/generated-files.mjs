import { execFileSync } from 'node:child_process';
import { root } from '../packages.mjs';
import { reportKeys } from './report-keys.mjs';
import { reportReference } from './report-reference.mjs';
import { schemaOfType } from './schema-of-type.mjs';

const SOURCE = 'packages/evaluation/src';

const formatted = (path, text) =>
  execFileSync(
    process.execPath,
    [`${root}/node_modules/@biomejs/biome/bin/biome`, 'format', `--stdin-file-path=${path}`],
    { cwd: root, input: text, encoding: 'utf8' },
  );

const intro = `# The report of an evaluation, key by key

What \`evaluate\` of \`@cvd/evaluation\` gives and \`cvd evaluate --json\` writes. Plain JSON: a figure that cannot be computed is \`null\`, and the reason
stands beside it (\`because\`, \`error\`). Its JSON Schema travels with the package as \`@cvd/evaluation/report.schema.json\`.

\`[]\` stands for each entry of a list. A [gate](../guide/gate.md) names figures by these keys, with \`[*]\` for every entry and \`[NAME]\` for that of a column.

This page is made by \`node scripts/report-schema.mjs\` from the doc comments of the types.`;

const keysFile = (keys) => `// Made by \`node scripts/report-schema.mjs\` from the type EvaluationReport.

/**
 * Every number of a report by its dotted key, \`[*]\` for the entries of a list, and where its interval stands beside it;
 * null where it has none.
 */
export const reportKeys: Readonly<Record<string, string | null>> = ${JSON.stringify(keys)};
`;

/** Everything that is made from the types: text by path. */
export const generatedFiles = () => {
  const schema = schemaOfType(`${SOURCE}/evaluation-report.ts`, 'EvaluationReport', {
    $id: 'https://unpkg.com/@cvd/evaluation/schema/report.schema.json',
    title: 'Report of cvd evaluate',
  });
  const gate = schemaOfType(`${SOURCE}/gate/gate.ts`, 'Gate', {
    $id: 'https://unpkg.com/@cvd/evaluation/schema/gate.schema.json',
    title: 'Gate of cvd evaluate',
  });
  // What an editor writes into a gate, and what the type cannot say.
  gate.properties = { $schema: { type: 'string' } };
  gate.$defs.Threshold.anyOf = [{ required: ['min'] }, { required: ['max'] }];
  const json = (path, value) => [path, formatted(path, JSON.stringify(value, null, 2))];
  const keys = `${SOURCE}/gate/report-keys.ts`;
  return Object.fromEntries([
    json('packages/evaluation/schema/report.schema.json', schema),
    json('packages/evaluation/schema/gate.schema.json', gate),
    [keys, formatted(keys, keysFile(reportKeys(schema)))],
    ['docs/reference/report.md', reportReference(schema, intro)],
  ]);
};
