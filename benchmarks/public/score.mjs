// Everything that is measured of one table, the same for ours, the peers' and the baselines. Prints one JSON line.
// usage: score.mjs TRAIN.csv HOLDOUT.csv METADATA.json TARGET SYNTHETIC.csv
// Where SYNTHETIC is the holdout: how real rows come out. They are told from training rows, and learning from synthetic rows is left out.
import { readFileSync } from 'node:fs';
import { columnSpecs } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import {
  c2st,
  c2stAgainstBoth,
  closerToTrain,
  fitGowerScale,
  identicalShare,
  nearestRows,
  qualityReport,
  utility,
} from '@cvd/evaluation';
import { cutTo } from './cut-to.mjs';

const SEED = 0;
const [trainPath, holdoutPath, metadataPath, target, path] = process.argv.slice(2);
const started = performance.now();
const train = await readCsv(trainPath);
const types = columnSpecs(train);
const [holdout, synthetic] = [await readCsv(holdoutPath, { types }), await readCsv(path, { types })];
const metadata = JSON.parse(readFileSync(metadataPath, 'utf8'));
const isHoldout = path === holdoutPath;

const quality = async (rows, correlation, association) => {
  const report = await qualityReport(train, rows, metadata, { pairThresholds: { correlation, association } });
  return {
    score: report.score,
    columnShapes: report.columnShapes.score,
    columnPairTrends: report.columnPairTrends.score,
  };
};
const qualityOf = async (rows) => ({ trends: await quality(rows, 0.5, 0.3), allPairs: await quality(rows, 0, 0) });

// As many rows as the holdout has: the fewer the rows, the lower the score of even real ones.
const cut = cutTo(synthetic, holdout.rows, SEED);
const told = isHoldout
  ? { c2st: await c2st(train, holdout, metadata, { seed: SEED }), against: 'train' }
  : await c2stAgainstBoth({ train, synthetic, holdout }, metadata, { seed: SEED });
const { tstr, trtr, rows } = await utility({ train, synthetic, holdout }, metadata, target, { seed: SEED });

const scale = fitGowerScale(train, metadata);
const nearest = await nearestRows(scale, { queries: cut, reference: train }, { neighbours: 1 });
const closer = isHoldout
  ? { share: null, because: 'it is the holdout itself' }
  : await closerToTrain(scale, { training: train, holdout, synthetic: cut }, { seed: SEED });

const learned = (scores) => scores && { boostedTrees: scores.boostedTrees, linear: scores.linear };
const figures = {
  rows: {
    train: train.rows,
    holdout: holdout.rows,
    synthetic: synthetic.rows,
    compared: cut.rows,
    learned: rows.learned,
  },
  quality: await qualityOf(cut),
  // As SDMetrics is commonly read: all synthetic rows against all rows learned from.
  qualityAllRows: isHoldout ? null : await qualityOf(synthetic),
  c2st: {
    boostedTrees: told.c2st.boostedTrees,
    logistic: told.c2st.logistic,
    rows: told.c2st.rows,
    against: told.against,
  },
  c2stTrain: told.c2stTrain ? { boostedTrees: told.c2stTrain.boostedTrees, logistic: told.c2stTrain.logistic } : null,
  tstr: isHoldout ? null : learned(tstr),
  // The real rows to learn from are more than the holdout has: what real rows are worth is taken of all of them.
  trtr: isHoldout
    ? learned((await utility({ train, synthetic: train, holdout }, metadata, target, { seed: SEED })).trtr)
    : learned(trtr),
  closerToTrain: closer,
  identical: identicalShare(nearest),
  seed: SEED,
};
console.log(JSON.stringify({ ...figures, seconds: (performance.now() - started) / 1000 }));
