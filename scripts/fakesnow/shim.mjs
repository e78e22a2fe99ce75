import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { cellsOf } from './cells.mjs';
import { mergeInTwo } from './merge-in-two.mjs';

/** Paths that the driver asks for and fakesnow has not; what is answered matters to nobody. */
const unanswered = new Set(['/telemetry/send', '/session/token-request']);

/** fakesnow keeps times to the microsecond and describes them as if it kept nine digits; a sink has to know. */
const asKept = (cell) => cell?.replace(/^(TIMESTAMP_\w+)\(9\)$/, '$1(6)') ?? cell;

/** What the Node driver needs and fakesnow, made for the Python driver, does not say. */
const completed = (answer, sql) => {
  const { data } = answer;
  if (!answer.success || !data?.rowtype) return answer;
  const { rowsetBase64, ...rest } = data;
  const cells = data.queryResultFormat === 'arrow' ? cellsOf(rowsetBase64, data.rowtype) : data.rowset;
  const rowset = /^DESCRIBE TABLE /.test(sql)
    ? cells.map(([name, type, ...more]) => [name, asKept(type), ...more])
    : cells;
  return {
    ...answer,
    data: { ...rest, rowset, total: rowset.length, returned: rowset.length, queryResultFormat: 'json', version: 1 },
  };
};

const readBody = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const bytes = Buffer.concat(parts);
  const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
};

const failure = (message) => ({ success: false, code: '261000', message, data: {} });

/**
 * An HTTP proxy on 127.0.0.1 through which snowflake-sdk can talk to fakesnow: answers in Arrow become JSON, counts that the driver
 * waits for are added, and a crash of fakesnow (HTTP 500), which the driver would try again for minutes, becomes a failed statement.
 * @param {{ url: string, lastError: () => string }} fakesnow
 * @param {{ takeMergesApart?: boolean }} options - takeMergesApart: a MERGE from FLATTEN is sent as two statements
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export const startShim = async (fakesnow, { takeMergesApart = false } = {}) => {
  const send = async ({ method, url, headers }, body) => {
    const authorization = headers.authorization === undefined ? {} : { authorization: headers.authorization };
    const response = await fetch(new URL(url, fakesnow.url), {
      method,
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!text.startsWith('{')) return { status: 200, answer: failure(text.slice(0, 300)) };
    const answer = JSON.parse(text);
    if (response.status === 500) {
      await sleep(100); // what it prints comes by another way
      return { status: 200, answer: failure(`fakesnow has crashed: ${fakesnow.lastError()}`) };
    }
    return { status: response.status, answer: completed(answer, body.sqlText ?? '') };
  };

  const forward = async (request) => {
    const body = await readBody(request);
    if (unanswered.has(new URL(request.url, fakesnow.url).pathname))
      return { status: 200, answer: { success: true, data: null } };
    const parts = takeMergesApart ? mergeInTwo(body) : null;
    if (parts === null) return send(request, body);
    const source = await send(request, parts.source);
    return source.answer.success ? send(request, parts.merge) : source;
  };

  const server = createServer(async (request, response) => {
    const { status, answer } = await forward(request).catch((error) => ({
      status: 200,
      answer: failure(`${error.message} (in the shim)`),
    }));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
};
