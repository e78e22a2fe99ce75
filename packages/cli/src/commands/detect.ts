import { detectSource, formatDecisions, formatMetadata } from '@cvd/core';
import { writeWholeFile } from '@cvd/core/node';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { checkNames, fileOf } from '../io/check-names.js';
import { openSource } from '../io/open-source.js';

export const addDetect: AddCommand = (program, session) => {
  const command = program
    .command('detect')
    .description("Detect what each column holds; prints metadata in SDV's V1 layout, and the reasons.")
    .argument('<file>', 'real rows')
    .option('--out <file>', 'write the metadata to a file, to be edited and given back with --metadata')
    .addHelpText('after', examples(['cvd detect people.csv', 'cvd detect people.csv --out metadata.json']));
  defineCommand<[string], { out?: string }>(command, session, async ({ console, signal }, { out = '-' }, file) => {
    await checkNames({ 'The rows': fileOf(file) }, { '--out': out });
    const { metadata, decisions } = await detectSource(await openSource(file, { signal }), { signal });
    console.message(formatDecisions(decisions));
    const json = formatMetadata(metadata);
    if (out === '-') return console.result(json);
    await writeWholeFile(out, json);
    console.message(`Metadata written to ${out}.`);
  });
};
