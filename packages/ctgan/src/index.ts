export { ctgan } from './ctgan.js';
export { ctganMethod } from './ctgan-method.js';
export type { CtganOptions } from './options.js';
export { type CtganProgramOptions, recordCtgan } from './program/record-ctgan.js';
export { recordSampler, type SamplerShape } from './program/record-sampler.js';
export type { CtganShape } from './program/shape.js';
