import {
  ConditionTooRareError,
  type EncodedBatch,
  type EncodedConstraint,
  type MethodSampler,
  type RandomSource,
} from '@cvd/core';
import type { CompiledModel } from '../sampling/compiled-model.js';
import { BLOCK, correlateInPlace } from '../sampling/latent-block.js';
import { createNormalTable, normalsInto } from '../sampling/normal-table.js';
import { allocate, blankMissing, emitBlock } from '../sampling/unconditional-sampler.js';
import { checkRate } from './condition-rate.js';
import { planConditions } from './conditional-plan.js';
import { BURN_IN, gibbsDraw } from './gibbs-draw.js';
import { holdToConstraints } from './hold-to-constraints.js';
import type { LatentCell } from './latent-cell.js';
import { latentConditions } from './latent-conditions.js';
import { tiltedProposal } from './tilted-proposal.js';

/** Draws that one row may take, and the random streams between one attempt and the next. */
const TRIALS = 2 ** 16;
/** Where fewer of the proposals are kept, a Gibbs chain is cheaper. */
const WORTHWHILE = 1 / 1000;

/**
 * Draws rows of the model given that the constraints hold. Single values fix their latent variables; intervals, sets and
 * values with probability of their own cut them to a box (or several, of which one is chosen by its probability), drawn
 * exactly by rejection from a minimax-tilted proposal; the remaining variables follow from the normal distribution given
 * those. Each row draws from random numbers of its own, so it depends on no other.
 * @throws {ImpossibleConditionError | ConditionTooRareError | ConditionsUnsupportedError}
 */
export const conditionalSampler = (
  compiled: CompiledModel,
  random: RandomSource,
  constraints: readonly EncodedConstraint[],
): MethodSampler => {
  const { model } = compiled;
  const { factors } = model;
  const plan = planConditions(latentConditions(compiled, constraints), model.correlation, factors);
  const proposal = tiltedProposal(plan);
  const rate = checkRate(plan, proposal, random.child('rate'));
  const gibbs = rate < WORTHWHILE ? gibbsDraw(plan) : null;
  const where = random.child('where');
  const rest = random.child('rest');
  const held = plan.points.length + plan.boxes.length;
  const normals = new Float64Array(held);
  const words = new Uint32Array(factors - held);
  const table = createNormalTable();
  const z = new Float64Array(factors * BLOCK);
  const placed: CompiledModel = {
    ...compiled,
    model: { ...model, factor: model.factor.map((factor) => plan.position[factor]!) },
  };

  const draw = (row: number, attempt: number): LatentCell['pins'] => {
    const first = attempt * TRIALS;
    if (gibbs) return gibbs(normals, where, row, attempt * (BURN_IN + 1));
    for (let trial = 0; trial < TRIALS; trial++) {
      const { alternative, keep } = proposal.propose(normals, where, row, first + trial);
      if (proposal.decision() < keep) return alternative.pins;
    }
    throw new ConditionTooRareError('copula', rate, 0);
  };

  return {
    sample(rows: Float64Array, attempt: number): EncodedBatch {
      const out = allocate(compiled, rows.length);
      for (let from = 0; from < rows.length; from += BLOCK) {
        const count = Math.min(BLOCK, rows.length - from);
        const pins: LatentCell['pins'][] = [];
        for (let r = 0; r < count; r++) {
          const row = rows[from + r]!;
          pins.push(draw(row, attempt));
          for (let k = 0; k < held; k++) z[k * BLOCK + r] = normals[k]!;
          rest.wordsInto(words, row, attempt);
          normalsInto(z, held * BLOCK + r, BLOCK, words, table);
        }
        correlateInPlace(z, plan.lower, factors, 0, count);
        emitBlock(placed, out, from, z, count);
        pins.forEach((row, r) => {
          for (const { column, value } of row) out[column]![from + r] = value;
        });
      }
      blankMissing(compiled, out);
      holdToConstraints(compiled, constraints, out);
      return { rows: rows.length, columns: out };
    },
  };
};
