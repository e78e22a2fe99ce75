import type { Table } from '../../table/table.js';
import type { Metadata } from '../metadata.js';
import type { ColumnProfile } from '../profile/column-profile.js';
import { ColumnProfiler } from '../profile/column-profiler.js';
import { decideColumn } from './decide-column.js';
import type { ColumnDecision } from './decision.js';
import { isKeyCandidate, pickPrimaryKey } from './primary-key.js';

/** Metadata as found in a table, with the reason for every column. */
export interface DetectedMetadata {
  readonly metadata: Metadata;
  /** One entry a column, in the table's order. */
  readonly decisions: readonly ColumnDecision[];
}

const sentence = (column: string, sdtype: string, evidence: string): string =>
  `"${column}" is ${sdtype} because ${evidence}.`;

const describe = (tableName: string, profiles: ReadonlyMap<string, ColumnProfile>): DetectedMetadata => {
  const found = [...profiles].map(([column, profile]) => {
    const { metadata, evidence } = decideColumn(column, profile);
    return {
      column,
      profile,
      metadata,
      evidence,
      sdtype: metadata.sdtype,
      candidate: isKeyCandidate(metadata.sdtype, profile),
    };
  });
  const key = pickPrimaryKey(found.filter(({ candidate }) => candidate));
  const decisions = found.map(
    ({ column, profile, sdtype, evidence, candidate }): ColumnDecision => ({
      column,
      sdtype,
      reason: sentence(column, sdtype, evidence),
      nullable: profile.missing > 0,
      missing: profile.missing,
      missingShare: profile.rows === 0 ? 0 : profile.missing / profile.rows,
      decimals: sdtype === 'numerical' ? (profile.numbers?.decimals ?? null) : null,
      distinct: profile.distinct,
      distinctExact: profile.distinctExact,
      primaryKeyCandidate: candidate,
      primaryKey: column === key,
    }),
  );
  const columns = Object.fromEntries(found.map(({ column, metadata }) => [column, metadata]));
  return {
    metadata: {
      METADATA_SPEC_VERSION: 'V1',
      tables: Object.fromEntries([[tableName, { ...(key === undefined ? {} : { primary_key: key }), columns }]]),
      relationships: [],
    },
    decisions,
  };
};

/** Takes the batches of one table, then decides. Batches must have the same columns and types. */
export class Detection {
  readonly #profilers = new Map<string, ColumnProfiler>();

  add(batch: Table): void {
    for (const name of batch.names) {
      const column = batch.column(name);
      let profiler = this.#profilers.get(name);
      if (!profiler) this.#profilers.set(name, (profiler = new ColumnProfiler(column)));
      profiler.add(column);
    }
  }

  finish(tableName: string): DetectedMetadata {
    return describe(tableName, new Map([...this.#profilers].map(([name, profiler]) => [name, profiler.finish()])));
  }
}
