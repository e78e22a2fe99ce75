import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const long = process.env.CVD_LONG === '1';

/**
 * Run on the first Node alone: what tries brokers, warehouses, browsers and hundreds of processes rather than what a Node can do, what takes
 * long without asking anything of it, and what reads the project itself.
 */
const firstNodeOnly = [
  'packages/cli/test/**',
  'packages/evaluation/src/fidelity/**',
  'packages/evaluation/src/utility/**',
  'packages/evaluation/test/**',
  'packages/kafka-sink/test/**',
  'packages/snowflake-sink/test/**',
  'tests/bad-input/**',
  'tests/conventions.test.ts',
  'tests/copula-quality.test.ts',
  'tests/dependency-rules.test.ts',
  'tests/docs-code.test.ts',
  'tests/examples.test.ts',
  'tests/kafka-*/**',
  'tests/kafka-*.test.ts',
  'tests/packaging.test.ts',
  'tests/report-*.test.ts',
  'tests/stream-command.test.ts',
  'tests/work-processes.test.ts',
];

// Tests of a package import its own files from src; every other package is used as built, as an application would.
export default defineConfig({
  define: { __PACKAGE_VERSION__: JSON.stringify('0.0.0') },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'tests/**/*.test.ts',
      'examples/**/*.test.ts',
    ],
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      ...(long ? [] : ['**/*.long.test.ts']),
      ...(process.env.CVD_NEXT_NODE ? firstNodeOnly : []),
    ],
    // Starts nothing by itself: ends the broker that a Kafka test file started.
    globalSetup: ['packages/kafka-sink/test/support/broker-of-the-run.ts'],
    // On two cores vitest would take one: but brokers, databases and processes are mostly waited for.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
