// How long CTGAN takes on Adult to be as good as the peer is after 100 epochs, on both figures.
import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { seconds, times } from '../lib/format.mjs';
import { keep, kept } from '../lib/results.mjs';
import { summary } from '../lib/scores.mjs';
import { files, LOOKS, SEEDS } from './plan.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const GOAL_EPOCHS = LOOKS.at(-1);

/** The peer's mean figures after the last of the epochs looked at. */
const goalOf = () => {
  const result = kept('ctgan-quality-peer')?.results.find(
    ({ table, epochs }) => table === 'adult' && epochs === GOAL_EPOCHS,
  );
  return result ? summary(result.runs.map(({ scores }) => scores)) : null;
};

/** Preparation and steps of the peer, from its speed: the training itself was run beside other work. */
const peerSeconds = () => {
  const speed = kept('ctgan-speed-peer')?.results.adult;
  if (!speed) return null;
  const steps = GOAL_EPOCHS * Math.max(1, Math.floor(speed.rows / 500));
  return speed.prepareSeconds.all + (steps * speed.mean) / 1000;
};

const reaches = (figures, goal) =>
  figures.overall0.mean >= goal.overall0.mean && figures.pairTrends.mean >= goal.pairTrends.mean;

const run = async ({ machine }) => {
  const goal = goalOf();
  if (!goal) throw new Error(`The peer's quality at ${GOAL_EPOCHS} epochs is not kept: run ctgan-quality first.`);
  const { adult } = await files();
  const looks = [];
  for (const epochs of LOOKS) {
    console.log(`  ctgan on adult, ${epochs} epochs`);
    const runs = SEEDS.map((seed) =>
      measure(process.execPath, [`${here}quality.mjs`, 'ctgan', adult, String(epochs), String(seed)]),
    );
    const figures = summary(runs.map(({ scores }) => scores));
    looks.push({ epochs, seconds: runs.reduce((sum, { fitSeconds }) => sum + fitSeconds, 0) / runs.length, figures });
    if (reaches(figures, goal)) break;
  }
  keep('ctgan-time-to-quality', { machine, goal, looks });
};

/** { peerSeconds, ourSeconds, epochs } with `ourSeconds` null where it was not reached; null where nothing is kept. */
export const timeToQualityOf = () => {
  const [result, theirs] = [kept('ctgan-time-to-quality'), peerSeconds()];
  if (!result || theirs === null) return null;
  const last = result.looks.at(-1);
  const reached = reaches(last.figures, result.goal);
  return { ...result, peerSeconds: theirs, ourSeconds: reached ? last.seconds : null, epochs: last.epochs };
};

const section = () => {
  const found = timeToQualityOf();
  if (!found) return null;
  const { goal, looks, machine, ourSeconds } = found;
  const lines = looks.map(
    ({ epochs, seconds: took, figures }) =>
      `| ${epochs} | ${seconds(took)} | ${figures.overall0.mean.toFixed(4)} | ${figures.pairTrends.mean.toFixed(4)} |`,
  );
  const verdict =
    ourSeconds === null
      ? 'Not reached.'
      : `Reached ${times(found.peerSeconds / ourSeconds)} sooner, after ${found.epochs} epochs.`;
  return `## CTGAN: time to the peer's quality on Adult

\`pnpm bench ctgan-time-to-quality\` on ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}. Means of seeds ${SEEDS.join(', ')}; each line is a fit of its own, timed from the call to the model. The peer's seconds are
its preparation and ${GOAL_EPOCHS} epochs of steps at the speed measured above.

| epochs | seconds | overall, thresholds 0 | Pair Trends, .5/.3 |
| --- | --- | --- | --- |
| *peer, ${GOAL_EPOCHS}* | ${seconds(found.peerSeconds)} | ${goal.overall0.mean.toFixed(4)} | ${goal.pairTrends.mean.toFixed(4)} |
${lines.join('\n')}

${verdict}
`;
};

export const ctganTimeToQuality = { name: 'ctgan-time-to-quality', run, section };
