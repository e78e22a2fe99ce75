/** Adam's betas for both networks. Source: WGAN-GP, arXiv 1704.00028, section 4; β₂ as there, β₁ = .5 as in CTGAN's published implementation. */
export const BETAS = { beta1: 0.5, beta2: 0.9 };
