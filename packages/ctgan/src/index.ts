export { type CtganProgramOptions, recordCtgan } from './program/record-ctgan.js';
export type { CtganShape } from './program/shape.js';
