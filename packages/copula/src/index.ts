export { copula } from './copula.js';
export { copulaMethod } from './copula-method.js';
export type { CopulaOptions, MarginalChoice } from './options.js';
