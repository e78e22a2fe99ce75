import { createVerify } from 'node:crypto';
import { SnowflakeFailure } from './snowflake-failure.js';

/** Who may log in, and by what. */
export interface User {
  readonly password?: string;
  /** PEM; a JWT signed by its private key is taken. */
  readonly publicKey?: string;
  /** OAuth or programmatic access token. */
  readonly token?: string;
}

type State = 'up' | 'expired' | 'gone';

interface Session {
  readonly id: number;
  token: string;
  masterToken: string;
  state: State;
  masterExpired: boolean;
}

export interface Sessions {
  /** @throws {SnowflakeFailure} 390100, 390144 or 390303 */
  login(data: Readonly<Record<string, unknown>>): Session;
  /** @throws {SnowflakeFailure} 390112, 390111 or 390104 */
  check(authorization: string | undefined): Session;
  /** A new token for a session that has expired. @throws {SnowflakeFailure} 390114 */
  renew(authorization: string | undefined): Session;
  logout(authorization: string | undefined): void;
  /** Session tokens are over; a renewal brings others. With `master` that is refused too. */
  expire(options?: { readonly master?: boolean }): void;
  /** Every session is gone. */
  kill(): void;
  /** How many have logged in, and how many are up. */
  counts(): { readonly logins: number; readonly up: number };
}

const jwtHolds = (jwt: string, publicKey: string): boolean => {
  const [head, body, signature] = jwt.split('.');
  return createVerify('RSA-SHA256')
    .update(`${head}.${body}`)
    .verify(publicKey, signature ?? '', 'base64url');
};

const tokenOf = (authorization: string | undefined): string => /Token="([^"]*)"/.exec(authorization ?? '')?.[1] ?? '';

const checkLogin = (users: Readonly<Record<string, User>>, data: Readonly<Record<string, unknown>>): void => {
  const user = users[String(data.LOGIN_NAME)] ?? {};
  switch (data.AUTHENTICATOR) {
    case 'SNOWFLAKE_JWT':
      if (user.publicKey !== undefined && jwtHolds(String(data.TOKEN), user.publicKey)) return;
      throw new SnowflakeFailure('390144', '08001', 'JWT token is invalid.');
    case 'OAUTH':
    case 'PROGRAMMATIC_ACCESS_TOKEN':
      if (user.token !== undefined && data.TOKEN === user.token) return;
      throw new SnowflakeFailure('390303', '08001', 'Invalid OAuth access token.');
    default:
      if (user.password !== undefined && data.PASSWORD === user.password) return;
      throw new SnowflakeFailure('390100', '08001', 'Incorrect username or password was specified.');
  }
};

export const createSessions = (users: Readonly<Record<string, User>>): Sessions => {
  const sessions: Session[] = [];
  let tokens = 0;
  const newToken = (kind: string): string => `${kind}-${++tokens}-${Math.random().toString(36).slice(2)}`;
  return {
    login(data) {
      checkLogin(users, data);
      const session: Session = {
        id: sessions.length + 1,
        token: newToken('session'),
        masterToken: newToken('master'),
        state: 'up',
        masterExpired: false,
      };
      sessions.push(session);
      return session;
    },
    check(authorization) {
      const session = sessions.find(({ token }) => token === tokenOf(authorization));
      if (session === undefined) throw new SnowflakeFailure('390104', '08001', 'Session token is invalid.');
      if (session.state === 'gone')
        throw new SnowflakeFailure('390111', '08001', 'Session no longer exists. New login required.');
      if (session.state === 'expired')
        throw new SnowflakeFailure('390112', '08001', 'Your session has expired. Please login again.');
      return session;
    },
    renew(authorization) {
      const session = sessions.find(({ masterToken }) => masterToken === tokenOf(authorization));
      if (session === undefined || session.masterExpired || session.state === 'gone')
        throw new SnowflakeFailure(
          '390114',
          '08001',
          'Authentication token has expired. The user must authenticate again.',
        );
      Object.assign(session, { token: newToken('session'), masterToken: newToken('master'), state: 'up' });
      return session;
    },
    logout(authorization) {
      const session = sessions.find(({ token }) => token === tokenOf(authorization));
      if (session !== undefined) session.state = 'gone';
    },
    expire({ master = false } = {}) {
      for (const session of sessions) {
        if (session.state === 'up') session.state = 'expired';
        session.masterExpired ||= master;
      }
    },
    kill() {
      for (const session of sessions) session.state = 'gone';
    },
    counts: () => ({ logins: sessions.length, up: sessions.filter(({ state }) => state === 'up').length }),
  };
};
