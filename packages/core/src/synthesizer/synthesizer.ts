import type { Metadata } from '../metadata/metadata.js';
import type { ModelFile } from '../model-file/model-file.js';
import type { TableSource } from '../table/source.js';
import type { SynthesizerCapabilities } from './capabilities.js';
import type { ModelDescription } from './describe.js';
import type { FitOptions } from './fit-options.js';
import type { FitReport } from './fit-report.js';
import type { SampleOptions } from './sample-options.js';
import type { SampleStream } from './sample-stream.js';

/** Learns the joint distribution of a table and makes as many artificial rows as asked. */
export interface Synthesizer {
  /** A new number means a new interface, with an adapter from the old one. */
  readonly contract: 1;
  /** 'copula', 'ctgan', … or a third party's id. */
  readonly name: string;
  readonly capabilities: SynthesizerCapabilities;
  /** Options in force, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Metadata of the fitted table; null before fit. */
  readonly metadata: Metadata | null;
  /** Learns; forgets any earlier fit, keeps no reference to the data. */
  fit(data: TableSource, options?: FitOptions): Promise<FitReport>;
  /** Rows start … start+rows−1. Argument errors are thrown by the call itself, not by the iterator. */
  sample(rows: number, options?: SampleOptions): SampleStream;
  /** Everything learned, as data; `save` and `encodeModelFile` write it. */
  toModel(): ModelFile;
  /** What the model is and which real values it holds. */
  describe(): ModelDescription;
  /** Frees what the model holds; later calls throw CVD_DISPOSED. May be called twice. */
  dispose(): void;
}
