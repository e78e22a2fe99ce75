import { createNdjsonFormatter } from '../ndjson/format-ndjson.js';
import type { Sink } from '../sink/sink.js';
import { fileSink } from './file-sink.js';

/**
 * Lands rows in an NDJSON file in the form of `formatNdjson`, without their identity. The file appears under its name when
 * the sink is closed; aborted work leaves nothing. A name that ends in `.gz` is compressed.
 * @example await stream(model.sample(10_000), ndjsonSink('synthetic.ndjson'));
 */
export const ndjsonSink = (path: string): Sink => fileSink('ndjson', path, createNdjsonFormatter);
