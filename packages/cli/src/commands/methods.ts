import type { JsonSchema, SynthesizerFactory } from '@cvd/core';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { methods } from '../registry.js';

const typeOf = ({ type, enum: values, anyOf }: JsonSchema): string =>
  values?.join(' | ') ?? type ?? anyOf?.map(typeOf).join(' or ') ?? 'any';

const optionLine = ([name, schema]: readonly [string, JsonSchema]): string => {
  const fallback = schema.default === undefined ? '' : `, default ${JSON.stringify(schema.default)}`;
  return `    ${name} (${typeOf(schema)}${fallback})\n        ${schema.description ?? ''}`;
};

const describe = ({ name, summary, options }: SynthesizerFactory): string =>
  [
    `${name}: ${summary}`,
    '  Options, given as --set key=value:',
    ...Object.entries(options.properties ?? {}).map(optionLine),
  ].join('\n');

export const addMethods: AddCommand = (program, session) => {
  const command = program
    .command('methods')
    .description('List the methods and their options.')
    .option('--json', 'print the list as JSON, options as JSON Schema')
    .addHelpText('after', examples(['cvd methods']));
  defineCommand<[], { json?: boolean }>(command, session, async ({ console }, { json }) => {
    const list = [...methods];
    await console.result(
      json
        ? JSON.stringify(
            list.map(({ name, summary, options }) => ({ name, summary, options })),
            null,
            2,
          )
        : list.map(describe).join('\n\n'),
    );
  });
};
