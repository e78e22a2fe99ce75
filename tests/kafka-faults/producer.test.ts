import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copula } from '@cvd/copula';
import { createRegistry, createRunId, type RunMismatchError, type Synthesizer, stream } from '@cvd/core';
import { load } from '@cvd/core/node';
import { duckdbSink } from '@cvd/duckdb-sink';
import { kafkaSink } from '@cvd/kafka-sink';
import { beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import { createTopic, readAll, uniqueGroup, uniqueTopic } from '../../packages/kafka-sink/test/support/topics.js';
import { command } from '../support/command.js';
import { bePatient } from '../support/faults/be-patient.js';
import { catchUpHere } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { rowsInDuckdb, rowsOfRun } from '../support/landed-rows.js';
import { root } from '../support/workspace.js';

const ROWS = 3000;
const bin = `${root}/packages/cli/bin/cvd.mjs`;

bePatient();

describeKafka('a producer', () => {
  const file = testFolder();
  const path = file('model.cvd');
  let brokers: string[];
  let model: Synthesizer;
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
    const fitted = await command(process.execPath, [
      bin,
      ...['fit', `${root}/examples/data/cvd_small.csv`, '--seed', '7', '--out', path],
    ]);
    expect(fitted.code, fitted.stderr).toBe(0);
    model = await load(path, createRegistry(copula));
  });

  const streamOf = (topic: string, runId: string): string[] => [
    bin,
    ...['stream', path, '--rows', String(ROWS), '--batch-rows', '100', '--run-id', runId],
    ...['--to', `kafka://${brokers.join(',')}/${topic}`],
  ];
  const drained = async (topic: string, db: string) => {
    const sink = duckdbSink({ path: db, table: 'rows' });
    return catchUpHere({
      brokers,
      topic,
      groupId: uniqueGroup(),
      sink,
      metadata: model.metadata!,
      batchRows: 500,
      maxBatchRows: 500,
    });
  };

  it('killed (-9) twice and started again under the same run id sends every row, and each lands once', async () => {
    const [topic, runId] = [uniqueTopic('producer'), createRunId()];
    await createTopic(brokers, topic, 2);
    for (const rows of [300, 900]) {
      const child = spawn(process.execPath, [...streamOf(topic, runId), '--rate', '1500'], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      const before = (await readAll(brokers, topic)).length;
      while ((await readAll(brokers, topic)).length < before + rows) expect(child.exitCode).toBe(null);
      child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
    }
    const last = await command(process.execPath, streamOf(topic, runId));
    expect(last.code, last.stderr).toBe(0);
    const report = await drained(topic, file('producer.db'));
    expect(report.refused).toBeGreaterThan(0);
    expect(report.rows).toBe((await readAll(brokers, topic)).length);
    expectSameMultiset(await rowsInDuckdb(file('producer.db'), 'rows'), await rowsOfRun(runId, model.sample(ROWS)));
  });

  it('with another seed under the id of a run is refused with a typed error, and nothing of it is sent', async () => {
    const [topic, runId] = [uniqueTopic('seed'), createRunId()];
    const sink = () => kafkaSink({ brokers, topic });
    await stream(model.sample(500), sink(), { runId });
    const other = await command(process.execPath, [...streamOf(topic, runId), '--seed', '8']);
    expect(other.stderr).toContain('[CVD_RUN_MISMATCH]');
    expect(other.code).toBe(1);
    await expect(stream(model.sample(500, { seed: 8 }), sink(), { runId })).rejects.toMatchObject({
      code: 'CVD_RUN_MISMATCH',
    } satisfies Partial<RunMismatchError>);
    expect(await readAll(brokers, topic)).toHaveLength(500);
    await drained(topic, file('seed.db'));
    expectSameMultiset(await rowsInDuckdb(file('seed.db'), 'rows'), await rowsOfRun(runId, model.sample(500)));
  });

  it('with another seed on another topic: the warehouse sees it, and every one of its rows is a dead letter', async () => {
    const [topic, elsewhere, runId] = [uniqueTopic('seed'), uniqueTopic('elsewhere'), createRunId()];
    await stream(model.sample(500), kafkaSink({ brokers, topic }), { runId });
    await stream(model.sample(700, { seed: 8 }), kafkaSink({ brokers, topic: elsewhere }), { runId });
    const db = file('elsewhere.db');
    await drained(topic, db);
    const sink = duckdbSink({ path: db, table: 'rows' });
    const setup = { brokers, topic: elsewhere, groupId: uniqueGroup(), sink, metadata: model.metadata! };
    const outcome = await catchUpHere({ ...setup, deadLetters: { maxShare: 1 } }).catch((error: unknown) => error);
    // Refused as a whole or put among the dead letters, but never taken for the rows that are there.
    const letters = await readAll(brokers, `${elsewhere}.dead-letters`).catch(() => []);
    const codes = new Set(letters.map(({ headers }) => String(headers['cvd-error-code'])));
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'CVD_RUN_MISMATCH' });
    else {
      expect(outcome).toMatchObject({ written: 0, refused: 0, deadLetters: 700 });
      expect(codes).toEqual(new Set(['CVD_RUN_MISMATCH']));
    }
    expectSameMultiset(await rowsInDuckdb(db, 'rows'), await rowsOfRun(runId, model.sample(500)));
  });
});
