// `pnpm bench [NAME…] [--peers]`: measures (all, or the named benchmarks), keeps the results under benchmarks/results and
// writes benchmarks/RESULTS.md from whatever is kept. Peers are measured when nothing of them is kept, or with --peers; --write only
// writes. CVD_BENCH_TINY=1 tries everything with settings that mean nothing, and keeps it apart.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchmarks } from './benchmarks.mjs';
import { machine } from './lib/machine.mjs';
import { tiny } from './lib/tiny.mjs';

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const peers = process.argv.includes('--peers');
const onlyWrite = process.argv.includes('--write');
const unknown = asked.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown[0]}". Known: ${benchmarks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

for (const { name, run } of benchmarks) {
  if (onlyWrite || (asked.length > 0 && !asked.includes(name))) continue;
  console.log(`${name} …`);
  await run({ peers, machine: machine() });
}

const sections = benchmarks.map(({ section }) => section()).filter((text) => text !== null);
const head = `# Results

Written by \`pnpm bench\`; every figure can be made again with the command named in its section. Ratios count, since machines differ: ours and the peer's were
measured on the same machine, one after the other, with nothing else running. What falls short is said.
`;
const path = fileURLToPath(new URL(tiny ? '.cache/tiny/RESULTS.md' : 'RESULTS.md', import.meta.url));
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, `${[head, ...sections].join('\n').trimEnd()}\n`);
console.log(`Written: ${path}`);
