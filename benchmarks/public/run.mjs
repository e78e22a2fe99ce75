// `pnpm bench:public [DATASET…] [--quick] [--peers] [--only ours|baselines|peers] [--fresh] [--rescore] [--write]`: see README.md.
import { parseArgs } from 'node:util';
import { modeOf } from './mode.mjs';
import { writePage } from './page.mjs';
import { planOf } from './plan.mjs';
import { runCells } from './run-cells.mjs';
import { openStore } from './store.mjs';

const GROUPS = { ours: 'ours', baselines: 'baseline', peers: 'sdv' };
const flag = { type: 'boolean', default: false };
const fail = (message) => {
  console.error(message);
  process.exit(2);
};

const readArguments = () => {
  const options = { quick: flag, peers: flag, fresh: flag, rescore: flag, write: flag, only: { type: 'string' } };
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    return fail(error.message);
  }
};

const { values, positionals } = readArguments();
const mode = modeOf(values.quick);
const names = mode.datasets.map(({ name }) => name);
const unknown = positionals.find((name) => !names.includes(name));
if (unknown !== undefined) fail(`There is no data set "${unknown}". Known: ${names.join(', ')}.`);
if (values.only !== undefined && !(values.only in GROUPS))
  fail(`There is no "--only ${values.only}". Known: ${Object.keys(GROUPS).join(', ')}.`);

const who = values.only ? [GROUPS[values.only]] : ['ours', 'baseline', ...(values.peers ? ['sdv'] : [])];
const store = openStore(mode.results);
if (!values.write) {
  const cells = planOf(mode, who).filter(({ dataset }) => positionals.length === 0 || positionals.includes(dataset));
  const wholePage = () => writePage(store.all(), mode);
  await runCells(cells, mode, store, { fresh: values.fresh, rescore: values.rescore, afterEach: wholePage });
}
console.log(`Written: ${writePage(store.all(), mode)}`);
