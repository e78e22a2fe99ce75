// Writes the tables that distances are measured on: REFERENCE.csv, QUERIES.csv and METADATA.json of a case.
// Prints one JSON line.
// usage: make-tables.mjs SOURCE.csv|- ROWS FOLDER
// The queries are independent columns, the rows that are farthest from real ones: the harder the farther. A source of "-" makes 19 columns of
// uniform numbers, where next to nothing can be passed over.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRandomSource, detectMetadata, tableFromColumns } from '@cvd/core';
import { readCsv, writeCsv } from '@cvd/core/node';
import { independentColumnsTable } from '@cvd/core/testing';

const [source, rowsText, folder] = process.argv.slice(2);
const rows = Number(rowsText);
const random = createRandomSource(0);

const uniforms = () =>
  tableFromColumns(
    Array.from({ length: 19 }, (_, c) => {
      const values = new Float64Array(rows);
      random.child(`column ${c}`).uniformsInto(values, 0);
      return [`n${c}`, values.map((value) => Math.round(value * 1e6) / 1e6)];
    }),
  );

const reference = source === '-' ? uniforms() : (await readCsv(source)).slice(0, rows);
mkdirSync(folder, { recursive: true });
await writeCsv(reference, `${folder}/reference.csv`);
await writeCsv(independentColumnsTable(reference, reference.rows, random), `${folder}/queries.csv`);
writeFileSync(`${folder}/metadata.json`, JSON.stringify(detectMetadata(reference).metadata));
console.log(JSON.stringify({ rows: reference.rows }));
