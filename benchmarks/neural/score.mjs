// Quality figures of artificial rows in CSV files. Prints one JSON line: an array, in the order of the files.
// usage: score.mjs TRAIN.csv SYNTHETIC.csv…

import { detectMetadata } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { scores } from '../lib/scores.mjs';

const [trainPath, ...paths] = process.argv.slice(2);
const train = await readCsv(trainPath);
const types = Object.fromEntries(train.names.map((column) => [column, train.column(column).type]));
const { metadata } = detectMetadata(train);
const results = [];
for (const path of paths) results.push(await scores(train, await readCsv(path, { types }), metadata));
console.log(JSON.stringify(results));
