// Reads one CSV file in one way, in a fresh process: all columns typed and in memory. Prints one JSON line.
// usage: read.mjs FILE.csv ours|csv-parse
import { createReadStream } from 'node:fs';
import { readCsv } from '@cvd/core/node';
import { parse } from 'csv-parse';

const [path, reader] = process.argv.slice(2);

/** csv-parse with its own number casting, gathered into arrays column by column. */
const withCsvParse = async () => {
  const columns = [];
  let rows = 0;
  for await (const record of createReadStream(path).pipe(parse({ cast: true, fromLine: 2 }))) {
    for (let i = 0; i < record.length; i++) {
      columns[i] ??= [];
      columns[i].push(record[i]);
    }
    rows += 1;
  }
  return rows;
};

const read = { ours: async () => (await readCsv(path)).rows, 'csv-parse': withCsvParse }[reader];
const rates = [];
for (let run = 0; run < 3; run++) {
  const started = performance.now();
  const rows = await read();
  rates.push((rows * 1000) / (performance.now() - started));
}
rates.sort((a, b) => a - b);
console.log(
  JSON.stringify({ reader, rowsPerSecond: rates[1], runs: rates, peakMB: process.resourceUsage().maxRSS / 1024 }),
);
