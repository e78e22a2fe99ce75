import type { EncodedColumnSpec, Warning } from '@cvd/core';

/** A warning for every marginal that was chosen for a column which is not there, or has no numbers to model. */
export const unusedMarginals = (
  marginals: Readonly<Record<string, unknown>>,
  specs: readonly EncodedColumnSpec[],
): Warning[] =>
  Object.keys(marginals)
    .filter((name) => !specs.some((spec) => spec.kind === 'continuous' && [spec.source, spec.name].includes(name)))
    .map((name) => ({
      code: 'marginal-not-used',
      column: name,
      message: `The marginal chosen for "${name}" was not used: no column of that name has numbers or dates to model. Check the name in the option marginals.`,
    }));
