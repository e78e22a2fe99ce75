import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../examples/browser/serve.mjs';
import { openChromium, withoutChromium } from './support/chromium.js';
import { readText, root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-browser-'));
const servers: Server[] = [];
let browser: Awaited<ReturnType<typeof openChromium>> | null = null;

beforeAll(async () => {
  if (withoutChromium) return;
  await build({
    configFile: `${root}/examples/browser/vite.config.ts`,
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'error',
  });
  browser = await openChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  for (const server of servers) await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
});

/** The page, served with the headers of isolation or without, everything that went wrong in it, and what it asked for. */
const open = async (isolated: boolean): Promise<{ page: Page; problems: string[]; requests: string[] }> => {
  const server = await serve(folder, { isolated });
  servers.push(server);
  const requests: string[] = [];
  server.on('request', ({ url }) => requests.push(url!));
  const page = await browser!.context.newPage();
  page.setDefaultTimeout(90_000);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('requestfailed', (request) => problems.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (!response.ok()) problems.push(`${response.url()} ${response.status()}`);
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { page, problems, requests };
};

const fill = async (page: Page, values: Readonly<Record<string, string>>): Promise<void> => {
  for (const [id, value] of Object.entries(values)) await page.fill(`#${id}`, value);
};

/** Status texts and positions of the progress bar, each as it changed. */
const watch = async (page: Page): Promise<() => Promise<{ texts: string[]; fractions: number[] }>> => {
  await page.evaluate(() => {
    const [status, bar] = [document.querySelector('#status')!, document.querySelector('progress')!];
    const seen = { texts: [] as string[], fractions: [] as number[] };
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      seen.texts.push(status.textContent!);
      seen.fractions.push(bar.value);
    }).observe(status, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { seen: never }).seen);
};

const header = readText('examples/data/cvd_small.csv').split(/\r?\n/, 1)[0]!;

describe.skipIf(withoutChromium)('the example in a browser', () => {
  it.each([
    { isolated: true, served: 'with the headers of isolation' },
    { isolated: false, served: 'without them, on one thread' },
  ])(
    'trains, shows where it stands, and makes rows, served $served',
    async ({ isolated }) => {
      const { page, problems, requests } = await open(isolated);
      expect(await page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer !== 'undefined'])).toEqual([
        isolated,
        isolated,
      ]);
      expect(await page.isVisible('#isolation')).toBe(!isolated);
      const cores = await page.evaluate(() => navigator.hardwareConcurrency);
      await fill(page, { epochs: '3', rows: '150' });
      const seen = await watch(page);
      await page.click('#train');
      await page.waitForSelector('#made:not([hidden])');

      const { texts, fractions } = await seen();
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.filter((fraction) => fraction > 0 && fraction < 1).length).toBeGreaterThan(3);
      for (const epoch of [1, 2, 3]) expect(texts.join('\n')).toContain(`epoch ${epoch}`);
      expect(texts.at(-1)).toMatch(/^Done: 150 rows made, [\d.]+ s in all\.$/);
      expect(await page.locator('#losses polyline').count()).toBeGreaterThanOrEqual(2);
      expect(await page.locator('#legend').textContent()).toMatch(/generator -?\d+\.\d{3}/);

      // Threads where memory can be shared; else one, and the report says so.
      expect(requests.some((url) => url.includes('kernel-worker'))).toBe(isolated && cores > 1);
      const warnings = await page.locator('#warnings li').allTextContents();
      expect(warnings).toEqual(
        isolated || cores === 1
          ? []
          : [expect.stringMatching(/^Runs on 1 thread instead of \d+: .*cross-origin isolated/)],
      );

      expect((await page.locator('#table th').allTextContents()).join()).toBe(header);
      expect(await page.locator('#table tr:has(td)').count()).toBe(20);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      const lines = readFileSync(await download.path(), 'utf8')
        .trimEnd()
        .split(/\r?\n/);
      expect(lines).toHaveLength(151);
      expect(lines[0]).toBe(header);
      expect(problems).toEqual([]);
      await page.close();
    },
    120_000,
  );

  it('makes the same rows whether its threads share memory or not', async () => {
    const rows: string[] = [];
    for (const isolated of [true, false]) {
      const { page } = await open(isolated);
      await fill(page, { epochs: '1', rows: '20', seed: '11' });
      await page.click('#train');
      await page.waitForSelector('#made:not([hidden])');
      rows.push((await page.locator('#table').textContent())!);
      await page.close();
    }
    expect(rows[0]).toBe(rows[1]);
  }, 120_000);

  it('stops when asked, and trains again', async () => {
    const { page, problems } = await open(true);
    await fill(page, { epochs: '5000', rows: '20' });
    await page.click('#train');
    await page.waitForFunction(() => document.querySelector('#status')!.textContent!.includes('epoch 2'));
    await page.click('#stop');
    await page.waitForFunction(() => document.querySelector('#status')!.textContent === 'Stopped.');
    await fill(page, { epochs: '1' });
    await page.click('#train');
    await page.waitForSelector('#made:not([hidden])');
    expect(problems).toEqual([]);
    await page.close();
  }, 120_000);

  it('trains on a file of the user, and says what is wrong with one', async () => {
    const { page, problems } = await open(true);
    const choose = (text: string): Promise<void> =>
      page.setInputFiles('#file', { name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose('a,b\n1,2\n3\n');
    await page.click('#train');
    await page.waitForFunction(() => document.querySelector('#status')!.textContent!.startsWith('Failed:'));
    expect(await page.textContent('#status')).toContain('3');
    const people = Array.from({ length: 600 }, (_, i) => `${20 + ((i * 7) % 60)},${i % 3 === 0 ? 'yes' : 'no'}`);
    await choose(`age,smokes\n${people.join('\n')}\n`);
    await fill(page, { epochs: '2', rows: '30' });
    await page.click('#train');
    await page.waitForSelector('#made:not([hidden])');
    expect(await page.locator('#table th').allTextContents()).toEqual(['age', 'smokes']);
    for (const cell of await page.locator('#table td:nth-child(2)').allTextContents())
      expect(cell).toMatch(/^(yes|no)$/);
    expect(problems).toEqual([]);
    await page.close();
  }, 120_000);
});

describe('the server of the example', () => {
  it('serves its folder and nothing beside it', async () => {
    const server = await serve(`${root}/examples/browser`, {});
    servers.push(server);
    const { address, port } = server.address() as AddressInfo;
    expect(address).toBe('127.0.0.1');
    const found = await fetch(`http://127.0.0.1:${port}/`);
    expect([found.status, found.headers.get('cross-origin-embedder-policy')]).toEqual([200, 'require-corp']);
    for (const path of [
      '/nothing',
      '/..%2fquickstart%2fREADME.md',
      '/%2e%2e%2fREADME.md%2f',
      '/%zz',
      '/..%5cREADME.md',
    ]) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status, path).toBe(404);
    }
  });
});
