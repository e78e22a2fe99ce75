/** The attacks of `@cvd/evaluation/attacks` by name, in the order in which they run. */
export const attackNames = ['membership', 'attributeInference', 'singlingOut', 'linkability'] as const;

export type AttackName = (typeof attackNames)[number];
