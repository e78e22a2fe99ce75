// Serves a folder on 127.0.0.1: node examples/browser/serve.mjs FOLDER [--port 4173] [--no-isolation]
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** What a browser wants to see before it lets threads share memory (SharedArrayBuffer); any server can send them. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** The file that a request asks for; null where there is none, or where it lies outside the folder. */
const fileFor = async (folder, url) => {
  const path = join(folder, normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname)));
  const file = path.endsWith(sep) ? join(path, 'index.html') : path;
  if (!file.startsWith(folder + sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
};

/**
 * @param {string} folder
 * @param {{ port?: number, isolated?: boolean }} options - port 0 for any that is free; `isolated` sends {@link isolationHeaders}
 * @returns {Promise<import('node:http').Server>} listening on 127.0.0.1
 */
export const serve = (folder, { port = 0, isolated = true } = {}) => {
  const root = resolve(folder);
  const server = createServer(async ({ url = '/' }, response) => {
    const file = await fileFor(root, url).catch(() => null);
    if (file === null) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ...(isolated ? isolationHeaders : {}),
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done(server));
  });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '4173' }, 'no-isolation': { type: 'boolean', default: false } },
  });
  const server = await serve(positionals[0] ?? 'dist', {
    port: Number(values.port),
    isolated: !values['no-isolation'],
  });
  console.log(`http://127.0.0.1:${server.address().port}/`);
}
