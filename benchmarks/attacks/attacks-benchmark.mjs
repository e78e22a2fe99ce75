import { fileURLToPath } from 'node:url';
import { pythonWith } from '../../scripts/python-environment.mjs';
import { measure } from '../lib/child.mjs';
import { cvdLarge, cvdTrain, root } from '../lib/data.mjs';
import { median, seconds, thousands, times } from '../lib/format.mjs';
import { keep, kept } from '../lib/results.mjs';
import { tiny } from '../lib/tiny.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const WORKERS = '2';
const RUNS = '3';

const cases = [
  { name: 'cvd, small', source: cvdTrain, rows: 2770 },
  { name: 'cvd', source: cvdLarge, rows: 20_000 },
];

/** Anonymeter wants a NumPy of its own, and so has an environment of its own. */
const python = () => pythonWith(process.env.CVD_ANONYMETER_VENV ?? `${here}.venv`, `${here}requirements.txt`);

const run = async ({ peers, machine }) => {
  const results = [];
  for (const { name, source, rows } of cases) {
    const folder = `${root}benchmarks/.cache/${tiny ? 'tiny/' : ''}attacks/${name.replace(/\W+/g, '-')}`;
    const made = [await source(), String(tiny ? 300 : rows), folder];
    measure(process.execPath, [`${here}../distances/make-tables.mjs`, ...made]);
    const ours = measure(process.execPath, [`${here}ours.mjs`, folder, RUNS, WORKERS]);
    const before = kept('attacks')?.results.find((result) => result.name === name)?.theirs;
    const theirs =
      peers || !before ? measure(python(), [`${here}peer.py`, folder, RUNS, WORKERS, String(ours.attacks)]) : before;
    // It scales by the rows that it sees, we by all real ones: near, not equal. The tests hold both to equal scales.
    if (Math.abs(ours.meanDistance / theirs.meanDistance - 1) > 0.1)
      throw new Error(`${name}: mean distance ${ours.meanDistance} here, ${theirs.meanDistance} in Anonymeter`);
    results.push({ name, ours, theirs });
  }
  keep('attacks', { machine, provisional: process.env.CVD_BENCH_BUSY === '1', results });
};

const spread = (values) =>
  `${seconds(median(values))} (${seconds(Math.min(...values))} … ${seconds(Math.max(...values))})`;

const section = () => {
  const result = kept('attacks');
  if (!result) return null;
  const { machine, provisional, results } = result;
  const rows = results.flatMap(({ name, ours, theirs }) => {
    const where = `${name}: ${ours.attacks} targets, ${thousands(ours.rows[0])} synthetic rows`;
    const ratio = (what, evaluations) =>
      times((median(theirs.seconds[what]) * evaluations) / median(ours.seconds[what]));
    return [
      `| ${where}, nearest row | ${spread(ours.seconds.nearest)} | ${spread(theirs.seconds.nearest)} | ${ratio('nearest', 1)} |`,
      `| ${where}, linkability: ${ours.evaluations} evaluations here, 1 there | ${spread(ours.seconds.linkability)} | ${spread(theirs.seconds.linkability)} | ${ratio('linkability', ours.evaluations)} |`,
    ];
  });
  const { versions } = results[0].theirs;
  return `## Attacks: beside Anonymeter

\`pnpm bench attacks --peers\` on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, ${WORKERS} threads on both sides; median (lowest … highest) of ${RUNS}.
Anonymeter ${versions.anonymeter} with NumPy ${versions.numpy}, its inner loop compiled before. The synthetic rows are independent columns. Our linkability tries six
splits of the columns and measures the worst; Anonymeter evaluates one that is given. The ratio is per evaluation: 500 attacks on training rows
and 500 on the control. Wanted: 5 ×.${provisional ? '\n**Provisional: other work was using the machine.**' : ''}

| what | ours | Anonymeter | ratio |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
};

export const attacks = { name: 'attacks', run, section };
