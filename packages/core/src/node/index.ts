export { toReadError, toWriteError } from './file-errors.js';
export { load, readModelFile } from './load.js';
export { save } from './save.js';
export { type PendingFile, pathBeside, writeBeside, writeWholeFile } from './write-beside.js';
