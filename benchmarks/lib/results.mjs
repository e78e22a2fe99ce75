// Kept results: one JSON file a measurement, so that RESULTS.md can be written again without measuring again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tiny } from './tiny.mjs';

const folder = fileURLToPath(new URL(tiny ? '../.cache/tiny/results/' : '../results/', import.meta.url));

export const keep = (name, result) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
  return result;
};

export const kept = (name) => {
  const path = `${folder}${name}.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
};

/** The first 16 hexadecimal digits of a file's SHA-256. */
export const dataHash = (path) => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
