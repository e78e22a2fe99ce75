import type { Span } from '@cvd/core';
import type { View } from './view.js';

/*
 * The operations. Letters in the shapes: R rows of a batch, C columns, K inner dimension, G groups, S spans.
 * Unless said otherwise an operation overwrites `out`; `accumulate` adds to it instead. Sums run in an order that does
 * not depend on the number of threads. An operation does not work on rows that it writes, except that `out` may be exactly
 * the view of an input in: add, multiply and mixRows (a or b), scaleRows and leakyDropout (x), reluBackward (gradient or
 * output), batchNormBackward and spanActivationBackward (gradient). Inputs of the host are never written. Places (indices,
 * targets) are taken from inputs only, so that a backend can check their values when the host writes them.
 */

/**
 * Where the random numbers of an operation come from. 'stream' is counter-based (Philox4x32-10): element (r, c) of the
 * operation's output is made of word c mod 4 of the block with
 *   counter = (⌊c/4⌋, stream + 256 × attempt, low(row), high(row)), key = the key the program was loaded with,
 * where row is `rows[r]` (two i32 columns: low and high half) if given, else step × R + r (an exact integer below 2⁵³);
 * step and attempt come with each run. A word w gives the uniform u = (⌊w/2⁹⌋ + ½)·2⁻²³, exact in float32.
 * A Gumbel number is −ln(−ln u); normals are defined at {@link Normal}. Where an operation's output is not the matrix that
 * is drawn for (sampleSpans), element (r, c) is that of its logits.
 * 'given' reads the numbers from a buffer of that shape: uniforms, normals or Gumbel numbers, as the operation uses.
 */
export type Noise =
  | {
      readonly kind: 'stream' /** 0 … 255, used by one operation of a routine. */;
      readonly stream: number;
      readonly rows?: View;
    }
  | { readonly kind: 'given'; readonly values: View };

// --- matrix products and one-hot inputs ---

/** out[R×C] = activation((accumulate ? out : 0) + bias[1×C] + Σ over terms of op(a)·op(b)), op transposing where said. */
export interface Matmul {
  readonly kind: 'matmul';
  readonly out: View;
  readonly terms: readonly { readonly a: View; readonly b: View }[];
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias: View | null;
  readonly accumulate: boolean;
  readonly activation: 'none' | 'relu';
}

/** out[r] (+)= bias + Σⱼ values[r, j] · table[indices[r, j]]: a product with a sparse matrix. An index −1 adds nothing; values null are ones. */
export interface GatherRows {
  readonly kind: 'gatherRows';
  readonly out: View;
  readonly table: View;
  /** i32, R×J, rows of `table`. */
  readonly indices: View;
  /** f32, R×J. */
  readonly values: View | null;
  readonly bias: View | null;
  readonly accumulate: boolean;
}

/** table (+)= the transpose of {@link GatherRows}: table[indices[r, j]] += values[r, j] · x[r], r ascending, then j. */
export interface ScatterRows {
  readonly kind: 'scatterRows';
  readonly table: View;
  readonly x: View;
  readonly indices: View;
  readonly values: View | null;
  readonly accumulate: boolean;
}

/** out[C×R] = xᵀ. */
export interface Transpose {
  readonly kind: 'transpose';
  readonly out: View;
  readonly x: View;
}

// --- elementwise ---

export interface Fill {
  readonly kind: 'fill';
  readonly out: View;
  readonly value: number;
}

/** out = scaleA·a + scaleB·b. */
export interface Add {
  readonly kind: 'add';
  readonly out: View;
  readonly a: View;
  readonly b: View;
  readonly scaleA: number;
  readonly scaleB: number;
}

/** out = a ∘ b. */
export interface Multiply {
  readonly kind: 'multiply';
  readonly out: View;
  readonly a: View;
  readonly b: View;
}

/** out[r] = weight[r]·a[r] + (1 − weight[r])·b[r]; weight is R×1. */
export interface MixRows {
  readonly kind: 'mixRows';
  readonly out: View;
  readonly a: View;
  readonly b: View;
  readonly weight: View;
}

/** out[r] = scale[r]·x[r]; scale is R×1. */
export interface ScaleRows {
  readonly kind: 'scaleRows';
  readonly out: View;
  readonly x: View;
  readonly scale: View;
}

/** x is brought into [low, high], in place. */
export interface Clamp {
  readonly kind: 'clamp';
  readonly x: View;
  readonly low: number;
  readonly high: number;
}

/** out = gradient where output > 0, else 0: the backward pass of ReLU, from what it gave. */
export interface ReluBackward {
  readonly kind: 'reluBackward';
  readonly out: View;
  readonly gradient: View;
  readonly output: View;
}

/**
 * Leaky ReLU followed by inverted dropout: factor = (x > 0 ? 1 : slope) · (u < rate ? 0 : 1/(1 − rate)), out = factor ∘ x.
 * `noise` are uniforms u, compared with the rate rounded to float32; rate 0 draws none. The derivative is `factor` itself, so the backward pass is a product with it.
 */
export interface LeakyDropout {
  readonly kind: 'leakyDropout';
  readonly out: View;
  readonly factor: View;
  readonly x: View;
  readonly slope: number;
  readonly rate: number;
  readonly noise: Noise;
}

// --- reductions ---

/** out[1×C] (+)= scale · Σᵣ x[r]. */
export interface SumRows {
  readonly kind: 'sumRows';
  readonly out: View;
  readonly x: View;
  readonly scale: number;
  readonly accumulate: boolean;
}

/** out[1×1] (+)= scale · Σ of all elements of x. */
export interface Sum {
  readonly kind: 'sum';
  readonly out: View;
  readonly x: View;
  readonly scale: number;
  readonly accumulate: boolean;
}

/** out[g] (+)= Σ over the rows r of x with r mod G = g of |x[r]|²; out is G×1 and G divides R. */
export interface SquaredNorms {
  readonly kind: 'squaredNorms';
  readonly out: View;
  readonly x: View;
  readonly accumulate: boolean;
}

/**
 * The gradient penalty of WGAN-GP from squared norms n_g of the critic's input gradients (G×1):
 * loss[1×1] = λ/G Σ (√n_g − 1)², coefficient[g] = 2λ/G · (1 − 1/√n_g), and 0 where n_g = 0.
 */
export interface GradientPenalty {
  readonly kind: 'gradientPenalty';
  readonly squaredNorms: View;
  readonly coefficient: View;
  readonly loss: View;
  readonly lambda: number;
}

// --- batch normalisation ---

/**
 * Over the rows of x[R×C]: mean[1×C], variance[1×C] (biased), out = activation(gamma·(x − mean)/√(variance + epsilon) + beta).
 */
export interface BatchNorm {
  readonly kind: 'batchNorm';
  readonly out: View;
  readonly x: View;
  readonly gamma: View;
  readonly beta: View;
  readonly mean: View;
  readonly variance: View;
  readonly epsilon: number;
  readonly activation: 'none' | 'relu';
}

/** The backward pass of {@link BatchNorm}; `output` is what it gave (for the ReLU's mask). `gradient` and `out` may be the same. */
export interface BatchNormBackward {
  readonly kind: 'batchNormBackward';
  readonly out: View;
  readonly gradient: View;
  readonly output: View;
  readonly x: View;
  readonly gamma: View;
  readonly mean: View;
  readonly variance: View;
  readonly gammaGradient: View;
  readonly betaGradient: View;
  readonly epsilon: number;
  readonly activation: 'none' | 'relu';
}

// --- spans ---

/**
 * Per span of logits[R×C]: tanh, or softmax((logits + Gumbel noise)/temperature); `noise` null leaves the noise out. The
 * spans cover all columns.
 */
export interface SpanActivation {
  readonly kind: 'spanActivation';
  readonly out: View;
  readonly logits: View;
  readonly spans: readonly Span[];
  readonly temperature: number;
  readonly noise: Noise | null;
}

/** Gradient for the logits from the gradient for the output y: tanh g(1 − y²), softmax y(g − Σ g·y)/temperature. */
export interface SpanActivationBackward {
  readonly kind: 'spanActivationBackward';
  readonly out: View;
  readonly gradient: View;
  readonly output: View;
  readonly spans: readonly Span[];
  readonly temperature: number;
}

/**
 * Cross-entropy of softmax spans: `targets` (i32, R×J) are columns of `logits`, each inside a softmax span, −1 for none
 * (a buffer that was never written holds 0, which adds nothing where it is no such column).
 * loss[r] = scale · Σⱼ (log Σ exp(logits of the span) − logits[target]), loss is R×1;
 * gradient[R×C] (+)= scale · (softmax − one-hot) in the spans concerned, and 0 elsewhere (without accumulate).
 */
export interface CrossEntropy {
  readonly kind: 'crossEntropy';
  readonly logits: View;
  readonly targets: View;
  readonly spans: readonly Span[];
  readonly loss: View;
  readonly gradient: View;
  readonly scale: number;
  readonly accumulate: boolean;
}

/**
 * The choice of each span, as columns of i32 codes counted from the span's start. With noise codes[r, s] is drawn from the softmax
 * of the s-th softmax span by inversion: the number of k < width − 1 with Σ_{i ≤ k} eᵢ ≤ u·Σ e, where eᵢ = exp(logitᵢ − largest) and u
 * is the noise's uniform of element (r, s). `noise` null: the largest logit, the first of equal ones. scalars[r, t] = tanh of the
 * t-th tanh span's logit. Either output may be null where there is no such span.
 */
export interface SampleSpans {
  readonly kind: 'sampleSpans';
  readonly logits: View;
  readonly spans: readonly Span[];
  readonly codes: View | null;
  readonly scalars: View | null;
  readonly noise: Noise | null;
}

// --- variational autoencoder ---

/** out = mean + exp(logVariance/2) ∘ epsilon, where epsilon are normals from `noise`; they are kept for the backward pass. */
export interface Reparameterize {
  readonly kind: 'reparameterize';
  readonly out: View;
  readonly epsilon: View;
  readonly mean: View;
  readonly logVariance: View;
  readonly noise: Noise;
}

/**
 * KL divergence from the standard normal, and the gradients of it and of the code:
 * loss[r] = −scale/2 · Σ(1 + v − μ² − eᵛ); meanGradient = gradient + scale·μ;
 * logVarianceGradient = gradient ∘ epsilon ∘ e^{v/2}/2 + scale/2·(eᵛ − 1). `gradient` is that of {@link Reparameterize}'s out.
 */
export interface LatentBackward {
  readonly kind: 'latentBackward';
  readonly mean: View;
  readonly logVariance: View;
  readonly epsilon: View;
  readonly gradient: View;
  readonly meanGradient: View;
  readonly logVarianceGradient: View;
  /** R×1. */
  readonly loss: View;
  readonly scale: number;
}

/**
 * Gaussian reconstruction of the tanh columns, t = tanh(logits[r, columns[j]]), σ = sigma[j] (1×J), x is R×J:
 * loss[r] (+)= scale · Σⱼ ((xⱼ − tⱼ)²/(2σⱼ²) + ln σⱼ); gradient[r, columns[j]] = scale · (t − x)/σ² · (1 − t²), other columns
 * stay as they are; sigmaGradient[j] = scale · Σᵣ (1/σ − (x − t)²/σ³).
 */
export interface GaussianReconstruction {
  readonly kind: 'gaussianReconstruction';
  readonly logits: View;
  readonly x: View;
  readonly columns: readonly number[];
  readonly sigma: View;
  readonly loss: View;
  readonly gradient: View;
  readonly sigmaGradient: View;
  readonly scale: number;
  readonly accumulate: boolean;
}

// --- random numbers ---

/** out = uniforms in (0, 1). */
export interface Uniform {
  readonly kind: 'uniform';
  readonly out: View;
  readonly noise: Noise;
}

/**
 * out = standard normals, by Box and Muller: the uniforms of elements (c, c+1), c even, give √(−2 ln u₀)·cos 2πu₁ and
 * √(−2 ln u₀)·sin 2πu₁.
 */
export interface Normal {
  readonly kind: 'normal';
  readonly out: View;
  readonly noise: Noise;
}

// --- optimizer ---

/**
 * One step of Adam with L2 weight decay: g = gradient + weightDecay·p; m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²;
 * p −= rates[0]·m / (√v·rates[1] + epsilon). `rates` (1×2, an input) holds lr/(1 − β₁ᵗ) and 1/√(1 − β₂ᵗ).
 */
export interface Adam {
  readonly kind: 'adam';
  readonly parameter: View;
  readonly gradient: View;
  readonly m: View;
  readonly v: View;
  readonly rates: View;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

export type Operation =
  | Matmul
  | GatherRows
  | ScatterRows
  | Transpose
  | Fill
  | Add
  | Multiply
  | MixRows
  | ScaleRows
  | Clamp
  | ReluBackward
  | LeakyDropout
  | SumRows
  | Sum
  | SquaredNorms
  | GradientPenalty
  | BatchNorm
  | BatchNormBackward
  | SpanActivation
  | SpanActivationBackward
  | CrossEntropy
  | SampleSpans
  | Reparameterize
  | LatentBackward
  | GaussianReconstruction
  | Uniform
  | Normal
  | Adam;

export type OperationKind = Operation['kind'];
