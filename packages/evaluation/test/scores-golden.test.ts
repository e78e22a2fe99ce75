import { describe, expect, it } from 'vitest';
import { delongVariance } from '../src/scores/auc-interval.js';
import { accuracy, f1Of, likeliestClasses, logLoss, macroF1 } from '../src/scores/class-scores.js';
import { multiclassAuc } from '../src/scores/multiclass-auc.js';
import { r2, rootMeanSquaredError } from '../src/scores/regression-scores.js';
import { rocAuc } from '../src/scores/roc-auc.js';
import { expectFigure, fixture } from './support.js';

const { binary, classes, numbers } = JSON.parse(fixture('fixtures/scikit-learn/scores.json'));

describe('scores beside scikit-learn', () => {
  it('of two classes, with ties', () => {
    const labels = Int32Array.from(binary.labels as number[]);
    const scores = Float64Array.from(binary.scores as number[]);
    const told = Int32Array.from(scores, (score) => Number(score > 0.5));
    expectFigure(rocAuc(labels, scores), binary.auc, 'AUC');
    expectFigure(delongVariance(labels, scores), binary.delongVariance, "DeLong's variance");
    expectFigure(logLoss(labels, [scores.map((p) => 1 - p), scores]), binary.logLoss, 'log loss');
    expectFigure(f1Of(labels, told, 1), binary.f1, 'F1');
    const sides = [scores.map((p) => 1 - p), scores];
    expectFigure(multiclassAuc(labels, sides).auc, binary.auc, 'macro AUC of two classes');
  });

  it('of several classes', () => {
    const codes = Int32Array.from(classes.codes as number[]);
    const probabilities = (classes.probabilities as number[][]).map((own) => Float64Array.from(own));
    const told = likeliestClasses(probabilities);
    expectFigure(multiclassAuc(codes, probabilities).auc, classes.auc, 'macro AUC');
    expectFigure(logLoss(codes, probabilities), classes.logLoss, 'log loss');
    expectFigure(accuracy(codes, told), classes.accuracy, 'accuracy');
    expectFigure(macroF1(codes, told), classes.macroF1, 'macro F1');
    expectFigure(f1Of(codes, told, 2), classes.f1OfClass2, 'F1 of one class');
  });

  it('of numbers', () => {
    expectFigure(r2(numbers.values, numbers.predicted), numbers.r2, 'R²');
    expectFigure(rootMeanSquaredError(numbers.values, numbers.predicted), numbers.rmse, 'root mean squared error');
  });
});

describe('scores that are not defined', () => {
  it('are NaN, or left out of a mean', () => {
    expect(rocAuc([1, 1], [0.2, 0.3])).toBeNaN();
    expect(delongVariance([1, 0, 0], [0.2, 0.3, 0.4])).toBeNaN();
    expect(r2([2, 2], [1, 3])).toBeNaN();
    const { auc, leftOut } = multiclassAuc(Int32Array.of(0, 1, 0), [
      Float64Array.of(0.8, 0.1, 0.6),
      Float64Array.of(0.1, 0.7, 0.2),
      Float64Array.of(0.1, 0.2, 0.2),
    ]);
    expect([auc, leftOut]).toEqual([1, [2]]);
  });
});
