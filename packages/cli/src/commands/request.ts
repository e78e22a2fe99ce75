import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { modelDigest } from '@cvd/core';
import { load } from '@cvd/core/node';
import { parseCount } from '../arguments/count.js';
import { parseRunId } from '../arguments/run-id.js';
import { parseSeed } from '../arguments/seed.js';
import { parseWholeNumber } from '../arguments/whole-number.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { kafkaConnection } from '../io/kafka-connection.js';
import { kafkaForm, kafkaName, parseKafkaLocation } from '../io/kafka-location.js';
import { kafkaPackage } from '../io/kafka-package.js';
import { counted } from '../output/counted.js';
import { methods } from '../registry.js';

interface RequestCommandOptions {
  readonly rows: number;
  readonly shardRows: number;
  readonly start?: number;
  readonly seed?: number;
  readonly runId?: string;
  readonly as?: string;
  readonly partitions?: number;
  readonly to: string;
}

export const addRequest: AddCommand = (program, session) => {
  const command = program
    .command('request')
    .description('Ask the workers of a topic (see cvd work) for rows of a model.')
    .argument('<model>', 'model file; workers need it in their folder under the same name')
    .requiredOption('--rows <n>', 'how many rows', parseCount('--rows'))
    .option('--shard-rows <n>', 'rows of one request', parseWholeNumber('--shard-rows', 1), 100_000)
    .option('--start <i>', 'index of the first row', parseCount('--start'))
    .option('--seed <n>', "seed of the rows; the model's own without it", parseSeed)
    .option('--run-id <id>', 'continue this run; a new one without it', parseRunId)
    .option('--as <name>', 'what workers know the model by: a name in their folder, or an https address they allow')
    .option(
      '--partitions <n>',
      'partitions of the topic where it has to be made; as many workers share it',
      parseWholeNumber('--partitions', 1, 10_000),
    )
    .requiredOption('--to <place>', `topic of requests, ${kafkaForm}`)
    .addHelpText(
      'after',
      examples([
        'cvd request model.cvd --rows 1000000000 --shard-rows 100000 --to kafka://127.0.0.1:9092/generate-requests',
      ]),
    );
  defineCommand<[string], RequestCommandOptions>(command, session, async ({ console, signal }, options, path) => {
    const to = parseKafkaLocation(options.to);
    const { createRequests, sendRequests } = await kafkaPackage('Writing to Kafka');
    const { rows, shardRows, start = 0, runId, partitions } = options;
    const model = await load(path, methods);
    const seed = options.seed ?? Number(model.options.seed);
    model.sample(rows, { start, seed }); // says at once what every worker would say of each request
    model.dispose();
    const requests = createRequests({
      model: options.as ?? basename(path),
      modelSha256: modelDigest(await readFile(path)),
      seed,
      rows,
      start,
      shardRows,
      ...(runId === undefined ? {} : { runId }),
    });
    const progress = console.progress();
    await sendRequests(requests, {
      ...(await kafkaConnection(to)),
      topic: to.topic,
      ...(partitions === undefined ? {} : { partitions }),
      signal,
      onProgress: progress.update,
    }).finally(() => progress.done());
    if (options.seed === undefined) console.message(`Seed ${seed} (that of the model; none was given).`);
    console.message(
      `${counted(requests.shards, 'request')} for ${counted(rows, 'row')} sent to ${kafkaName(to)}. The run is:`,
    );
    await console.result(requests.runId);
  });
};
