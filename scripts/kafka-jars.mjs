// `node scripts/kafka-jars.mjs [VERSION …]`: brings the jars of Kafka brokers for the tests and the demo, and prints where
// they lie. Only Node's own modules may be imported here.
import { defaultVersion, fetchJars } from './kafka/jars.mjs';

const versions = process.argv.slice(2);
try {
  for (const version of versions.length > 0 ? versions : [defaultVersion]) console.log(fetchJars(version));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
