import { drawSeed, parseSeed } from '../arguments/seed.js';
import { parseShare } from '../arguments/share.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { UsageError } from '../errors/usage-error.js';
import { checkNames } from '../io/check-names.js';
import { parseLocation } from '../io/location.js';
import { counted } from '../output/counted.js';
import { splitCsv } from '../split/split-csv.js';

interface SplitCommandOptions {
  readonly holdout: number;
  readonly stratify?: string;
  readonly seed?: number;
  readonly outTrain: string;
  readonly outHoldout: string;
}

const csvPath = (text: string): string => {
  const location = parseLocation(text);
  if (location.kind === 'file' && location.format === 'csv') return location.path;
  throw new UsageError(
    `"${text}" is no CSV file; cvd split reads and writes .csv and .csv.gz, to keep their text as it is.`,
  );
};

export const addSplit: AddCommand = (program, session) => {
  const command = program
    .command('split')
    .description('Split a CSV file into rows to learn from and rows to judge by; the text of each row stays as it is.')
    .argument('<file>', 'CSV file')
    .requiredOption('--holdout <share>', 'share of the rows to hold out, as .2', parseShare('--holdout'))
    .option('--stratify <column>', 'keep the shares of its values in both parts')
    .option('--seed <n>', 'the same seed gives the same split; drawn and printed without it', parseSeed)
    .requiredOption('--out-train <file>', 'rows to learn from')
    .requiredOption('--out-holdout <file>', 'rows held out')
    .addHelpText(
      'after',
      examples([
        'cvd split people.csv --holdout .2 --seed 7 --out-train train.csv --out-holdout holdout.csv',
        'cvd split people.csv --holdout .2 --stratify Heart_Disease --out-train train.csv --out-holdout holdout.csv',
      ]),
    );
  defineCommand<[string], SplitCommandOptions>(command, session, async ({ console, signal }, options, file) => {
    const { holdout, stratify, seed = drawSeed() } = options;
    const [source, train, heldOut] = [file, options.outTrain, options.outHoldout].map(csvPath) as [
      string,
      string,
      string,
    ];
    await checkNames({ 'The file': source }, { '--out-train': train, '--out-holdout': heldOut });
    const receipt = await splitCsv(source, { holdout, stratify, seed, train, heldOut, signal });
    if (options.seed === undefined) console.message(`Seed ${seed} (none was given).`);
    console.message(
      `${counted(receipt.train, 'row')} written to ${train}, ${receipt.heldOut.toLocaleString('en')} to ${heldOut}.`,
    );
  });
};
