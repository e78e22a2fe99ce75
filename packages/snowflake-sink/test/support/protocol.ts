import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Answer } from './answers.js';
import type { RequestKind } from './faults.js';
import type { SnowflakeFailure } from './snowflake-failure.js';

/** What the addresses of the protocol are about. */
export const kinds: Readonly<Record<string, RequestKind>> = {
  '/session/v1/login-request': 'login',
  '/queries/v1/query-request': 'query',
  '/queries/v1/abort-request': 'abort',
  '/session/token-request': 'token',
  '/session/heartbeat': 'heartbeat',
  '/session': 'logout',
  '/telemetry/send': 'telemetry',
};

/** The body of a request, unpacked. */
export const readBody = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
};

/** Values of the binds in order; all are text. */
export const bindsOf = (body: Readonly<Record<string, unknown>>): (string | null)[] => {
  const bindings = (body.bindings ?? {}) as Readonly<Record<string, { readonly value: string | null }>>;
  return Object.keys(bindings)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => bindings[key]!.value);
};

/** An answer that says yes. */
export const success = (data: unknown) => ({ success: true, code: null, message: null, data });

/** An answer that says no. */
export const failed = ({ code, sqlState, message }: SnowflakeFailure) => ({
  success: false,
  code,
  message,
  data: { errorCode: code, sqlState, queryId: randomUUID() },
});

/** What a login is given. */
export const loginData = ({ token, masterToken, id }: { token: string; masterToken: string; id: number }) => ({
  token,
  masterToken,
  sessionId: id,
  validityInSeconds: 3600,
  masterValidityInSeconds: 14_400,
  displayUserName: 'TESTER',
  serverVersion: '9.0.0',
  firstLogin: false,
  parameters: [
    { name: 'CLIENT_TELEMETRY_ENABLED', value: true },
    { name: 'CLIENT_SESSION_KEEP_ALIVE', value: false },
    { name: 'CLIENT_STAGE_ARRAY_BINDING_THRESHOLD', value: 65_280 },
  ],
  sessionInfo: { databaseName: null, schemaName: null, warehouseName: null, roleName: 'PUBLIC' },
});

/** What a statement is given. */
export const queryData = ({ rowtype, rowset, statementTypeId }: Answer) => ({
  parameters: [],
  rowtype,
  rowset,
  total: rowset.length,
  returned: rowset.length,
  queryId: randomUUID(),
  statementTypeId,
  queryResultFormat: 'json',
  version: 1,
  finalDatabaseName: null,
  finalSchemaName: null,
  finalWarehouseName: null,
  finalRoleName: 'PUBLIC',
});
