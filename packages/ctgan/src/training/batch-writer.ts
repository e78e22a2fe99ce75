import type { PackedRows } from '@cvd/core';
import type { LoadedProgram } from '@cvd/engine';
import type { ConditionLayout } from '../data/condition-layout.js';
import { conditionRow, dataRow } from '../program/critic-rows.js';
import { type CtganShape, entriesOf, groupsOf } from '../program/shape.js';
import type { ConditionBatch } from './training-sampler.js';

/** Writes batches into the inputs of the recorded program; keeps the arrays it writes from. */
export interface BatchWriter {
  /** Conditions of the rows that `routine` generates. */
  conditions(program: LoadedProgram, routine: 'critic' | 'generator', batch: ConditionBatch): void;
  /** Real rows by id, and the conditions they were drawn for. */
  real(program: LoadedProgram, ids: Int32Array, asked: ConditionBatch): void;
}

/** @param table - the training rows; null where only conditions are written */
export const batchWriter = (shape: CtganShape, layout: ConditionLayout, table: PackedRows | null): BatchWriter => {
  const { batchSize, pac, conditionWidth } = shape;
  const groups = groupsOf(shape);
  const conditioned = conditionWidth > 0;
  const entries = entriesOf(shape) + (conditioned ? 1 : 0);
  const places = new Int32Array(batchSize);
  const targets = new Int32Array(batchSize);
  const packed = new Int32Array(batchSize);
  const realRows = new Int32Array(batchSize * entries);
  const realValues = new Float32Array(batchSize * entries).fill(1);
  /** Row r of a batch is slot ⌊r/G⌋ of group r mod G; in packed inputs a group's slots stand side by side. */
  const packedPlace = (r: number): number => (r % groups) * pac + Math.floor(r / groups);

  return {
    conditions: (program, routine, { columns, codes }) => {
      if (!conditioned) return;
      for (let r = 0; r < batchSize; r++) {
        const { place, target } = layout.columns[columns[r]!]!;
        places[r] = place + codes[r]!;
        targets[r] = target + codes[r]!;
        packed[packedPlace(r)] = conditionRow(shape, Math.floor(r / groups), places[r]!);
      }
      program.write(`${routine}/conditions`, places);
      program.write(`${routine}/packed`, packed);
      if (routine === 'generator') program.write('generator/targets', targets);
    },
    real: (program, ids, asked) => {
      if (!table) return;
      for (let r = 0; r < batchSize; r++) {
        const slot = Math.floor(r / groups);
        const first = dataRow(shape, slot, 0);
        let at = packedPlace(r) * entries;
        const choices = ids[r]! * table.choices;
        for (let c = 0; c < table.choices; c++) realRows[at++] = first + table.columns[choices + c]!;
        const scalars = ids[r]! * table.scalars;
        for (let s = 0; s < table.scalars; s++) {
          realRows[at] = first + table.scalarColumns[s]!;
          realValues[at++] = table.values[scalars + s]!;
        }
        if (conditioned) {
          const { place } = layout.columns[asked.columns[r]!]!;
          realRows[at] = conditionRow(shape, slot, place + asked.codes[r]!);
        }
      }
      program.write('critic/real-rows', realRows);
      program.write('critic/real-values', realValues);
    },
  };
};
