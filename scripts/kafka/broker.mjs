import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { guardProcess } from './guard.mjs';
import { defaultVersion, findProgram, jarsFolder, whyNoBroker } from './jars.mjs';
import { freePorts } from './ports.mjs';
import { untilReady } from './ready.mjs';
import { securedDoor } from './secured.mjs';

const run = promisify(execFile);

/**
 * @typedef {object} BrokerOptions
 * @property {string} [version] - Kafka's version. Default 4.1.1, or CVD_KAFKA_VERSION
 * @property {string} [dataFolder] - kept, and read again where it holds a log. Default a temporary one, removed by `stop`
 * @property {Readonly<Record<string, string | number | boolean>>} [settings] - lines of server.properties, over the ones here
 * @property {Readonly<Record<string, string>>} [users] - passwords by name, for a second door with TLS and logins (PLAIN, SCRAM-SHA-256)
 * @property {readonly string[]} [javaOptions] - of the JVM. Default a heap of 192 MB and the quick compiler, which saves a second
 *   of two cores at every start; give `['-Xmx512m']` to measure speed
 * @property {number} [livesWith] - process id; the broker is killed, its folder removed when that process is gone. Default this process
 *
 * @typedef {object} Broker
 * @property {string[]} brokers - host and port, as clients want them
 * @property {{ brokers: string[], certificate: string } | null} secured - the door of `users`; its certificate signs itself
 * @property {number} port
 * @property {number} pid - of the JVM; changes with every restart
 * @property {string} folder - server.properties, the log and what the JVM printed
 * @property {(signal?: NodeJS.Signals) => Promise<void>} kill - settles when the JVM is gone. Default SIGKILL
 * @property {() => void} freeze - SIGSTOP: connections stay open, nothing is answered
 * @property {() => void} thaw
 * @property {() => Promise<void>} restart - the same log and port; settles when it answers
 * @property {() => Promise<void>} stop - kills it, and removes the folder unless it was given
 */

const secured = (port) => (port === undefined ? [] : [`SECURED://127.0.0.1:${port}`]);

const properties = (folder, [port, controllerPort, securedPort], settings) => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
  listeners: [
    `PLAINTEXT://127.0.0.1:${port}`,
    `CONTROLLER://127.0.0.1:${controllerPort}`,
    ...secured(securedPort),
  ].join(),
  'advertised.listeners': [`PLAINTEXT://127.0.0.1:${port}`, ...secured(securedPort)].join(),
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL',
  'log.dirs': join(folder, 'log'),
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'group.coordinator.append.linger.ms': 0,
  'group.min.session.timeout.ms': 1000,
  'auto.create.topics.enable': false,
  'log.cleaner.enable': false,
  ...settings,
});

/**
 * Starts a real Kafka broker (KRaft, one node) on free ports of 127.0.0.1; about 3 s. It never outlives this process.
 * @param {BrokerOptions} [options] @returns {Promise<Broker>}
 */
export const startBroker = async ({
  version = defaultVersion,
  dataFolder,
  settings = {},
  users,
  javaOptions = ['-Xmx192m', '-XX:TieredStopAtLevel=1'],
  livesWith,
} = {}) => {
  const problem = whyNoBroker(version);
  if (problem) throw new Error(`No Kafka broker can be started: ${problem}`);
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'cvd-kafka-'));
  mkdirSync(folder, { recursive: true });
  const keeps = dataFolder !== undefined && livesWith === undefined;
  const java = findProgram('java');
  const classPath = join(jarsFolder(version), '*');
  const file = join(folder, 'server.properties');
  const output = join(folder, 'output.txt');
  const ports = await freePorts(users ? 3 : 2);
  const [port, , securedPort] = ports;
  const door = users && (await securedDoor(folder, users));
  const lines = Object.entries(properties(folder, ports, { ...door?.settings, ...settings }));
  writeFileSync(file, lines.map(([name, value]) => `${name}=${value}\n`).join(''));
  if (!existsSync(join(folder, 'log', 'meta.properties'))) {
    const format = [
      'kafka.tools.StorageTool',
      'format',
      '-t',
      'MkU3OEVBNTcwNTJENDM2Qg',
      '-c',
      file,
      ...(door?.format ?? []),
    ];
    await run(java, ['-Xmx64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath, ...format]);
  }

  let jvm;
  let guard;
  const start = async () => {
    // Not a pipe: it would stay open, and block the JVM when nobody reads.
    const log = openSync(output, 'a');
    jvm = spawn(java, [...javaOptions, '-XX:+UseSerialGC', '-cp', classPath, 'kafka.Kafka', file], {
      stdio: ['ignore', log, log],
      detached: true,
      cwd: folder,
    });
    closeSync(log);
    jvm.unref();
    guard = guardProcess(jvm.pid, { livesWith, folder: keeps ? undefined : folder });
    try {
      await untilReady(`127.0.0.1:${port}`, () => jvm.exitCode === null && jvm.signalCode === null);
    } catch (error) {
      await kill();
      throw new Error(`Kafka ${version} did not start: ${error.message}\n${readFileSync(output, 'utf8').slice(-2000)}`);
    }
  };
  const kill = async (signal = 'SIGKILL') => {
    if (jvm.exitCode === null && jvm.signalCode === null) {
      const exit = once(jvm, 'exit');
      jvm.ref();
      jvm.kill(signal);
      await exit;
    }
    guard.dismiss();
  };

  await start();
  return {
    brokers: [`127.0.0.1:${port}`],
    secured: door ? { brokers: [`127.0.0.1:${securedPort}`], certificate: door.certificate } : null,
    port,
    get pid() {
      return jvm.pid;
    },
    folder,
    kill,
    freeze: () => void jvm.kill('SIGSTOP'),
    thaw: () => void jvm.kill('SIGCONT'),
    restart: async () => {
      await kill();
      await start();
    },
    stop: async () => {
      await kill();
      if (dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};
