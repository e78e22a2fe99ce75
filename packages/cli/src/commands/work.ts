import { parseSeconds, parseThreads } from '../arguments/limits.js';
import { collect } from '../arguments/settings.js';
import { parseWholeNumber } from '../arguments/whole-number.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { consumerGroup } from '../io/consumer-group.js';
import { CONNECT_MS, kafkaConnection } from '../io/kafka-connection.js';
import { kafkaForm, kafkaName, parseKafkaLocation } from '../io/kafka-location.js';
import { kafkaPackage } from '../io/kafka-package.js';
import { alsoCounted, missingTopic, tellEvents, undrained } from '../output/consume-messages.js';
import { counted } from '../output/counted.js';
import { lagProgress } from '../progress/lag-progress.js';
import { methods } from '../registry.js';

interface WorkCommandOptions {
  readonly from: string;
  readonly to: string;
  readonly models: string;
  readonly allowUrl: readonly string[];
  readonly maxShardRows?: number;
  readonly threads?: number;
  readonly untilCaughtUp?: boolean;
  readonly drainSeconds: number;
}

export const addWork: AddCommand = (program, session) => {
  const command = program
    .command('work')
    .description(
      'Make rows from the requests of a topic, as one of any number of processes; goes on until it is interrupted. See cvd request.',
    )
    .requiredOption('--from <place>', `topic of requests, ${kafkaForm}?group=NAME`)
    .requiredOption('--to <place>', `topic of rows, ${kafkaForm}`)
    .requiredOption('--models <folder>', 'folder of the models that requests name; nothing outside it is read')
    .option('--allow-url <prefix>', 'https address, ending in /, below which models may be read too', collect, [])
    .option('--max-shard-rows <n>', 'rows one request may ask for', parseWholeNumber('--max-shard-rows', 1))
    .option('--threads <n>', 'threads that make rows, at most', parseThreads)
    .option('--until-caught-up', 'end once the requests are done that were there at the start')
    .option(
      '--drain-seconds <s>',
      'how long an interrupt waits for the shard in hand',
      parseSeconds('--drain-seconds'),
      30,
    )
    .addHelpText(
      'after',
      examples([
        "cvd work --from 'kafka://127.0.0.1:9092/generate-requests?group=workers' --models models --to kafka://127.0.0.1:9092/cardiovascular-data",
      ]),
    );
  defineCommand<[], WorkCommandOptions>(command, session, async ({ console, signal, drained }, options) => {
    const from = parseKafkaLocation(options.from, ['group']);
    const to = parseKafkaLocation(options.to);
    const groupId = consumerGroup(from);
    const { createWorker, KafkaError, kafkaSink } = await kafkaPackage('Working for Kafka');
    const { maxShardRows, threads, untilCaughtUp = false } = options;
    const progress = console.progress();
    const told = lagProgress('working', progress.update);
    const tell = tellEvents(console, 'request', signal);
    const worker = createWorker({
      ...(await kafkaConnection(from)),
      topic: from.topic,
      groupId,
      destination: kafkaSink({ ...(await kafkaConnection(to)), topic: to.topic }),
      modelFolder: options.models,
      allowUrls: options.allowUrl,
      registry: methods,
      connectWithinMs: CONNECT_MS,
      drainTimeoutMs: 1000 * options.drainSeconds,
      ...(maxShardRows === undefined ? {} : { maxShardRows }),
      ...(threads === undefined ? {} : { threads }),
      onEvent: (event) => {
        if (untilCaughtUp && event.type === 'waiting') throw missingTopic(KafkaError, event.topic);
        tell(event);
        if (event.type !== 'committed') return;
        const { rows, lag, shardRows } = worker.stats();
        told(rows, lag, shardRows);
      },
    });
    const report = await worker.run({ signal, untilCaughtUp }).finally(() => progress.done());
    if (signal.aborted) drained();
    console.message(
      `${counted(report.shards, 'request')} done, ${counted(report.shardRows, 'row')} sent to ${kafkaName(to)}${alsoCounted(report.deadLetters, 'request', 'refused and put among the dead letters')}.${undrained(report.drained)}`,
    );
  });
};
