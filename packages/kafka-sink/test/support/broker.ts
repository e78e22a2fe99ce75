import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { startBroker } from '../../../../scripts/kafka/broker.mjs';
import { whyNoBroker } from '../../../../scripts/kafka/jars.mjs';
import { brokerFile, runFolder, runPid } from './run-folder.js';

export { startBroker };

/** A broker of the test's own: it may be killed, frozen and restarted. */
export type TestBroker = Awaited<ReturnType<typeof startBroker>>;

const given = (): string[] => (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '').split(',').filter(Boolean);

/** Why no broker can be had here, with what to install; null where one can. */
export const brokerUnavailable = (): string | null => (given().length > 0 ? null : whyNoBroker());

/**
 * Tests on a real broker. Without Java or the jars they are skipped, with what to install in their title; in CI they fail.
 * @param ownBroker - the tests call {@link startBroker}, so that KAFKA_BOOTSTRAP_SERVERS is of no use to them
 */
export const describeKafka = (title: string, body: () => void, { ownBroker = false } = {}): void => {
  const problem = ownBroker ? whyNoBroker() : brokerUnavailable();
  if (problem === null || process.env.CI) describe(title, body);
  else describe.skip(`${title} (skipped: ${problem})`, body);
};

/**
 * The broker that all test files of a run share: KAFKA_BOOTSTRAP_SERVERS, else one that the first file starts and that ends with
 * the run. Use topics and groups of your own (`uniqueTopic`, `uniqueGroup`), and leave the broker running.
 */
export const sharedBroker = async (): Promise<{ readonly brokers: string[] }> => {
  if (given().length > 0) return { brokers: given() };
  const folder = runFolder(runPid());
  if (takes(folder)) {
    try {
      const { brokers, pid } = await startBroker({ dataFolder: folder, livesWith: runPid() });
      publish(folder, { brokers, pid });
    } catch (error) {
      publish(folder, { error: String(error) });
    }
  }
  for (let waited = 0; !existsSync(brokerFile(folder)); waited += 50) {
    if (waited > 90_000) throw new Error(`Another test file has not started the broker within 90 s; see ${folder}`);
    await sleep(50);
  }
  const { brokers, error } = JSON.parse(readFileSync(brokerFile(folder), 'utf8'));
  if (error) throw new Error(error);
  return { brokers };
};

/** Whether this file is the first to come. */
const takes = (folder: string): boolean => {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
};

const publish = (folder: string, content: object): void => {
  writeFileSync(`${brokerFile(folder)}.new`, JSON.stringify(content));
  renameSync(`${brokerFile(folder)}.new`, brokerFile(folder));
};
