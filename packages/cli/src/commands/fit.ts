import { encodeModelFile, type FitReport } from '@cvd/core';
import { save, writeWholeFile } from '@cvd/core/node';
import { parseSeed } from '../arguments/seed.js';
import { collect, readSettings } from '../arguments/settings.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { UsageError } from '../errors/usage-error.js';
import { checkNames, fileOf } from '../io/check-names.js';
import { openSource } from '../io/open-source.js';
import { readMetadata } from '../io/read-metadata.js';
import { fitSummary } from '../output/fit-summary.js';
import { writeStdout } from '../output/stdout.js';
import { methods } from '../registry.js';

interface FitCommandOptions {
  readonly method: string;
  readonly out: string;
  readonly metadata?: string;
  readonly seed?: number;
  readonly set: readonly string[];
  readonly report?: string;
}

export const addFit: AddCommand = (program, session) => {
  const command = program
    .command('fit')
    .description('Learn a table; writes one model file.')
    .argument('<file>', 'real rows')
    .option('--method <name>', 'how to learn, see: cvd methods', 'copula')
    .requiredOption('--out <model>', 'model file to write; - for standard output')
    .option('--metadata <file>', 'what the columns hold, as written by cvd detect; detected without it')
    .option('--seed <n>', 'seed of the fit and, unless another is given, of the rows', parseSeed)
    .option('--set <key=value>', 'an option of the method; may be given several times', collect, [])
    .option('--report <file>', 'write the fit report as JSON: clips, categories not kept, warnings, losses, times')
    .addHelpText(
      'after',
      examples([
        'cvd fit people.csv --out model.cvd',
        'cvd fit people.csv --method copula --metadata metadata.json --seed 7 --set rareBelow=10 --report fit.json --out model.cvd',
      ]),
    );
  defineCommand<[string], FitCommandOptions>(command, session, async ({ console, signal }, options, file) => {
    const { method, out, seed, report: reportFile } = options;
    const settings = readSettings(options.set, methods.get(method).options);
    if (seed !== undefined && settings.seed !== undefined)
      throw new UsageError(`--seed ${seed} and --set seed=${settings.seed} are both given; give one of them.`);
    const model = methods.create(method, { ...settings, ...(seed === undefined ? {} : { seed }) });
    await checkNames(
      { 'The rows': fileOf(file), '--metadata': options.metadata },
      { '--out': out, '--report': reportFile },
    );
    const metadata = options.metadata === undefined ? undefined : await readMetadata(options.metadata);
    const source = await openSource(file, { signal });
    const progress = console.progress();
    let report: FitReport;
    try {
      report = await model.fit(source, { onProgress: progress.update, signal, ...(metadata ? { metadata } : {}) });
    } finally {
      progress.done();
    }
    if (out === '-') await writeStdout(encodeModelFile(model.toModel()));
    else await save(model, out);
    if (reportFile !== undefined) await writeWholeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
    console.message(fitSummary(report));
    if (seed === undefined && settings.seed === undefined)
      console.message(`Seed ${model.options.seed} (none was given).`);
    if (out !== '-') console.message(`Model written to ${out}.`);
    model.dispose();
  });
};
