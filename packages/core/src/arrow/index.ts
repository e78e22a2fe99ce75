export { ArrowFormatError } from '../errors/arrow-format-error.js';
export { ArrowTypeError } from '../errors/arrow-type-error.js';
export { type ArrowFileHandle, fromArrowIpc, readArrowStream, tableFromArrow } from './from-arrow.js';
export { type ToArrowIpcOptions, type ToArrowOptions, tableToArrow, toArrowIpc } from './to-arrow.js';
export { writeArrowStream } from './write-arrow-stream.js';
export type { ArrowText } from './write-column.js';
