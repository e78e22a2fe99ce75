// How fast a CSV file becomes a table, typing included, beside csv-parse on the same file in the same process.
// Input: 308,854 rows of examples/data/cvd_small.csv drawn with replacement (seed 0). Usage: node benchmarks/csv-read.mjs [rounds]
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandomSource } from '@cvd/core';
import { csvSource, readCsv } from '@cvd/core/node';
import { parse } from 'csv-parse';

const rows = 308_854;
const rounds = Number(process.argv[2] ?? 5);

const drawRows = async (path) => {
  const source = fileURLToPath(new URL('../examples/data/cvd_small.csv', import.meta.url));
  const [header, ...lines] = (await readFile(source, 'utf8')).trimEnd().split(/\r?\n/);
  const random = createRandomSource(0);
  const drawn = Array.from({ length: rows }, (_, row) => lines[Math.floor(random.uniform(row) * lines.length)]);
  await writeFile(path, `${[header, ...drawn].join('\n')}\n`);
};

const withCsvParse = async (path) => {
  let count = 0;
  const parser = createReadStream(path).pipe(
    parse({
      columns: true,
      bom: true,
      cast: (text) => (text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text),
    }),
  );
  for await (const _ of parser) count++;
  return count;
};

const withSource = async (path) => {
  let count = 0;
  for await (const batch of csvSource(path).open()) count += batch.rows;
  return count;
};

const timed = async (work) => {
  const start = performance.now();
  const count = await work();
  if (count !== rows) throw new Error(`read ${count} rows of ${rows}`);
  return rows / ((performance.now() - start) / 1000);
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const shown = (values) =>
  `${Math.round(median(values)).toLocaleString('en')} rows/s (${values.map((v) => Math.round(v / 1000)).join(', ')} thousand)`;

const folder = await mkdtemp(join(tmpdir(), 'cvd-bench-'));
try {
  const path = join(folder, 'cvd_308854.csv');
  await drawRows(path);
  console.log(
    `${rows.toLocaleString('en')} rows x 19, ${((await stat(path)).size / 1e6).toFixed(1)} MB; Node ${process.version}, ${cpus()[0]?.model}`,
  );
  const table = [];
  const source = [];
  const peer = [];
  for (let round = 0; round < rounds; round++) {
    table.push(await timed(async () => (await readCsv(path)).rows));
    source.push(await timed(() => withSource(path)));
    if (round < 2) peer.push(await timed(() => withCsvParse(path)));
  }
  console.log(`readCsv               ${shown(table)}`);
  console.log(`csvSource, two passes ${shown(source)}`);
  console.log(`csv-parse, cast       ${shown(peer)}`);
  console.log(`ratio readCsv : csv-parse ${(median(table) / median(peer)).toFixed(1)}`);
} finally {
  await rm(folder, { recursive: true });
}
