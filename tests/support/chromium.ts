import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** Debian's Chromium, which scripts/ci-setup.sh installs; null where there is none. */
export const chromiumPath: string | null =
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((path) => existsSync(path)) ?? null;

/** In CI a browser that is missing fails; elsewhere it is said once, and what needs it is skipped. */
export const withoutChromium = chromiumPath === null && !process.env.CI;
if (withoutChromium)
  console.warn("No 'chromium' on the PATH: tests in the browser are skipped. scripts/ci-setup.sh installs it.");

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser with a profile of its own; `close` ends it and removes the profile. */
export const openChromium = async (): Promise<{ readonly context: BrowserContext; close(): Promise<void> }> => {
  if (chromiumPath === null) throw new Error("There is no 'chromium' on the PATH: run scripts/ci-setup.sh.");
  const profile = mkdtempSync(join(tmpdir(), 'cvd-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: flags,
    acceptDownloads: true,
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
