import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCsv } from '@cvd/core/node';
import { evaluate, formatHtml } from '@cvd/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium, withoutChromium } from './support/chromium.js';
import { readText, root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-report-'));
const file = join(folder, 'report.html');
const axe = readText(
  createRequire(import.meta.url)
    .resolve('axe-core/axe.min.js')
    .slice(root.length + 1),
);
let html = '';
let browser: Awaited<ReturnType<typeof openChromium>> | null = null;

beforeAll(async () => {
  if (withoutChromium) return;
  const read = (name: string) => readCsv(`${root}/tests/fixtures/cvd/${name}.csv`);
  const train = await read('train');
  const [real, synthetic] = [train.slice(0, 150), train.slice(250, 400)];
  const holdout = (await read('test')).slice(0, 80);
  html = formatHtml(await evaluate(real, synthetic, { holdout, target: 'Heart_Disease', c2st: false }));
  writeFileSync(file, html);
  browser = await openChromium();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page from its file, where scripts may not run unless a test needs its own; whatever went wrong, and every request. */
const open = async (colorScheme: 'light' | 'dark', width: number, scripts = false) => {
  const launched = browser!.context.browser();
  const options = { colorScheme, viewport: { width, height: 900 }, javaScriptEnabled: scripts, bypassCSP: scripts };
  const context = await launched!.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, problems, requests, close: () => context.close() };
};

describe.skipIf(withoutChromium)('the page of a report in a browser', () => {
  it('stays below a megabyte for 19 columns', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(200_000);
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('is read without script in %s at %i pixels, asks for nothing and fits', async (scheme, width) => {
    const { page, problems, requests, close } = await open(scheme, width);
    expect(await page.locator('h1').textContent()).toBe('Synthetic data report');
    expect(await page.locator('.answer').count()).toBe(3);
    expect(await page.locator('article.column svg').count()).toBe(19);
    for (const part of await page.locator('section[id]').all()) {
      const box = (await part.boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
    expect(problems).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
    await close();
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'is open to everybody in %s at %i pixels, with everything unfolded',
    async (scheme, width) => {
      const { page, close } = await open(scheme, width, true);
      const overflow = await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      expect(overflow).toBe(0);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0]!.html, nodes[0]!.failureSummary]);
      });
      expect(violations).toEqual([]);
      await close();
    },
    30_000,
  );

  it('unfolds everything in print, on paper that is white', async () => {
    const { page, close } = await open('light', 1000, true);
    const inside = page.locator('details table').first();
    expect(await inside.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await inside.isVisible()).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(ink).toBe('rgb(27, 32, 40)');
    await close();
  });
});
