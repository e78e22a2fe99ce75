import { fileURLToPath } from 'node:url';

/** A file of real rows that travels with the package: dist/index.js and data/ stand side by side. */
const dataFile = (name: string): string => fileURLToPath(new URL(`../data/${name}`, import.meta.url));

/** The whole survey. */
export const surveyFile = dataFile('cvd_small.csv');
/** Four fifths of it, the rows that the figures of the Python package were made on. */
export const trainFile = dataFile('cvd_train.csv');
