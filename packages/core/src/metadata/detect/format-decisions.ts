import type { ColumnDecision } from './decision.js';
import { grouped } from './evidence.js';

const cells = (decision: ColumnDecision): string[] => [
  decision.column,
  decision.sdtype + (decision.primaryKey ? ' (key)' : ''),
  decision.missing === 0 ? '-' : `${grouped(decision.missing)} (${(decision.missingShare * 100).toFixed(1)} %)`,
  `${decision.distinctExact ? '' : '~'}${grouped(decision.distinct)}`,
  decision.decimals === null ? '-' : String(decision.decimals),
  decision.reason,
];

/** The decisions as lines of text, in columns: name, sdtype, missing, distinct, decimals, reason. */
export const formatDecisions = (decisions: readonly ColumnDecision[]): string => {
  const rows = [['column', 'sdtype', 'missing', 'distinct', 'decimals', 'why'], ...decisions.map(cells)];
  const right = new Set([2, 3, 4]);
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          i === row.length - 1 ? cell : right.has(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
        )
        .join('  '),
    )
    .join('\n');
};
