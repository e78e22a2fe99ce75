import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchModel } from './model-url-bytes.js';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const certificate = fixture('certificate.pem');
const asked: string[] = [];
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer({ key: fixture('key.pem'), cert: certificate }, (request, response) => {
    asked.push(request.url!);
    switch (request.url) {
      case '/a.cvd':
        return response.end('model a');
      case '/moved':
        return response.writeHead(302, { location: `${origin}/a.cvd` }).end();
      case '/large':
        return response.writeHead(200, { 'content-length': 1e12 }).write('x');
      case '/endless': {
        const timer = setInterval(() => response.write('x'.repeat(50)), 1);
        return response.on('close', () => clearInterval(timer));
      }
      case '/busy':
        return response.writeHead(503).end();
      case '/cut':
        response.writeHead(200, { 'content-length': 10 }).write('x');
        return setTimeout(() => response.destroy(), 20);
      case '/silent':
        return;
      default:
        return response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const read = (path: string, https: Record<string, unknown> = { ca: certificate }) =>
  fetchModel(new URL(`${origin}${path}`), { maxBytes: 1000, timeoutMs: 500, https });

describe('fetchModel', () => {
  it('gives the bytes', async () => {
    expect(Buffer.from(await read('/a.cvd')).toString()).toBe('model a');
  });

  it('follows no redirect, not even to the same server', async () => {
    asked.length = 0;
    await expect(read('/moved')).rejects.toThrow(/redirects to another address/);
    expect(asked).toEqual(['/moved']);
  });

  it.each<[path: string, code: string, problem: RegExp]>([
    ['/gone', 'CVD_SHARD_REFUSED', /answered 404/],
    ['/large', 'CVD_SHARD_REFUSED', /more than 1000 bytes/],
    ['/endless', 'CVD_SHARD_REFUSED', /more than 1000 bytes/],
    ['/busy', 'CVD_MODEL_UNREACHABLE', /answered 503/],
    ['/cut', 'CVD_MODEL_UNREACHABLE', /cut short/],
    ['/silent', 'CVD_MODEL_UNREACHABLE', /no answer within 500 ms/],
  ])('%s is %s', async (path, code, problem) => {
    const attempt = read(path);
    await expect(attempt).rejects.toMatchObject({ code, retryable: code === 'CVD_MODEL_UNREACHABLE' });
    await expect(attempt).rejects.toThrow(problem);
  });

  it('does not talk to a server whose certificate it does not trust', async () => {
    asked.length = 0;
    await expect(read('/a.cvd', {})).rejects.toThrow(/self-signed certificate/);
    expect(asked).toEqual([]);
  });

  it('stops at the signal', async () => {
    const options = { maxBytes: 1000, timeoutMs: 60_000, https: { ca: certificate }, signal: AbortSignal.timeout(50) };
    await expect(fetchModel(new URL(`${origin}/silent`), options)).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });
});
