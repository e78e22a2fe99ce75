import { attacks } from './attacks/attacks-benchmark.mjs';
import { copulaQuality } from './copula/quality-benchmark.mjs';
import { copulaSpeed } from './copula/speed-benchmark.mjs';
import { csvSpeed } from './csv/csv-benchmark.mjs';
import { distances } from './distances/distances-benchmark.mjs';
import { duckdbSpeed } from './duckdb/duckdb-benchmark.mjs';
import { learners } from './learners/learners-benchmark.mjs';
import { ctganCommand } from './neural/command-benchmark.mjs';
import { neuralLatency } from './neural/latency-benchmark.mjs';
import { ctganQuality, tvaeQuality } from './neural/quality-benchmark.mjs';
import { ctganSpeed, tvaeSpeed } from './neural/speed-benchmark.mjs';
import { neuralTargets } from './neural/targets.mjs';
import { ctganTimeToQuality } from './neural/time-to-quality-benchmark.mjs';
import { kafkaFaults } from './streaming/faults-benchmark.mjs';
import { streaming } from './streaming/streaming-benchmark.mjs';

/** In the order of RESULTS.md. Each has `run` (measure and keep) and `section` (Markdown of what is kept, or null). */
export const benchmarks = [
  copulaQuality,
  copulaSpeed,
  neuralTargets,
  ctganSpeed,
  tvaeSpeed,
  ctganQuality,
  tvaeQuality,
  ctganTimeToQuality,
  ctganCommand,
  neuralLatency,
  csvSpeed,
  duckdbSpeed,
  distances,
  attacks,
  learners,
  ...streaming,
  kafkaFaults,
];
