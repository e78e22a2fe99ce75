import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './jars.mjs';

const run = promisify(execFile);
const storePassword = 'not-a-secret';

/**
 * What a broker needs for a second door, TLS with a certificate of its own and logins by PLAIN or SCRAM, and for access lists.
 * @param {string} folder @param {Readonly<Record<string, string>>} users - passwords by name
 * @returns {Promise<{ settings: Record<string, string>, format: string[], certificate: string }>}
 */
export const securedDoor = async (folder, users) => {
  const store = join(folder, 'keys.p12');
  const keytool = findProgram('keytool') ?? 'keytool';
  const place = ['-keystore', store, '-storepass', storePassword, '-alias', 'broker'];
  const name = ['-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1', '-validity', '30'];
  await run(keytool, ['-genkeypair', '-keyalg', 'EC', '-storetype', 'PKCS12', ...name, ...place]);
  const { stdout: certificate } = await run(keytool, ['-exportcert', '-rfc', ...place]);
  const plain = Object.entries(users).map(([user, password]) => `user_${user}="${password}"`);
  const login = 'org.apache.kafka.common.security';
  return {
    certificate,
    format: Object.entries(users).flatMap(([user, password]) => [
      '--add-scram',
      `SCRAM-SHA-256=[name=${user},password=${password}]`,
    ]),
    settings: {
      'listener.name.secured.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
      'listener.name.secured.plain.sasl.jaas.config': `${login}.plain.PlainLoginModule required ${plain.join(' ')};`,
      'listener.name.secured.scram-sha-256.sasl.jaas.config': `${login}.scram.ScramLoginModule required;`,
      'listener.name.secured.ssl.keystore.location': store,
      'listener.name.secured.ssl.keystore.password': storePassword,
      'listener.name.secured.ssl.keystore.type': 'PKCS12',
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS', // who comes through the open door
      'allow.everyone.if.no.acl.found': 'true',
    },
  };
};
