import type { Gate } from './gate.js';

/**
 * Thresholds to begin with; docs/guide/gate.md gives the reason and the figures behind each. It takes a holdout. Real rows
 * that were held out pass it; independent columns and bootstrapped rows do not.
 */
export const defaultGate: Gate = {
  'diagnostic.dataStructure.score': { min: 1, why: 'columns or types differ from those of the real table' },
  'diagnostic.dataValidity.score': {
    min: 0.95,
    why: 'values lie outside what the real table holds',
  },
  'baselines.thisTable.columnShapes': {
    min: { of: 'baselines.holdout.columnShapes', plus: -0.05 },
    why: 'columns are distributed unlike the real ones',
  },
  'baselines.thisTable.columnPairTrends': {
    min: { of: 'baselines.holdout.columnPairTrends', plus: -0.1 },
    optional: true,
    why: 'columns do not go together as the real ones do',
  },
  'fidelity.c2st.boostedTrees.auc': { max: 0.8, why: 'learners tell the rows from real ones too easily' },
  'fidelity.c2stTrain.boostedTrees.auc': {
    min: { of: 'fidelity.c2st.boostedTrees.auc', plus: -0.1 },
    why: 'rows are harder to tell from those learned from than from new ones: they are copies',
  },
  'utility.tstr.boostedTrees.auc': {
    min: { of: 'utility.trtr.boostedTrees.auc', plus: -0.1 },
    optional: true,
    why: 'learners make much less of the rows than of real ones',
  },
  'utility.tstr.boostedTrees.r2': {
    min: { of: 'utility.trtr.boostedTrees.r2', plus: -0.2 },
    optional: true,
    why: 'learners make much less of the rows than of real ones',
  },
  'privacy.synthetic.identical.value': {
    max: { of: 'privacy.holdout.identical.value', plus: 0.01 },
    why: 'rows learned from stand in the table',
  },
  'privacy.closerToTrain.share': { max: 0.55, why: 'rows keep closer to those learned from than to new ones' },
  'privacy.attacks.membership.auc': { max: 0.6, optional: true, why: 'an attack tells who was learned from' },
  'privacy.attacks.attributeInference.risk': {
    max: 0.2,
    optional: true,
    why: 'an attack infers values of those learned from',
  },
  'privacy.attacks.singlingOut.risk': {
    max: 0.2,
    optional: true,
    why: 'an attack singles out those learned from',
  },
  'privacy.attacks.linkability.risk': {
    max: 0.05,
    optional: true,
    why: 'an attack links records of those learned from',
  },
};
