import { CvdError } from '../errors/cvd-error.js';
import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import type { Metadata } from '../metadata/metadata.js';
import { columnMetadata, tableMetadata } from '../metadata/table-metadata.js';
import type { ModelFile } from '../model-file/model-file.js';
import { ofPrefix, withPrefix } from '../model-file/tensor-names.js';
import type { PreparedTable } from '../preparation/prepared-table.js';
import { METHOD_TENSORS, restorePrepared, type SavedColumn, savePrepared } from '../preparation/saved-preparation.js';
import type { FittedTransformer } from '../transformers/transformer.js';
import { decodeKept } from './decode-kept.js';
import type { ModelDescription } from './describe.js';
import type { FittedMethod, Method } from './method.js';

/** Everything a fitted synthesizer holds. */
export interface FittedState {
  readonly metadata: Metadata;
  /** Rows of the fitted table. */
  readonly rows: number;
  readonly packageVersion: string;
  readonly prepared: PreparedTable;
  readonly model: FittedMethod;
}

/** The JSON part of a model file that `defineSynthesizer` writes. */
interface SavedState {
  readonly metadata: Metadata;
  readonly rows: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly columns: readonly SavedColumn[];
  readonly method: unknown;
}

export const saveState = (
  method: string,
  options: Readonly<Record<string, unknown>>,
  state: FittedState,
): ModelFile => {
  const { columns, tensors } = savePrepared(state.prepared);
  const model = state.model.save();
  const content: SavedState = {
    metadata: state.metadata,
    rows: state.rows,
    options,
    columns,
    method: model.content,
  };
  return {
    version: 1,
    method,
    packageVersion: state.packageVersion,
    content: { ...content },
    tensors: { ...tensors, ...withPrefix(METHOD_TENSORS, model.tensors) },
  };
};

interface RestoredState {
  readonly state: FittedState;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * @param file - of this method, its bytes checked by `decodeModelFile`
 * @throws {InvalidModelFileError} when its contents are whole and yet no model of this method
 */
export const restoreState = <Options extends object>(method: Method<Options>, file: ModelFile): RestoredState => {
  try {
    return readState(method, file);
  } catch (cause) {
    if (CvdError.isInstance(cause)) throw cause;
    throw new InvalidModelFileError(`its contents make no "${method.name}" model`, null, { cause });
  }
};

const readState = <Options extends object>(method: Method<Options>, file: ModelFile): RestoredState => {
  const saved = file.content as unknown as SavedState;
  const prepared = restorePrepared(saved.columns, file.tensors);
  const model = method.restore(
    { content: saved.method, tensors: ofPrefix(METHOD_TENSORS, file.tensors) },
    saved.options as Options,
  );
  const { metadata, rows, options } = saved;
  const table = tableMetadata(metadata);
  for (const { name } of prepared.columns)
    if (!columnMetadata(table, name)) throw new Error(`no metadata of "${name}"`);
  if (!Number.isSafeInteger(options.seed)) throw new Error('no seed');
  return { state: { metadata, rows, packageVersion: file.packageVersion, prepared, model }, options };
};

export const describeState = (
  method: string,
  options: Readonly<Record<string, unknown>>,
  state: FittedState,
): ModelDescription => {
  const table = Object.values(state.metadata.tables)[0]!;
  const kept = state.model.held?.() ?? new Map<string, Float64Array>();
  const keptOf = (transformer: FittedTransformer): { values?: readonly unknown[] } => {
    const spec = transformer.specs.find(({ kind, name }) => kind === 'continuous' && kept.has(name));
    return spec ? { values: decodeKept(transformer, kept.get(spec.name)!) } : {};
  };
  return {
    method,
    packageVersion: state.packageVersion,
    options,
    rows: state.rows,
    metadata: state.metadata,
    columns: state.prepared.columns.map(({ name, transformer }) => ({
      name,
      sdtype: table.columns[name]!.sdtype,
      transformer: transformer.name,
      modelled: transformer.specs.length > 0,
      held: { ...transformer.held(), ...keptOf(transformer) },
    })),
    parameters: state.model.describe(),
  };
};
