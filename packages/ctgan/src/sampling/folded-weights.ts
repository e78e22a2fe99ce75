import type { Snapshot } from '@cvd/engine';

/** As batch normalisation has it in training. */
const EPSILON = 1e-5;

const values = (weights: Snapshot, name: string): Float32Array =>
  Float32Array.from(weights[name]!.data as Float32Array);

/**
 * The generator's weights with each batch normalisation drawn into the layer before it: γ(xW − μ)/√(σ² + ε) + β = x(W·s) + (β − μ·s)
 * with s = γ/√(σ² + ε). By name of the sampling program's parameters.
 */
export const foldedWeights = (weights: Snapshot, layers: number): Record<string, Float32Array> => {
  const folded: Record<string, Float32Array> = {
    'output/weight': values(weights, 'generator/output/weight'),
    'output/bias': values(weights, 'generator/output/bias'),
  };
  for (let l = 1; l <= layers; l++) {
    const of = (part: string): Float32Array => values(weights, `generator/${l}/${part}`);
    const [gamma, beta, mean, variance] = [of('gamma'), of('beta'), of('mean'), of('variance')];
    const scale = Float64Array.from(gamma, (g, c) => g / Math.sqrt(variance[c]! + EPSILON));
    const cols = scale.length;
    folded[`${l}/weight`] = of('weight').map((weight, i) => weight * scale[i % cols]!);
    folded[`${l}/bias`] = beta.map((b, c) => b - mean[c]! * scale[c]!);
  }
  return folded;
};
