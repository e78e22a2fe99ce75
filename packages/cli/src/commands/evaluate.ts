import { detectMetadata } from '@cvd/core';
import { writeWholeFile } from '@cvd/core/node';
import { checkGateColumns, formatHtml, formatReport } from '@cvd/evaluation';
import { parseAttacks } from '../arguments/attacks.js';
import { parsePairThresholds } from '../arguments/pair-thresholds.js';
import { parseSeed } from '../arguments/seed.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { checkEvaluateOptions, checkGateInputs } from '../evaluate/check-options.js';
import type { EvaluateCommandOptions } from '../evaluate/evaluate-options.js';
import { holdToGate } from '../evaluate/hold-to-gate.js';
import { measure } from '../evaluate/measure.js';
import { readTables } from '../evaluate/read-tables.js';
import { checkNames, fileOf } from '../io/check-names.js';
import { DEFAULT_GATE, readGate } from '../io/read-gate.js';
import { readMetadata } from '../io/read-metadata.js';

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
    .option(
      '--baselines',
      'also measure independent columns, bootstrapped rows and near copies, to see what a figure is worth',
    )
    .option(
      '--holdout <file>',
      'real rows that the model never saw: tells rows apart, and how near they keep to the real ones',
    )
    .option('--target <column>', 'what learners tell of the holdout, having seen synthetic rows only')
    .option(
      '--attacks <list>',
      'attacks to try on the real rows, against the holdout: all, or some of membership, attributeInference, singlingOut, linkability with commas between them',
      parseAttacks,
    )
    .option(
      '--gate <file>',
      'thresholds that the report is held to, as JSON; default for those that the guide gives reasons for. Ends with 1 when one is not held to',
    )
    .option('--seed <n>', 'seed of everything that is drawn, 0 without it', parseSeed)
    .option('--html <file>', 'write the report as one page to look at, which needs nothing else')
    .option('--show-rare-values', 'let the page and the JSON name values that fewer than 5 real rows have')
    .option('--json <file>', 'write the whole report as JSON, in full precision; - for standard output')
    .addHelpText(
      'after',
      examples([
        'cvd evaluate people.csv synthetic.csv --baselines',
        'cvd evaluate people.csv synthetic.csv --pair-thresholds 0,0 --json report.json',
        'cvd evaluate train.csv synthetic.csv --holdout holdout.csv --target income',
        'cvd evaluate train.csv synthetic.csv --holdout holdout.csv --attacks all --gate default',
        'cvd evaluate train.csv synthetic.csv --holdout holdout.csv --target income --attacks all --html report.html',
      ]),
    );
  defineCommand<[string, string], EvaluateCommandOptions>(
    command,
    session,
    async ({ console, signal }, options, realName, syntheticName) => {
      const {
        metadata: metadataFile,
        pairThresholds,
        baselines,
        holdout: holdoutName,
        target,
        attacks,
        seed,
      } = options;
      const { gate: gateName, html, json, showRareValues: rareValues } = options;
      checkEvaluateOptions(options);
      await checkNames(
        {
          'The real rows': fileOf(realName),
          'The synthetic rows': fileOf(syntheticName),
          '--metadata': metadataFile,
          '--holdout': holdoutName === undefined ? undefined : fileOf(holdoutName),
          '--gate': gateName === DEFAULT_GATE ? undefined : gateName,
        },
        { '--html': html, '--json': json },
      );
      const gate = gateName === undefined ? undefined : await readGate(gateName);
      if (gate !== undefined) checkGateInputs(gate, options);
      const names = { real: realName, synthetic: syntheticName, holdout: holdoutName };
      const { real, synthetic, holdout } = await readTables(names, target, signal);
      const metadata = metadataFile === undefined ? detectMetadata(real).metadata : await readMetadata(metadataFile);
      if (gate !== undefined) checkGateColumns(gate, real.names);
      const progress = console.progress();
      const report = await measure(real, synthetic, {
        metadata,
        pairThresholds,
        baselines,
        holdout,
        target,
        attacks,
        rareValues,
        seed,
        signal,
        onProgress: progress.update,
      }).finally(() => progress.done());
      if (html !== undefined) await writeWholeFile(html, formatHtml(report));
      const whole = `${JSON.stringify(report, null, 2)}\n`;
      if (json === '-') await console.result(whole);
      else {
        if (json !== undefined) await writeWholeFile(json, whole);
        await console.result(formatReport(report));
      }
      if (gate !== undefined && gateName !== undefined)
        await holdToGate(report, gate, gateName, json === '-' ? console.message : console.result);
    },
  );
};
