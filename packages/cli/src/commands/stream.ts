import { createRunId, stream } from '@cvd/core';
import { load } from '@cvd/core/node';
import { parseRate } from '../arguments/rate.js';
import { parseRunId } from '../arguments/run-id.js';
import { addSampledRows, type SampledRowsOptions, sampledRows } from '../arguments/sampled-rows.js';
import { parseWholeNumber } from '../arguments/whole-number.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { InterruptedStreamError } from '../errors/interrupted-stream-error.js';
import { clientOption } from '../io/kafka-client.js';
import { streamForms, streamTarget, type TopicOptions } from '../io/stream-target.js';
import { counted } from '../output/counted.js';
import { shellWords } from '../output/shell-words.js';
import { methods } from '../registry.js';

interface StreamCommandOptions extends SampledRowsOptions, TopicOptions {
  readonly runId?: string;
  readonly to: string;
}

/** The command that sends the rows from `landed` on under the same run. */
const commandThatGoesOn = (path: string, options: StreamCommandOptions, runId: string, landed: number): string => {
  const { rows, start = 0, where, seed, batchRows, rate, partitions, key, client, to } = options;
  const given = { seed, 'batch-rows': batchRows, rate, partitions, key, client };
  return shellWords([
    ...['cvd', 'stream', path, '--rows', String(rows - landed), '--start', String(start + landed)],
    ...where.flatMap((condition) => ['--where', condition]),
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)])),
    ...['--run-id', runId, '--to', to],
  ]);
};

export const addStream: AddCommand = (program, session) => {
  const command = addSampledRows(
    program
      .command('stream')
      .description('Send artificial rows from a model to a Kafka topic or a warehouse.')
      .argument('<model>', 'model file'),
  )
    .option('--run-id <id>', 'goes on with a run: rows that it has sent before are the same rows', parseRunId)
    .option('--batch-rows <n>', 'rows of a batch; 500 for Kafka without it', parseWholeNumber('--batch-rows', 1, 1e6))
    .option('--rate <n>', 'rows a second, at most', parseRate)
    .option(
      '--partitions <n>',
      'partitions of a topic that is not there yet, 1 without it',
      parseWholeNumber('--partitions', 1, 10_000),
    )
    .option('--key <column>', 'column that is the key of each record')
    .addOption(clientOption())
    .requiredOption('--to <place>', streamForms)
    .addHelpText(
      'after',
      examples([
        'cvd stream model.cvd --rows 100000 --to kafka://127.0.0.1:9092/cardiovascular-data',
        'cvd stream model.cvd --rows 1e6 --rate 1000 --partitions 4 --to kafka:///cardiovascular-data',
        "cvd stream model.cvd --rows 10000 --to 'duckdb:warehouse.db#PATIENT_DATA'",
      ]),
    )
    .addHelpText(
      'after',
      '\nCredentials come from the environment alone: KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_SASL_MECHANISM, KAFKA_TLS; brokers that --to leaves out from KAFKA_BOOTSTRAP_SERVERS.',
    );
  defineCommand<[string], StreamCommandOptions>(command, session, async ({ console, signal }, options, path) => {
    const { rows, seed, to } = options;
    const { sink, name, batchRows } = await streamTarget(to, options);
    // Made after the sink, which looks for older runs in the topic.
    const { runId = createRunId() } = options;
    const model = await load(path, methods);
    const progress = console.progress();
    let landed = 0;
    try {
      const sample = await sampledRows(model, options, signal);
      console.message(`Run ${runId}: ${counted(rows, 'row')} to ${name}.`);
      const sent = await stream(sample, sink, {
        runId,
        signal,
        ...(batchRows === undefined ? {} : { batchRows }),
        onProgress: (now) => {
          landed = now.rows ?? landed;
          progress.update(now);
        },
      }).finally(() => progress.done());
      if (seed === undefined) console.message(`Seed ${model.options.seed} (that of the model; none was given).`);
      const refused = sent.refused === 0 ? '' : `, ${counted(sent.refused, 'row')} refused as already there`;
      console.message(`${counted(sent.written, 'row')} sent to ${name}, run ${runId}${refused}.`);
    } catch (error) {
      if (landed === 0) throw error;
      const goOn = commandThatGoesOn(path, options, runId, landed);
      if (signal.aborted) throw new InterruptedStreamError(name, runId, landed, rows, goOn, error);
      console.message(
        `The first ${counted(landed, 'row')} are in ${name}. Once the cause is mended, this goes on:\n  ${goOn}`,
      );
      throw error;
    } finally {
      model.dispose();
    }
  });
};
