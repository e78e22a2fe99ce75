export { type FileChunksOptions, fileChunks } from './file-chunks.js';
export { toReadError, toWriteError } from './file-errors.js';
export { load, readModelFile } from './load.js';
export { type ReadCsvOptions, readCsv } from './read-csv.js';
export { save } from './save.js';
export { type PendingFile, pathBeside, writeBeside, writeWholeFile } from './write-beside.js';
