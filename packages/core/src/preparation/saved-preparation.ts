import type { Tensor } from '../model-file/model-file.js';
import { ofPrefix, withPrefix } from '../model-file/tensor-names.js';
import type { ColumnType } from '../table/column.js';
import { transformerNamed } from '../transformers/registry.js';
import { type PreparedTable, prepareTable } from './prepared-table.js';

/** Names of a method's own tensors in a file begin so; those of the columns do not. */
export const METHOD_TENSORS = 'method.';

/** One column's transformer in the JSON part of a file; its tensors stand in the file under its number. */
export interface SavedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly transformer: string;
  readonly content: unknown;
}

const prefixOf = (column: number): string => `column.${column}.`;

export const savePrepared = ({
  columns,
}: PreparedTable): { columns: readonly SavedColumn[]; tensors: Record<string, Tensor> } => {
  const saved = columns.map(({ name, type, transformer }) => ({ name, type, saved: transformer.save() }));
  return {
    columns: saved.map(({ name, type, saved: { name: transformer, content } }) => ({
      name,
      type,
      transformer,
      content,
    })),
    tensors: Object.assign({}, ...saved.map(({ saved: { tensors } }, i) => withPrefix(prefixOf(i), tensors))),
  };
};

/** @param tensors - those of the whole file */
export const restorePrepared = (
  columns: readonly SavedColumn[],
  tensors: Readonly<Record<string, Tensor>>,
): PreparedTable =>
  prepareTable(
    columns.map(({ name, type, transformer, content }, i) => ({
      name,
      type,
      transformer: transformerNamed(transformer).restore({
        name: transformer,
        content,
        tensors: ofPrefix(prefixOf(i), tensors),
      }),
    })),
  );
