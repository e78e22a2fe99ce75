import {
  adamStep,
  createProgram,
  type Noise,
  type Program,
  type ProgramBuilder,
  type Recorder,
  rowsOf,
  type View,
} from '@cvd/engine';
import { BETAS } from './betas.js';
import { type CriticNetwork, criticBackward, criticForward, declareCritic, fakeLinear } from './critic-network.js';
import { criticGradients, criticTrained, declareCriticStep } from './critic-step.js';
import {
  declareGeneratorGradients,
  fakeGradient,
  type GeneratorGradients,
  generatorBackward,
  generatorTrained,
} from './generator-backward.js';
import { declareGenerator, generatorBlocks, generatorForward, TEMPERATURE } from './generator-network.js';
import { type CtganShape, entriesOf, groupsOf } from './shape.js';

export interface CtganProgramOptions extends CtganShape {
  readonly generatorDecay: number;
  readonly discriminatorDecay: number;
  /**
   * 'stream' draws all noise inside the program; 'given' reads it from inputs: 'critic/given-z' and 'generator/given-z' (normals,
   * B × E), '…/given-gumbel' (Gumbel numbers, B × N), 'critic/given-dropout-l' (uniforms, 3G × d) and 'generator/given-dropout-l' (G × d),
   * 'critic/given-alpha' (G × 1). @default 'stream'
   */
  readonly noise?: 'stream' | 'given';
}

/**
 * The training of a CTGAN as a program. Routines:
 * - 'critic': one step of the critic. Inputs 'critic/conditions' (B × 1: columns of the condition vector, of the fake rows),
 *   'critic/packed' (G × P: the same as rows of the critic's first weights), 'critic/real-rows' and 'critic/real-values' (G × P·J: where
 *   the real rows and their conditions are not 0, as rows of those weights), 'critic/rates' (Adam's). Outputs 'critic/loss', 'critic/penalty'.
 * - 'generator': one step of the generator. Inputs 'generator/conditions', 'generator/packed', 'generator/targets' (B × 1: the same
 *   as columns of a row), 'generator/rates'. Outputs 'generator/loss' (less the mean score), 'generator/condition-loss'.
 * - 'statistics' (noise 'stream' only): hidden layers of one batch under 'generator/conditions'; outputs 'generator/l/mean', 'generator/l/variance'.
 * Without discrete columns the inputs about conditions are left out, and J is one less.
 */
export const recordCtgan = (options: CtganProgramOptions): Program =>
  createProgram((define) => {
    const { batchSize, pac, conditionWidth, discriminatorDim, embeddingDim, width } = options;
    const groups = groupsOf(options);
    const conditioned = conditionWidth > 0;
    const noise = noiseOf(define, options.noise ?? 'stream');
    const generator = declareGenerator(define, options);
    const critic = declareCritic(define, options);
    const step = declareCriticStep(define, options, critic);
    const gradients = declareGeneratorGradients(define, options, generator);

    const indices = (name: string, rows: number, cols: number): View => define.input(name, rows, cols, 'i32');
    const conditionInputs = (routine: string): { conditions: View | null; packed: View | null } =>
      conditioned
        ? {
            conditions: indices(`${routine}/conditions`, batchSize, 1),
            packed: indices(`${routine}/packed`, groups, pac),
          }
        : { conditions: null, packed: null };
    const forCritic = conditionInputs('critic');
    const forGenerator = conditionInputs('generator');
    const entries = pac * (entriesOf(options) + (conditioned ? 1 : 0));
    const realRows = indices('critic/real-rows', groups, entries);
    const realValues = define.input('critic/real-values', groups, entries);
    const targets = conditioned ? indices('generator/targets', batchSize, 1) : null;
    const rates = {
      critic: define.input('critic/rates', 1, 2),
      generator: define.input('generator/rates', 1, 2),
    };
    const losses = {
      rows: conditioned ? define.scratch('generator/condition-losses', batchSize, 1) : null,
      condition: conditioned ? define.output('generator/condition-loss', 1, 1) : null,
      adversarial: define.output('generator/loss', 1, 1),
    };

    const generated = (routine: string): { z: Noise; gumbel: Noise } => ({
      z: noise(`${routine}/given-z`, batchSize, embeddingDim),
      gumbel: noise(`${routine}/given-gumbel`, batchSize, width),
    });
    const dropout = (routine: string, rows: number): Noise[] =>
      discriminatorDim.map((dim, l) => noise(`${routine}/given-dropout-${l + 1}`, rows, dim));
    const criticNoise = {
      ...generated('critic'),
      alpha: noise('critic/given-alpha', groups, 1),
      dropout: dropout('critic', 3 * groups),
    };
    const generatorNoise = { ...generated('generator'), dropout: dropout('generator', groups) };

    define.routine('critic', (op) => {
      generatorForward(op, options, generator, forCritic.conditions, criticNoise);
      const inputs = { packed: forCritic.packed, realRows, realValues };
      criticGradients(op, options, critic, step, generator.fake, inputs, criticNoise);
      const weightDecay = options.discriminatorDecay;
      adamStep(op, criticTrained(step), rates.critic, { ...BETAS, weightDecay });
    });
    define.routine('generator', (op) => {
      generatorForward(op, options, generator, forGenerator.conditions, generatorNoise);
      judge(op, options, critic, generator.fake, forGenerator.packed, generatorNoise.dropout, gradients);
      op.sum({ out: losses.adversarial, x: rowsOf(critic.score, 0, groups), scale: -1 / groups });
      const { logits: gradient } = gradients;
      const { fake: output, logits } = generator;
      op.spanActivationBackward({ out: gradient, gradient, output, spans: options.spans, temperature: TEMPERATURE });
      if (targets && losses.rows && losses.condition) {
        const { rows: loss } = losses;
        op.crossEntropy({
          logits,
          targets,
          spans: options.spans,
          loss,
          gradient,
          scale: 1 / batchSize,
          accumulate: true,
        });
        op.sum({ out: losses.condition, x: loss });
      }
      generatorBackward(op, options, generator, gradients, forGenerator.conditions);
      const weightDecay = options.generatorDecay;
      adamStep(op, generatorTrained(gradients), rates.generator, { ...BETAS, weightDecay });
    });

    if (options.noise !== 'given') {
      const z = define.stream();
      define.routine('statistics', (op) => generatorBlocks(op, options, generator, forGenerator.conditions, z));
    }
  });

/** Scores of the fake rows, and the gradient of less their mean for those rows, in `gradients.logits`. */
const judge = (
  op: Recorder,
  shape: CtganShape,
  critic: CriticNetwork,
  fake: View,
  packed: View | null,
  dropout: readonly Noise[],
  gradients: GeneratorGradients,
): void => {
  const groups = groupsOf(shape);
  const [first] = critic.layers as [CriticNetwork['layers'][number]];
  fakeLinear(op, shape, critic, fake, packed, rowsOf(first.linear, 0, groups));
  criticForward(op, critic, groups, groups, dropout);
  op.fill({ out: rowsOf(critic.scoreGradient, 0, groups), value: -1 / groups });
  criticBackward(op, critic, groups);
  fakeGradient(op, shape, first.weight, rowsOf(first.gradient, 0, groups), gradients.logits);
};

/** Noise from a stream of its own, or from an input of the name. */
const noiseOf =
  (define: ProgramBuilder, kind: 'stream' | 'given') =>
  (name: string, rows: number, cols: number): Noise =>
    kind === 'stream' ? define.stream() : { kind, values: define.input(name, rows, cols) };
