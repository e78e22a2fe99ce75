import type { ColumnDescription } from '@cvd/core';
import { load } from '@cvd/core/node';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { counted } from '../output/counted.js';
import { methods } from '../registry.js';

/** Longer lists are cut in text; --json prints them whole. */
const MOST_SHOWN = 20;

const heldText = (held: ColumnDescription['held']): string =>
  Object.entries(held)
    .map(([what, value]) => {
      if (!Array.isArray(value) || value.length <= MOST_SHOWN) return `${what} ${JSON.stringify(value)}`;
      const shown = value.slice(0, MOST_SHOWN).map((each) => JSON.stringify(each));
      return `${what} [${shown.join(',')},…] (${value.length} in all)`;
    })
    .join(', ');

const columnLine = ({ name, sdtype, transformer, modelled, held }: ColumnDescription): string =>
  `  ${name}: ${sdtype}, ${modelled ? 'modelled' : 'generated, not learned'} (${transformer})${
    Object.keys(held).length === 0 ? '' : `, holds ${heldText(held)}`
  }`;

export const addInfo: AddCommand = (program, session) => {
  const command = program
    .command('info')
    .description('Show what a model is, and which real values it holds.')
    .argument('<model>', 'model file')
    .option('--json', 'print everything as JSON: every value, the parameters of the method too')
    .addHelpText('after', examples(['cvd info model.cvd', 'cvd info model.cvd --json']));
  defineCommand<[string], { json?: boolean }>(command, session, async ({ console }, { json }, path) => {
    const model = await load(path, methods);
    const description = model.describe();
    model.dispose();
    if (json) return console.result(JSON.stringify(description, null, 2));
    const { method, packageVersion, rows, options, columns } = description;
    await console.result(
      [
        `${path}: ${method} (version ${packageVersion}), fitted on ${counted(rows, 'row')} × ${counted(columns.length, 'column')}`,
        `Options: ${JSON.stringify(options)}`,
        'Columns, and the real values held of each:',
        ...columns.map(columnLine),
      ].join('\n'),
    );
  });
};
