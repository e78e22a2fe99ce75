import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { adultTrain } from '../lib/data.mjs';
import { median, megabytes, seconds, times } from '../lib/format.mjs';
import { dataHash, keep, kept } from '../lib/results.mjs';
import { tiny } from '../lib/tiny.mjs';
import { peersPython } from '../peers/python.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const RUNS = tiny ? '1' : '3';

const run = async ({ peers, machine }) => {
  const train = await adultTrain();
  const files = [train, train.replace('adult_train', 'adult_holdout'), RUNS];
  // More than one running thing beside this one makes the times worth little.
  const busy = loadavg()[0];
  if (!kept('learners-peer') || peers)
    keep('learners-peer', { ...measure(peersPython(), [`${here}peer.py`, ...files]), machine, busy });
  keep('learners', {
    ...measure(process.execPath, [`${here}ours.mjs`, ...files]),
    machine,
    busy: loadavg()[0],
    data: dataHash(train),
  });
};

const section = () => {
  const [ours, peer] = [kept('learners'), kept('learners-peer')];
  if (!ours || !peer) return null;
  const names = { boostedTrees: 'boosted trees', linear: 'logistic regression' };
  const rows = Object.entries(names).map(([key, name]) => {
    const [mine, theirs] = [ours[key], peer[key]];
    const [taken, peerTook] = [median(mine.seconds), median(theirs.seconds)];
    return `| ${name} | ${mine.auc.toFixed(4)} | ${theirs.auc.toFixed(4)} | ${mine.logLoss.toFixed(4)} | ${theirs.logLoss.toFixed(4)} | ${seconds(taken)} | ${seconds(peerTook)} | ${times(peerTook / taken)} |`;
  });
  const provisional =
    Math.max(ours.busy, peer.busy) > 1 ? '\n\nThe times are provisional: the machine had other work.' : '';
  return `## Learners: Adult's income beside scikit-learn

\`pnpm bench learners\`: ${ours.rows[0].toLocaleString('en')} rows learned, ${ours.rows[1].toLocaleString('en')} told (80/20, stratified). 100 iterations of at most 31 leaves, no early stopping, categories
as categories; logistic regression with C = 1. Ours on one thread, scikit-learn ${peer.version} on ${peer.machine.cores}; median of ${ours.boostedTrees.seconds.length} fits. Wanted: an area within .003 of scikit-learn's; it is
${Math.abs(ours.boostedTrees.auc - peer.boostedTrees.auc) <= 0.003 ? '**reached**' : '**missed**'}. Peak memory ${megabytes(ours.peakMB)}, scikit-learn's ${megabytes(peer.peakMB)}.${provisional}

| learner | AUC | scikit-learn | log loss | scikit-learn | fit | scikit-learn | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
};

export const learners = { name: 'learners', run, section };
