import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answers.js';
import { createFaults, type Fault, type FaultAction, type RequestKind } from './faults.js';
import { bindsOf, failed, kinds, loginData, queryData, readBody, success } from './protocol.js';
import { createSessions, type Sessions, type User } from './sessions.js';
import { SnowflakeFailure } from './snowflake-failure.js';
import { createWarehouse, type Databases, type Warehouse } from './warehouse.js';

/*
 * A stand-in for Snowflake: its driver's protocol on 127.0.0.1 over DuckDB. It is no Snowflake: it knows the statements that the
 * sink and its tests make, tells no more types apart than those need, and has one lock for everything. Names in DuckDB are
 * compared without regard to case, also quoted ones. What it is for is what no real account can be asked to do: answers that
 * get lost, sessions that expire, locks that are held.
 */

export interface SnowflakeServerOptions {
  /** @default { TESTER: { password: 'secret-password' } } */
  readonly users?: Readonly<Record<string, User>>;
  /** @default { CARDIOVASCULAR_DB: ['SYNTHETIC_DATA'] } */
  readonly databases?: Databases;
  /** Whether a request id that was answered is answered the same again instead of executed. @default true */
  readonly remembersRequests?: boolean;
}

/** A request that has come in. */
export interface SeenRequest {
  readonly kind: RequestKind;
  readonly sql: string;
  readonly requestId: string;
  /** The request as it came, secrets included. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface SnowflakeServer {
  /** What the sink's option `accessUrl` takes. */
  readonly url: string;
  /** Options of a sink that suit, but for the table. */
  readonly options: {
    readonly account: string;
    readonly username: string;
    readonly password: string;
    readonly accessUrl: string;
    readonly database: string;
    readonly schema: string;
  };
  readonly requests: readonly SeenRequest[];
  readonly sessions: Pick<Sessions, 'expire' | 'kill' | 'counts'>;
  /** Adds a fault. @returns takes it away again */
  inject(fault: Fault): () => void;
  clearFaults(): void;
  /** How often a fault has met a request, in all: a test of a fault that met none tests nothing. */
  faultsMet(): number;
  /** How many statements were executed and have ended, in all. */
  executed(): number;
  /** Runs DuckDB's own SQL on what is stored: `SELECT * FROM "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."T"`. Rows by position. */
  query(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** Runs a statement of Snowflake's, past protocol and faults. */
  sql(statement: string): Promise<void>;
  /** Stops listening and cuts every socket; what is stored stays. */
  pause(): Promise<void>;
  /** Listens again on the same port. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** A statement that runs or waits, and how it is cancelled. */
interface Running {
  cancelled: boolean;
  cancel(): void;
}

const createRunning = (): Running & { readonly wasCancelled: Promise<void> } => {
  let cancel = (): void => {};
  const wasCancelled = new Promise<void>((resolve) => {
    cancel = resolve;
  });
  const running = {
    cancelled: false,
    wasCancelled,
    cancel() {
      running.cancelled = true;
      cancel();
    },
  };
  return running;
};

const delayed = async (action: FaultAction & { kind: 'wait' }, cancelled: Promise<void>): Promise<void> => {
  const end =
    typeof action.for === 'number'
      ? new Promise((resolve) => setTimeout(resolve, action.for as number).unref())
      : action.for;
  await (action.deaf ? end : Promise.race([end, cancelled]));
};

class Dropped extends Error {}

/** Starts a stand-in for Snowflake on a free port of 127.0.0.1. */
export const startSnowflakeServer = async ({
  users = { TESTER: { password: 'secret-password' } },
  databases = { CARDIOVASCULAR_DB: ['SYNTHETIC_DATA'] },
  remembersRequests = true,
}: SnowflakeServerOptions = {}): Promise<SnowflakeServer> => {
  const warehouse: Warehouse = await createWarehouse(databases);
  const sessions = createSessions(users);
  const faults = createFaults();
  const requests: SeenRequest[] = [];
  const answered = new Map<string, Promise<Answer>>();
  const running = new Map<string, Running>();
  let executed = 0;

  const execute = ({ sql, requestId, body }: SeenRequest): Promise<Answer> => {
    const known = remembersRequests ? answered.get(requestId) : undefined;
    const answer = known ?? warehouse.run(sql, bindsOf(body));
    answered.set(requestId, answer);
    const count = (): void => {
      executed++;
    };
    if (known === undefined) answer.then(count, count);
    return answer;
  };

  const respond = async (seen: SeenRequest, authorization: string | undefined, url: URL): Promise<unknown> => {
    switch (seen.kind) {
      case 'login':
        return success(loginData(sessions.login((seen.body.data ?? {}) as Record<string, unknown>)));
      case 'query':
        return success(queryData(await execute(seen)));
      case 'token': {
        const { token, masterToken } = sessions.renew(authorization);
        return success({ sessionToken: token, masterToken, validityInSecondsST: 3600, validityInSecondsMT: 14_400 });
      }
      case 'abort':
        running.get(String(seen.body.requestId))?.cancel();
        return success(null);
      case 'heartbeat':
        sessions.check(authorization);
        return success(null);
      case 'logout':
        if (url.searchParams.get('delete') === 'true') sessions.logout(authorization);
        return success(null);
      default:
        return success(null);
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const body = await readBody(request);
    const seen: SeenRequest = {
      kind: kinds[url.pathname] ?? 'other',
      sql: typeof body.sqlText === 'string' ? body.sqlText : '',
      requestId: url.searchParams.get('requestId') ?? '',
      body,
    };
    requests.push(seen);
    const actions = faults.meet(seen.kind, seen.sql);
    const work = createRunning();
    if (seen.kind === 'query') running.set(seen.requestId, work);
    let status = 200;
    let answer: unknown;
    try {
      if (seen.kind === 'query') sessions.check(request.headers.authorization); // what has begun outlives its session
      for (const action of actions) {
        if (action.kind === 'wait' && action.when === 'before') await delayed(action, work.wasCancelled);
        if (action.kind === 'drop' && action.when === 'before') throw new Dropped();
        if (action.kind === 'status') {
          response.writeHead(action.status).end();
          return;
        }
        if (action.kind === 'error') {
          status = action.status ?? 200;
          throw new SnowflakeFailure(
            action.code,
            action.sqlState ?? '42000',
            action.message ?? `injected ${action.code}`,
          );
        }
      }
      const deaf = actions.some((action) => action.kind === 'wait' && action.deaf);
      if (work.cancelled && !deaf) throw new SnowflakeFailure('000604', '57014', 'SQL execution canceled');
      answer = await respond(seen, request.headers.authorization, url);
      for (const action of actions) {
        if (action.kind === 'wait' && action.when === 'after') await delayed(action, work.wasCancelled);
        if (action.kind === 'drop' && action.when === 'after') throw new Dropped();
      }
    } catch (error) {
      if (error instanceof Dropped) {
        request.socket.destroy();
        return;
      }
      if (!(error instanceof SnowflakeFailure)) throw error;
      answer = failed(error);
    } finally {
      running.delete(seen.requestId);
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (response.destroyed || request.socket.destroyed) return;
      response.writeHead(500).end(String(error));
    });
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const pause = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  const port = await listen(0);
  const url = `http://127.0.0.1:${port}`;
  const [username = '', user = {}] = Object.entries(users)[0] ?? [];
  const [database = '', schemas = []] = Object.entries(databases)[0] ?? [];
  return {
    url,
    options: {
      account: 'test',
      username,
      password: user.password ?? '',
      accessUrl: url,
      database,
      schema: schemas[0] ?? '',
    },
    requests,
    sessions,
    inject: faults.add,
    clearFaults: faults.clear,
    faultsMet: faults.met,
    executed: () => executed,
    query: warehouse.query,
    sql: async (statement) => {
      await warehouse.run(statement, []);
    },
    pause,
    resume: async () => {
      await listen(port);
    },
    async stop() {
      for (const work of running.values()) work.cancel();
      if (server.listening) await pause();
      warehouse.close();
    },
  };
};
