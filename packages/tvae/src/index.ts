export type { CategorySampling, TvaeOptions } from './options.js';
export { tvae } from './tvae.js';
export { tvaeMethod } from './tvae-method.js';
