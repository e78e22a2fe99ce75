import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copula } from '@cvd/copula';
import { encodeModelFile, formatCsv, modelDigest } from '@cvd/core';
import { mixedTable } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../examples/browser/serve.mjs';
import { openChromium, withoutChromium } from './support/chromium.js';
import type { Fits } from './support/fit-in-page.js';
import { root } from './support/workspace.js';

/** The packages as modules of their own, so that a worker finds a method at its module's address, as in Node. */
const entries = {
  worker: 'packages/core/dist/worker.js',
  'kernel-worker': 'packages/engine/dist/kernel-worker.js',
  copula: 'packages/copula/dist/index.js',
  ctgan: 'packages/ctgan/dist/index.js',
  tvae: 'packages/tvae/dist/index.js',
  page: 'tests/support/fit-in-page.ts',
};

const folder = mkdtempSync(join(tmpdir(), 'cvd-modules-'));
const problems: string[] = [];
let server: Server | null = null;
let browser: Awaited<ReturnType<typeof openChromium>> | null = null;
let page: Page;

beforeAll(async () => {
  if (withoutChromium) return;
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, `${root}/${path}`])),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['@faker-js/faker', 'apache-arrow', '@tensorflow/*'],
    logLevel: 'error',
  });
  const head = '<title>modules</title><link rel="icon" href="data:,"><script type="module" src="./page.js"></script>';
  writeFileSync(join(folder, 'index.html'), `<!doctype html>${head}`);
  server = await serve(folder, {});
  browser = await openChromium();
  page = await browser.context.newPage();
  page.setDefaultTimeout(90_000);
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  if (server) await new Promise((done) => server!.close(done));
  rmSync(folder, { recursive: true, force: true });
});

type Call = readonly [name: string, options: object, execution?: 'worker' | 'inline'];
const fittedInPage = (...call: Call) =>
  page.evaluate(
    ([name, options, execution]) => (globalThis as unknown as { fits: Fits }).fits.fit(name, options, execution),
    call,
  );

// On the strict build, which gives the same bytes everywhere.
const training = { epochs: 2, batchSize: 100, embeddingDim: 8, deterministic: true };

describe.skipIf(withoutChromium)("core's workers in a browser", () => {
  it.each([
    { factory: copula, options: {} },
    { factory: ctgan, options: { ...training, generatorDim: [16], discriminatorDim: [16] } },
    { factory: tvae, options: { ...training, compressDims: [16], decompressDims: [16] } },
  ])('fit and sample $factory.name by default, to the model and rows of inline work and of Node', async (method) => {
    const { factory, options } = method;
    const byDefault = await fittedInPage(factory.name, options);
    expect(byDefault.warnings).toEqual([]);
    expect(byDefault.phases.length).toBeGreaterThan(1);
    expect(byDefault.csv.trimEnd().split('\n')).toHaveLength(3001);
    expect(await fittedInPage(factory.name, options, 'inline')).toEqual(byDefault);
    expect(problems).toEqual([]);

    const here = factory.create({ seed: 7, ...options });
    await here.fit(mixedTable(500), { execution: 'inline' });
    expect(modelDigest(encodeModelFile(here.toModel()))).toBe(byDefault.digest);
    expect(formatCsv(await here.sample(3000, { execution: 'inline' }).toTable())).toBe(byDefault.csv);
  });

  it('end a fit when the signal says so', async () => {
    const options = { ...training, epochs: 100_000, generatorDim: [16], discriminatorDim: [16] };
    const code = await page.evaluate(
      (given) => (globalThis as unknown as { fits: Fits }).fits.abort('ctgan', given),
      options,
    );
    expect(code).toBe('CVD_ABORTED');
    expect(problems).toEqual([]);
  });
});
