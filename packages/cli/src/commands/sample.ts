import { load } from '@cvd/core/node';
import { Option } from 'commander';
import { addSampledRows, type SampledRowsOptions, sampledRows } from '../arguments/sampled-rows.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { UsageError } from '../errors/usage-error.js';
import { checkNames, fileOf } from '../io/check-names.js';
import { type Location, locationForms, locationName, parseLocation, type StreamFormat } from '../io/location.js';
import { writeRows } from '../io/write-rows.js';
import { counted } from '../output/counted.js';
import { methods } from '../registry.js';

interface SampleCommandOptions extends SampledRowsOptions {
  readonly out: string;
  readonly format?: StreamFormat;
}

/** @throws {UsageError} where the place is of another form than the one asked for */
const checkFormat = (format: StreamFormat | undefined, target: Location, out: string): void => {
  if (format === undefined || target.kind === 'stdout' || (target.kind === 'file' && target.format === format)) return;
  throw new UsageError(
    `--format ${format} does not fit --out ${out}, whose name says its form; leave one of them out.`,
  );
};

export const addSample: AddCommand = (program, session) => {
  const command = addSampledRows(
    program.command('sample').description('Make artificial rows from a model.').argument('<model>', 'model file'),
  )
    .requiredOption('--out <place>', `${locationForms}; - for standard output`)
    .addOption(
      new Option('--format <form>', 'form of the rows for --out -, csv without it').choices(['csv', 'ndjson', 'arrow']),
    )
    .addHelpText(
      'after',
      examples([
        'cvd sample model.cvd --rows 10000 --out people.csv',
        `cvd sample model.cvd --rows 500 --where 'BMI>=30' --where 'Sex in (Male,Female)' --where '"Height_(cm)" < 170' --out -`,
        "cvd sample model.cvd --rows 1e6 --out 'duckdb:people.db#synthetic'",
      ]),
    );
  defineCommand<[string], SampleCommandOptions>(command, session, async ({ console, signal }, options, path) => {
    const { seed, out, format } = options;
    const target = parseLocation(out);
    checkFormat(format, target, out);
    await checkNames({ 'The model': path }, { '--out': fileOf(out) });
    const model = await load(path, methods);
    const sample = await sampledRows(model, options, signal);
    const progress = console.progress();
    try {
      const written = await writeRows(sample, target, {
        format: format ?? 'csv',
        metadata: model.metadata,
        signal,
        onProgress: progress.update,
      }).finally(() => progress.done());
      if (seed === undefined) console.message(`Seed ${model.options.seed} (that of the model; none was given).`);
      const run = written.runId === null ? '' : `, run ${written.runId}`;
      console.message(`${counted(written.rows, 'row')} written to ${locationName(target)}${run}.`);
    } finally {
      model.dispose();
    }
  });
};
