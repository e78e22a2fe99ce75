import { normalPdf } from '@cvd/core';
import type { Steps } from './steps.js';

/**
 * Hermite coefficients c₁ … c_terms of a column's scores s(Z): c_n = E[s(Z)·He_n(Z)]/√n!. For a step function
 * c_n = n^(−½)·Σ over the cuts τ of (jump of s at τ)·He_{n−1}(τ)/√(n−1)!·φ(τ).
 * For two columns with latent correlation ρ, Mehler's formula gives E[s_a·s_b] = Σ c_n(a)·c_n(b)·ρⁿ.
 * Cost levels × terms.
 * Source: Kendall (1941), "Proof of relations connected with the tetrachoric series and its generalization",
 * Biometrika 32.
 */
export const hermiteCoefficients = ({ cuts, scores }: Steps, terms: number): Float64Array => {
  const out = new Float64Array(terms);
  for (let k = 0; k < cuts.length; k++) {
    const cut = cuts[k]!;
    if (!Number.isFinite(cut)) continue;
    const weight = (scores[k + 1]! - scores[k]!) * normalPdf(cut);
    // Normalised recurrence: h_{n+1} = (x·h_n − √n·h_{n−1})/√(n+1).
    let previous = 0;
    let current = 1;
    for (let n = 1; n <= terms; n++) {
      out[n - 1]! += (weight * current) / Math.sqrt(n);
      const next = (cut * current - Math.sqrt(n - 1) * previous) / Math.sqrt(n);
      previous = current;
      current = next;
    }
  }
  return out;
};
