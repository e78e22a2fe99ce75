import { gatherFeature, type Table, type TreeFeature } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { fitBoostedClassifier, fitBoostedRegressor } from '../src/learners/boosting/boosted-trees.js';
import type { Classifier } from '../src/learners/learner.js';
import type { LinearModel } from '../src/learners/linear/linear-model.js';
import { fitLogisticRegression } from '../src/learners/linear/logistic-regression.js';
import { fitRidgeRegression } from '../src/learners/linear/ridge-regression.js';
import { tableFeatures } from '../src/learners/table-features.js';
import { type ClassTarget, gatherTarget } from '../src/learners/target.js';
import { accuracy, likeliestClasses, logLoss, macroF1 } from '../src/scores/class-scores.js';
import { multiclassAuc } from '../src/scores/multiclass-auc.js';
import { r2, rootMeanSquaredError } from '../src/scores/regression-scores.js';
import { fixture, readTable } from './support.js';

interface Expected {
  readonly target: string;
  readonly without: readonly string[];
  readonly classes: readonly string[];
  readonly terms: readonly (readonly [column: string, kind: string, category: string | null])[];
}

const expected = JSON.parse(fixture('fixtures/scikit-learn/learners.json'));
const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const numbers = ['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week'];
const texts = ['workclass', 'education', 'marital-status', 'occupation', 'relationship', 'race', 'sex'];
const adult = {
  columns: Object.fromEntries([
    ...numbers.map((name) => [name, { sdtype: 'numerical' }]),
    ...[...texts, 'native-country', 'income'].map((name) => [name, { sdtype: 'categorical' }]),
  ]),
};

const adultTables = await Promise.all(
  ['train', 'test'].map((part) => readTable(`fixtures/scikit-learn/adult-${part}.csv`, adult)),
);
const cvdTables = await Promise.all(
  ['train', 'test'].map((part) => readTable(`../../../tests/fixtures/cvd/${part}.csv`, cvd)),
);

const load = ([train, test]: readonly Table[], metadata: typeof adult, { target, without }: Expected) => {
  const { names, features } = tableFeatures(
    [train!, test!].map((table) => ({ table, side: 'real' })),
    metadata,
    [target, ...without],
  );
  const isNumber = (i: number): boolean => features[0]![i]!.kind === 'number';
  // scikit-learn puts categories first, and of splits that gain the same the first column's is taken.
  const order = features[0]!.map((_, i) => i).sort((i, j) => Number(isNumber(i)) - Number(isNumber(j)) || i - j);
  const [own, others] = features.map((all) => order.map((i) => all[i]!));
  return { names: order.map((i) => names[i]!), train: own!, test: others! };
};

const classesOf = (table: Table, { target, classes }: Expected): ClassTarget => ({
  kind: 'classes',
  codes: Int32Array.from({ length: table.rows }, (_, row) => classes.indexOf(String(table.at(row, target)))),
  size: classes.length,
});

/** The model's coefficients in the order of the oracle's, whose categories are texts. */
const inOrder = (
  { terms, coefficients }: LinearModel,
  expectedTerms: Expected['terms'],
  names: readonly string[],
  table: Table,
  features: readonly TreeFeature[],
): number[][] => {
  const textOf = (feature: number, code: number): string | null => {
    const { codes } = features[feature] as { codes: Int32Array };
    return table.at(codes.indexOf(code), names[feature]!) as string | null;
  };
  const keys = terms.map(({ feature, kind, code }) =>
    JSON.stringify([names[feature], kind, code === null ? null : textOf(feature, code)]),
  );
  expect(keys.toSorted()).toEqual(expectedTerms.map((term) => JSON.stringify(term)).sort());
  const order = expectedTerms.map((term) => keys.indexOf(JSON.stringify(term)));
  return coefficients.map((own) => order.map((i) => own[i]!));
};

const largestDifference = (actual: readonly number[], wanted: readonly number[]): number =>
  actual.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i]!)), 0);

const closeTo = (actual: number, wanted: number, tolerance: number, what = ''): void =>
  expect(Math.abs(actual - wanted), `${what}: ${actual} is not ${wanted}`).toBeLessThan(tolerance);

describe.each([
  ['adult', adultTables, adult],
  ['health', cvdTables, cvd],
])('classification of %s beside scikit-learn', (name, tables, metadata) => {
  const wanted = expected[name];
  const { names, train, test } = load(tables, metadata, wanted);
  const target = classesOf(tables[0]!, wanted);
  const truth = classesOf(tables[1]!, wanted);
  const scoresOf = (model: Classifier, rows: ArrayLike<number> = truth.codes.map((_, row) => row)) => {
    const probabilities = model.probabilities(test.map((feature) => gatherFeature(feature, rows)));
    const { codes } = gatherTarget(truth, rows);
    const told = likeliestClasses(probabilities);
    return {
      auc: multiclassAuc(codes, probabilities).auc,
      logLoss: logLoss(codes, probabilities),
      accuracy: accuracy(codes, told),
      macroF1: macroF1(codes, told),
    };
  };

  it('finds the same coefficients', async () => {
    const { model, ...classifier } = await fitLogisticRegression(train, target, { tolerance: 1e-12 });
    expect(model.converged).toBe(true);
    const coefficients = inOrder(model, wanted.terms, names, tables[0]!, train);
    for (const [k, own] of coefficients.entries())
      expect(largestDifference(own, wanted.coefficients[k])).toBeLessThan(1e-6);
    expect(largestDifference([...model.intercepts], wanted.intercepts)).toBeLessThan(1e-6);
    const scores = scoresOf(classifier);
    for (const [key, value] of Object.entries(scores)) closeTo(value, wanted.scores.linear[key], 1e-6, key);
  });

  it('grows the same trees', async () => {
    const model = await fitBoostedClassifier(train, target);
    const complete = scoresOf(model, wanted.complete);
    for (const [key, value] of Object.entries(complete))
      closeTo(value, wanted.scores.boostedTreesOfComplete[key], 1e-6, key);
    // What is missing where a node had nothing missing goes with the larger side, in scikit-learn to the right.
    const { auc, logLoss } = scoresOf(model);
    closeTo(auc, wanted.scores.boostedTrees.auc, 1e-3, 'AUC');
    closeTo(logLoss, wanted.scores.boostedTrees.logLoss, 1e-3, 'log loss');
  });
});

describe('regression beside scikit-learn', () => {
  const wanted = expected.weight;
  const { names, train, test } = load(cvdTables, cvd, wanted);
  const values = (table: Table) =>
    Float64Array.from({ length: table.rows }, (_, row) => table.at(row, wanted.target) as number);
  const truth = values(cvdTables[1]!);
  const target = { kind: 'numbers', values: values(cvdTables[0]!) } as const;

  it('finds the same coefficients', async () => {
    const { model, predict } = await fitRidgeRegression(train, target, { tolerance: 1e-12 });
    const [coefficients] = inOrder(model, wanted.terms, names, cvdTables[0]!, train);
    expect(largestDifference(coefficients!, wanted.coefficients)).toBeLessThan(1e-6);
    expect(Math.abs(model.intercepts[0]! - wanted.intercept)).toBeLessThan(1e-6);
    const told = predict(test);
    expect(Math.abs(r2(truth, told) - wanted.scores.linear.r2)).toBeLessThan(1e-6);
    expect(Math.abs(rootMeanSquaredError(truth, told) - wanted.scores.linear.rmse)).toBeLessThan(1e-6);
  });

  it('grows the same trees of numbers and categories', async () => {
    const { predict } = await fitBoostedRegressor(train, target);
    const told = predict(test);
    closeTo(r2(truth, told), wanted.scores.boostedTrees.r2, 1e-6);
    closeTo(rootMeanSquaredError(truth, told), wanted.scores.boostedTrees.rmse, 1e-6);
  });

  it('grows the same trees of numbers', async () => {
    const pick = (features: readonly TreeFeature[]) =>
      wanted.numbers.map((name: string) => features[names.indexOf(name)]!);
    const { predict } = await fitBoostedRegressor(pick(train), target);
    const told = predict(pick(test));
    // Kilograms; scikit-learn keeps gradients as 32-bit floats.
    expect(largestDifference([...told], wanted.predictedFromNumbers)).toBeLessThan(1e-5);
  });
});
