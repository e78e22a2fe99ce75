import type { EncodedColumnSpec } from '../../encoding/encoded-table.js';
import { ConditionsUnsupportedError } from '../../errors/conditions-unsupported-error.js';
import { TransformError } from '../../errors/transform-error.js';
import type { RandomSource } from '../../random/random-source.js';
import type { Column } from '../../table/column.js';
import { Utf8Builder } from '../../table/utf8-builder.js';
import { missingDemand } from '../constrain/constrain-missing.js';
import { missingCodes, missingSpec, refuseMissing, validityOf } from '../missing.js';
import type { FittedTransformer, SavedTransformer } from '../transformer.js';

/** Types that generated columns come in. */
export type GeneratedType = 'utf8' | 'float64' | 'int64';

/** A column whose values are made, not learned; whether they are missing is modelled all the same. */
export interface Generated {
  /** Of the transformer. */
  readonly name: string;
  readonly column: string;
  readonly type: GeneratedType;
  readonly missing: boolean;
  /** The text of each row's value; digits for numbers. */
  generator(random: RandomSource): (row: number) => string;
  /** Why conditions on values are not supported, as a clause about the column. */
  readonly why: string;
  readonly capacity?: number;
  prepare?(): Promise<void>;
  held(): Readonly<Record<string, unknown>>;
  save(): SavedTransformer;
}

/** @throws {TransformError} for a type that values cannot be generated in */
export const generatedType = (name: string, column: Column): GeneratedType => {
  if (column.type === 'utf8' || column.type === 'float64' || column.type === 'int64') return column.type;
  throw new TransformError(
    name,
    null,
    `values of type ${column.type} cannot be generated; read it as text or give it another sdtype`,
  );
};

const column = (
  type: GeneratedType,
  rows: Float64Array,
  missing: Int32Array | null,
  text: (row: number) => string,
): Column => {
  const { length } = rows;
  const present = (k: number): boolean => missing === null || missing[k] === 0;
  if (type === 'utf8') {
    const builder = new Utf8Builder();
    for (let k = 0; k < length; k++) {
      if (present(k)) builder.append(text(rows[k]!));
      else builder.appendMissing();
    }
    return builder.finish();
  }
  const validity = missing === null ? null : validityOf(missing);
  if (type === 'int64') {
    const values = new BigInt64Array(length);
    for (let k = 0; k < length; k++) if (present(k)) values[k] = BigInt(text(rows[k]!));
    return { type, length, values, validity };
  }
  const values = new Float64Array(length);
  for (let k = 0; k < length; k++) if (present(k)) values[k] = Number(text(rows[k]!));
  return { type, length, values, validity };
};

export const fittedGenerated = (generated: Generated): FittedTransformer => {
  const { column: name, type, missing } = generated;
  const specs: EncodedColumnSpec[] = missing ? [missingSpec(name)] : [];
  return {
    name: generated.name,
    specs,
    ...(generated.capacity !== undefined && { capacity: generated.capacity }),
    ...(generated.prepare && { prepare: generated.prepare }),
    encode(piece, firstRow) {
      if (missing) return [missingCodes(piece)];
      refuseMissing(name, piece, firstRow);
      return [];
    },
    decode: (encoded, rows, random) =>
      column(type, rows, missing ? (encoded[0] as Int32Array) : null, generated.generator(random)),
    constrain(conditions) {
      const demand = missingDemand(name, conditions, missing);
      if (demand.rest.length > 0) throw new ConditionsUnsupportedError(`column "${name}"`, generated.why);
      return missing && demand.missing !== null
        ? [{ kind: 'discrete', column: 0, codes: [demand.missing ? 1 : 0] }]
        : [];
    },
    held: generated.held,
    save: generated.save,
  };
};
