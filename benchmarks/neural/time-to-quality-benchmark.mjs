// How long CTGAN takes on Adult to be as good as the peer is after 100 epochs, on both figures: with averaged weights, an option that
// the peer does not have; without them the looks are those of the quality benchmark. Quality does not depend on the machine, so that
// looks may be taken beside other work; the seconds of both are preparation and steps at the speeds measured.
import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { seconds, times } from '../lib/format.mjs';
import { keep, kept } from '../lib/results.mjs';
import { summary } from '../lib/scores.mjs';
import { files, GOAL_EPOCHS, LOOKS, SEEDS } from './plan.mjs';
import { speedOf } from './speed-benchmark.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const OPTIONS = { weightAveraging: 0.998 };
/** Models do not depend on threads, and beside other work one is soonest done. */
const THREADS = '1';

const figuresOf = (runs) => summary(runs.map(({ scores }) => scores));

/** Figures on Adult of kept quality, by epochs. */
const keptFigures = (name) =>
  (kept(name)?.results ?? [])
    .filter(({ table }) => table === 'adult')
    .map(({ epochs, runs }) => ({ epochs, figures: figuresOf(runs) }));

/** The peer's mean figures after the last of the epochs looked at. */
const goalOf = () => keptFigures('ctgan-quality-peer').find(({ epochs }) => epochs === GOAL_EPOCHS)?.figures ?? null;

const secondsOf = ({ rows, prepareSeconds, mean }, epochs) =>
  prepareSeconds.all + (epochs * Math.max(1, Math.floor(rows / 500)) * mean) / 1000;

const reaches = (figures, goal) =>
  figures.overall0.mean >= goal.overall0.mean && figures.pairTrends.mean >= goal.pairTrends.mean;

const run = async ({ machine }) => {
  const goal = goalOf();
  if (!goal) throw new Error(`The peer's quality at ${GOAL_EPOCHS} epochs is not kept: run ctgan-quality first.`);
  const { adult } = await files();
  const looks = [];
  for (const epochs of LOOKS) {
    console.log(`  ctgan on adult, averaged weights, ${epochs} epochs`);
    const figures = figuresOf(
      SEEDS.map((seed) =>
        measure(process.execPath, [
          `${here}quality.mjs`,
          'ctgan',
          adult,
          String(epochs),
          String(seed),
          JSON.stringify(OPTIONS),
          THREADS,
        ]),
      ),
    );
    looks.push({ epochs, figures });
    if (reaches(figures, goal)) break;
  }
  keep('ctgan-time-to-quality', { machine, looks });
};

/** The peer's seconds, and ours by Node version, null where it was not reached; null where nothing is kept. */
export const timeToQualityOf = () => {
  const [result, goal, speed] = [kept('ctgan-time-to-quality'), goalOf(), speedOf('ctgan')];
  const theirs = speed?.peer.results.adult;
  if (!result || !goal || !theirs) return null;
  const last = result.looks.at(-1);
  const reached = reaches(last.figures, goal);
  const ours = [20, 24].flatMap((major) => {
    const mine = speed.find(major, 'adult', 2, 'default');
    return mine ? [{ major, seconds: (epochs) => secondsOf(mine, epochs) }] : [];
  });
  return { looks: result.looks, goal, reached, epochs: last.epochs, peerSeconds: secondsOf(theirs, GOAL_EPOCHS), ours };
};

const section = () => {
  const found = timeToQualityOf();
  if (!found) return null;
  const { goal, looks, ours, peerSeconds, reached, epochs } = found;
  const line = (name, took, figures) =>
    `| ${name} | ${took.join(' | ')} | ${figures.overall0.mean.toFixed(4)} | ${figures.pairTrends.mean.toFixed(4)} |`;
  const secondsAt = (count) => ours.map(({ seconds: of }) => seconds(of(count)));
  const lines = [
    line(
      `*peer, ${GOAL_EPOCHS} epochs*`,
      ours.map(() => seconds(peerSeconds)),
      goal,
    ),
    ...looks.map(({ epochs: count, figures }) => line(`averaged, ${count} epochs`, secondsAt(count), figures)),
    ...keptFigures('ctgan-quality').map(({ epochs: count, figures }) =>
      line(`as it comes, ${count} epochs`, secondsAt(count), figures),
    ),
  ];
  const verdict = reached
    ? `Reached after ${epochs} epochs with averaged weights: ${ours.map(({ major, seconds: of }) => `${times(peerSeconds / of(epochs))} sooner on Node ${major}`).join(', ')}.`
    : 'Not reached.';
  return `## CTGAN: time to the peer's quality on Adult

\`pnpm bench ctgan-time-to-quality\`. Means of seeds ${SEEDS.join(', ')}; *averaged* is \`weightAveraging: ${OPTIONS.weightAveraging}\`, off by default, which the peer does not have. Seconds of both are preparation and steps at the
speeds measured above, since quality may be measured beside other work.

| | ${ours.map(({ major }) => `Node ${major}`).join(' | ')} | overall, thresholds 0 | Pair Trends, .5/.3 |
| --- | ${ours.map(() => '---').join(' | ')} | --- | --- |
${lines.join('\n')}

${verdict}
`;
};

export const ctganTimeToQuality = { name: 'ctgan-time-to-quality', run, section };
