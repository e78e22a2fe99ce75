import { encodeModelFile, type FitOptions, type FitReport, NotResumableError } from '@cvd/core';
import { readModelFile, save, writeWholeFile } from '@cvd/core/node';
import { parseSeconds, parseThreads } from '../arguments/limits.js';
import { parseSeed } from '../arguments/seed.js';
import { collect, readSettings } from '../arguments/settings.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { UsageError } from '../errors/usage-error.js';
import { checkNames, fileOf } from '../io/check-names.js';
import { openSource } from '../io/open-source.js';
import { readMetadata } from '../io/read-metadata.js';
import { watchedCheckpoints } from '../io/watched-checkpoints.js';
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
  readonly checkpoint?: string;
  readonly resume?: boolean;
  readonly allowOtherBuild?: boolean;
  readonly warmStart?: string;
  readonly maxSeconds?: number;
  readonly threads?: number;
}

/** Everything that steers the fit but the folder of checkpoints. */
const steering = async ({
  resume,
  allowOtherBuild,
  warmStart,
  maxSeconds,
  threads,
}: FitCommandOptions): Promise<FitOptions> => ({
  ...(resume && { resume: 'if-present' }),
  ...(allowOtherBuild && { allowOtherBuild }),
  ...(warmStart !== undefined && { warmStart: await readModelFile(warmStart) }),
  ...(maxSeconds !== undefined && { maxSeconds }),
  ...(threads !== undefined && { threads }),
});

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
    .option('--checkpoint <folder>', 'keep a checkpoint there while the method trains, at most one a second')
    .option('--resume', 'go on from the checkpoint, where there is one; ends in the same model as if never stopped')
    .option('--allow-other-build', 'resume also what another version or numeric build began; the model may differ')
    .option('--warm-start <model>', 'begin with an earlier model of the method, and with its metadata')
    .option(
      '--max-seconds <seconds>',
      'end the training after so long; such a model cannot be made again',
      parseSeconds('--max-seconds'),
    )
    .option('--threads <n>', 'threads of the training; the model does not depend on it (default: all)', parseThreads)
    .addHelpText(
      'after',
      examples([
        'cvd fit people.csv --out model.cvd',
        'cvd fit people.csv --method ctgan --set epochs=50 --set batchSize=500 --checkpoint run-1 --resume --out model.cvd',
        'cvd fit people.csv --method copula --metadata metadata.json --seed 7 --set rareBelow=10 --report fit.json --out model.cvd',
      ]),
    );
  defineCommand<[string], FitCommandOptions>(command, session, async ({ console, signal }, options, file) => {
    const { method, out, seed, report: reportFile, checkpoint } = options;
    if (checkpoint === undefined && options.resume)
      throw new UsageError('--resume needs --checkpoint FOLDER, where the checkpoint is.');
    const settings = readSettings(options.set, methods.get(method).options);
    if (seed !== undefined && settings.seed !== undefined)
      throw new UsageError(`--seed ${seed} and --set seed=${settings.seed} are both given; give one of them.`);
    const model = methods.create(method, { ...settings, ...(seed === undefined ? {} : { seed }) });
    await checkNames(
      { 'The rows': fileOf(file), '--metadata': options.metadata, '--warm-start': options.warmStart },
      { '--out': out, '--report': reportFile },
    );
    const metadata = options.metadata === undefined ? undefined : await readMetadata(options.metadata);
    const source = await openSource(file, { signal });
    if (checkpoint !== undefined && !model.capabilities.resumable) throw new NotResumableError(method);
    const fit = await steering(options);
    const checkpoints = checkpoint === undefined ? undefined : await watchedCheckpoints(checkpoint);
    const progress = console.progress();
    let report: FitReport;
    try {
      report = await model.fit(source, {
        ...fit,
        ...(metadata && { metadata }),
        ...(checkpoints && { checkpoints }),
        onProgress: progress.update,
        signal,
      });
    } catch (error) {
      throw checkpoints?.explain(error) ?? error;
    } finally {
      progress.done();
    }
    if (out === '-') await writeStdout(encodeModelFile(model.toModel()));
    else await save(model, out);
    if (reportFile !== undefined) await writeWholeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
    if (checkpoints?.resumed) console.message(`Went on from the checkpoint in ${checkpoint}.`);
    if (checkpoints?.resumed === false && options.resume)
      console.message(`There was no checkpoint in ${checkpoint}: the fit began anew.`);
    console.message(fitSummary(report));
    if (seed === undefined && settings.seed === undefined)
      console.message(`Seed ${model.options.seed} (none was given).`);
    if (out !== '-') console.message(`Model written to ${out}.`);
    model.dispose();
  });
};
