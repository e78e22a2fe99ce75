// A consumer in a process of its own, which a test kills, freezes or stops. Its only argument is a ProcessSetup as JSON; each event
// is a line of JSON.
import { duckdbSink } from '@cvd/duckdb-sink';
import { createConsumer } from '@cvd/kafka-sink';
import { snowflakeSink } from '@cvd/snowflake-sink';

const { duckdb, snowflake, killAfterWrites, pauseMs = 0, untilCaughtUp, ...options } = JSON.parse(process.argv[2]);

const say = (event) =>
  process.stdout.write(
    `${JSON.stringify(event, (_, value) => (typeof value === 'bigint' ? Number(value) : value instanceof Error ? value.message : value))}\n`,
  );

const inner = duckdb ? duckdbSink(duckdb) : snowflakeSink(snowflake);
let writes = 0;
const sink = {
  ...inner,
  async write(batch, given) {
    const receipt = await inner.write(batch, given);
    if (++writes === killAfterWrites) process.kill(process.pid, 'SIGKILL'); // durable, and not yet committed
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return receipt;
  },
};

const controller = new AbortController();
process.once('SIGTERM', () => controller.abort());
const consumer = createConsumer({ ...options, sink, onEvent: say });
const report = await consumer.run({ signal: controller.signal, untilCaughtUp: untilCaughtUp ?? false });
say({ type: 'report', ...report, peakRss: process.resourceUsage().maxRSS * 1024 });
