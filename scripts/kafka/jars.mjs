import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The broker that tests and the demo start unless CVD_KAFKA_VERSION says another. */
export const defaultVersion = process.env.CVD_KAFKA_VERSION || '4.1.1';

/** Where the jars of a Kafka version lie: CVD_KAFKA_CACHE/VERSION, ~/.cache/cvd/kafka-VERSION without it. @param {string} version */
export const jarsFolder = (version) =>
  process.env.CVD_KAFKA_CACHE
    ? join(process.env.CVD_KAFKA_CACHE, version)
    : join(homedir(), '.cache', 'cvd', `kafka-${version}`);

/** The folder is renamed into place once it is whole, so what is there is complete. @param {string} version */
export const hasJars = (version) => existsSync(jarsFolder(version));

/** The path of a program: below JAVA_HOME for java, else on the PATH; null where it is not. @param {string} name @returns {string | null} */
export const findProgram = (name) => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  if (name === 'java' && process.env.JAVA_HOME) folders.unshift(join(process.env.JAVA_HOME, 'bin'));
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
};

/** What keeps a broker from being started here and what to install; null where nothing does. @param {string} version @returns {string | null} */
export const whyNoBroker = (version = defaultVersion) => {
  if (!findProgram('java')) return 'a Kafka broker needs Java 17: apt-get install openjdk-17-jre-headless';
  if (!hasJars(version))
    return `the jars of Kafka ${version} are not in ${jarsFolder(version)}: node scripts/kafka-jars.mjs ${version} (needs Maven)`;
  return null;
};

/**
 * Brings the jars of a Kafka version (about 55 MB) from Maven's registry, unless they are there.
 * @param {string} version @returns {string} the folder
 */
export const fetchJars = (version) => {
  const folder = jarsFolder(version);
  if (existsSync(folder)) return folder;
  const maven = findProgram('mvn');
  if (!maven) throw new Error('Maven (mvn) brings the jars of Kafka and is not on the PATH: apt-get install maven');
  const partial = `${folder}.${process.pid}.tmp`;
  mkdirSync(dirname(folder), { recursive: true });
  const { status, error, stdout, stderr } = spawnSync(
    maven,
    [
      '-q',
      '-B',
      '-f',
      fileURLToPath(new URL('pom.xml', import.meta.url)),
      'dependency:copy-dependencies',
      `-Dkafka.version=${version}`,
      `-DoutputDirectory=${partial}`,
      '-DincludeScope=runtime',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const complete = status === 0 && readdirSync(partial).some((name) => name === `kafka_2.13-${version}.jar`);
  if (!complete) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(`Maven could not bring Kafka ${version}: ${error?.message ?? `${stdout}${stderr}`}`);
  }
  try {
    renameSync(partial, folder);
  } catch (failure) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw failure; // else another process has brought them meanwhile
  }
  return folder;
};
