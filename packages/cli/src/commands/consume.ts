import { parseSeconds } from '../arguments/limits.js';
import { parseWholeNumber } from '../arguments/whole-number.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { consumerGroup } from '../io/consumer-group.js';
import { clientOption, type KafkaClientName, kafkaClient } from '../io/kafka-client.js';
import { CONNECT_MS, kafkaConnection } from '../io/kafka-connection.js';
import { kafkaForm, kafkaName, parseKafkaLocation } from '../io/kafka-location.js';
import { kafkaPackage } from '../io/kafka-package.js';
import { openWarehouse } from '../io/open-warehouse.js';
import { readMetadata } from '../io/read-metadata.js';
import { parseWarehouse, warehouseForms, warehouseName } from '../io/warehouse-location.js';
import { alsoCounted, missingTopic, tellEvents, undrained } from '../output/consume-messages.js';
import { counted } from '../output/counted.js';
import { lagProgress } from '../progress/lag-progress.js';

interface ConsumeCommandOptions {
  readonly from: string;
  readonly to: string;
  readonly batchRows?: number;
  readonly maxWait?: number;
  readonly untilCaughtUp?: boolean;
  readonly epoch?: string;
  readonly metadata?: string;
  readonly drainSeconds: number;
  readonly client?: KafkaClientName;
}

export const addConsume: AddCommand = (program, session) => {
  const command = program
    .command('consume')
    .description('Land the rows of a Kafka topic in a table, each once; goes on until it is interrupted.')
    .requiredOption('--from <place>', `${kafkaForm}?group=NAME`)
    .requiredOption('--to <place>', warehouseForms)
    .option(
      '--batch-rows <n>',
      'rows that make a batch; 100 without it, 10,000 for Snowflake',
      parseWholeNumber('--batch-rows', 1, 1e6),
    )
    .option(
      '--max-wait <ms>',
      'milliseconds after which fewer rows are a batch; 1,000 without it, 10,000 for Snowflake',
      parseWholeNumber('--max-wait', 1, 3_600_000),
    )
    .option('--until-caught-up', 'end once everything is landed that was there at the start')
    .option('--epoch <text>', 'part of the identity of rows without a run id; a new one for a topic that was made anew')
    .option('--metadata <file>', 'what the rows have to be; rows that do not fit go to the dead letters')
    .option(
      '--drain-seconds <s>',
      'how long an interrupt waits for the batches in hand',
      parseSeconds('--drain-seconds'),
      30,
    )
    .addOption(clientOption())
    .addHelpText(
      'after',
      examples([
        "cvd consume --from 'kafka://127.0.0.1:9092/cardiovascular-data?group=cvd' --to 'duckdb:warehouse.db#PATIENT_DATA' --until-caught-up",
        "cvd consume --from 'kafka://127.0.0.1:9092/cardiovascular-data?group=cvd' --to snowflake://ACCOUNT/CARDIOVASCULAR_DB/SYNTHETIC_DATA/PATIENT_DATA",
      ]),
    )
    .addHelpText(
      'after',
      '\nCredentials come from the environment alone: KAFKA_USERNAME, KAFKA_PASSWORD; SNOWFLAKE_USER, SNOWFLAKE_PASSWORD or SNOWFLAKE_PRIVATE_KEY_PATH, SNOWFLAKE_WAREHOUSE, SNOWFLAKE_ROLE.',
    );
  defineCommand<[], ConsumeCommandOptions>(command, session, async ({ console, signal, drained }, options) => {
    const from = parseKafkaLocation(options.from, ['group']);
    const to = parseWarehouse(options.to);
    const groupId = consumerGroup(from);
    const { createConsumer, KafkaError } = await kafkaPackage('Reading from Kafka');
    const warehouse = await openWarehouse(to);
    const metadata = options.metadata === undefined ? undefined : await readMetadata(options.metadata);
    const {
      batchRows = warehouse.batchRows,
      maxWait: maxWaitMs = warehouse.maxWaitMs,
      epoch,
      untilCaughtUp = false,
    } = options;
    const progress = console.progress();
    const told = lagProgress('consuming', progress.update);
    const tell = tellEvents(console, 'row', signal);
    const consumer = createConsumer({
      ...(await kafkaConnection(from)),
      ...(await kafkaClient(options.client)),
      topic: from.topic,
      groupId,
      sink: warehouse.sink,
      batchRows,
      maxWaitMs,
      concurrency: warehouse.concurrency,
      connectWithinMs: CONNECT_MS,
      drainTimeoutMs: 1000 * options.drainSeconds,
      ...(epoch === undefined ? {} : { epoch }),
      ...(metadata === undefined ? {} : { metadata }),
      onEvent: (event) => {
        if (untilCaughtUp && event.type === 'waiting') throw missingTopic(KafkaError, event.topic);
        tell(event);
        if (event.type !== 'committed') return;
        const { rows, lag } = consumer.stats();
        told(rows, lag, rows);
      },
    });
    const report = await consumer.run({ signal, untilCaughtUp }).finally(() => progress.done());
    if (signal.aborted) drained();
    const lag = report.partitions.reduce((sum, partition) => sum + partition.lag, 0);
    console.message(
      `${counted(report.written, 'row')} of ${kafkaName(from)} written to ${warehouseName(to)}${alsoCounted(report.refused, 'row', 'refused as already there')}${alsoCounted(report.deadLetters, 'row', 'put among the dead letters')}; lag ${lag.toLocaleString('en')}.${undrained(report.drained)}`,
    );
  });
};
