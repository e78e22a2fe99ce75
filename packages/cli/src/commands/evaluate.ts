import { columnSpecs, detectMetadata } from '@cvd/core';
import { writeWholeFile } from '@cvd/core/node';
import { evaluate, formatReport, type PairThresholds } from '@cvd/evaluation';
import { parsePairThresholds } from '../arguments/pair-thresholds.js';
import { parseSeed } from '../arguments/seed.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { checkNames, fileOf } from '../io/check-names.js';
import { readMetadata } from '../io/read-metadata.js';
import { readTable } from '../io/read-table.js';

interface EvaluateCommandOptions {
  readonly metadata?: string;
  readonly pairThresholds?: PairThresholds;
  readonly baselines?: boolean;
  readonly holdout?: string;
  readonly target?: string;
  readonly seed?: number;
  readonly json?: string;
}

export const addEvaluate: AddCommand = (program, session) => {
  const command = program
    .command('evaluate')
    .description('Compare synthetic rows with real ones: how faithful, how useful, how near to the real ones they are.')
    .argument('<real>', 'real rows that the model was fitted on')
    .argument('<synthetic>', 'synthetic rows, read with the types and the metadata of the real ones')
    .option('--metadata <file>', 'what the columns hold; detected from the real rows without it')
    .option(
      '--pair-thresholds <correlation,association>',
      'how strong a real trend must be for its pair to count; 0,0 counts every pair (default: .5,.3)',
      parsePairThresholds,
    )
    .option('--baselines', 'also score independent columns and bootstrapped rows, to see what a score is worth')
    .option(
      '--holdout <file>',
      'real rows that the model never saw: tells rows apart, and how near they keep to the real ones',
    )
    .option('--target <column>', 'what learners tell of the holdout, having seen synthetic rows only')
    .option('--seed <n>', 'seed of everything that is drawn, 0 without it', parseSeed)
    .option('--json <file>', 'write the whole report as JSON, in full precision; - for standard output')
    .addHelpText(
      'after',
      examples([
        'cvd evaluate people.csv synthetic.csv --baselines',
        'cvd evaluate people.csv synthetic.csv --pair-thresholds 0,0 --json report.json',
        'cvd evaluate train.csv synthetic.csv --holdout holdout.csv --target income',
      ]),
    );
  defineCommand<[string, string], EvaluateCommandOptions>(
    command,
    session,
    async (
      { console, signal },
      { metadata: metadataFile, pairThresholds, baselines, holdout: holdoutName, target, seed, json },
      realName,
      syntheticName,
    ) => {
      await checkNames(
        {
          'The real rows': fileOf(realName),
          'The synthetic rows': fileOf(syntheticName),
          '--metadata': metadataFile,
          '--holdout': holdoutName === undefined ? undefined : fileOf(holdoutName),
        },
        { '--json': json },
      );
      const real = await readTable(realName, { signal });
      const synthetic = await readTable(syntheticName, { signal, types: columnSpecs(real) });
      const holdout =
        holdoutName === undefined ? undefined : await readTable(holdoutName, { signal, types: columnSpecs(real) });
      const metadata = metadataFile === undefined ? detectMetadata(real).metadata : await readMetadata(metadataFile);
      const progress = console.progress();
      const report = await evaluate(real, synthetic, {
        metadata,
        pairThresholds,
        baselines,
        holdout,
        target,
        seed,
        signal,
        onProgress: progress.update,
      }).finally(() => progress.done());
      const whole = `${JSON.stringify(report, null, 2)}\n`;
      if (json === '-') return console.result(whole);
      if (json !== undefined) await writeWholeFile(json, whole);
      await console.result(formatReport(report));
    },
  );
};
