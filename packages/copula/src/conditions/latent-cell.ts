/** An interval of a latent variable that a condition allows; also one value, where `low` = `high`. */
export interface LatentCell {
  readonly low: number;
  readonly high: number;
  /** For a single value: log of dz/dx, by which the density of the column's own value is weighed. */
  readonly logJacobian: number;
  /** For a single value: what the columns must come out as. */
  readonly pins: readonly { readonly column: number; readonly value: number }[];
}

export const interval = (low: number, high: number): LatentCell => ({ low, high, logJacobian: 0, pins: [] });

export const isPoint = ({ low, high }: LatentCell): boolean => low === high;

/** −cell, for a column that falls as its latent variable rises. */
export const mirrored = (cells: readonly LatentCell[]): LatentCell[] =>
  cells.map((cell) => ({ ...cell, low: -cell.high, high: -cell.low })).reverse();

/**
 * What two sets of cells have in common; cells that only touch have nothing. Both ascending; so is the result. Columns
 * that share a latent variable reach its points by different sums, so points are compared with a tolerance.
 */
export const intersectCells = (a: readonly LatentCell[], b: readonly LatentCell[]): LatentCell[] => {
  const slack = 1e-9;
  const out: LatentCell[] = [];
  for (const x of a) {
    for (const y of b) {
      const [point, other] = isPoint(x) ? [x, y] : [y, x];
      if (isPoint(point)) {
        if (point.low < other.low - slack || point.low > other.high + slack) continue;
        out.push({ ...point, pins: [...x.pins, ...y.pins] });
      } else {
        const low = Math.max(x.low, y.low);
        const high = Math.min(x.high, y.high);
        if (low < high) out.push(interval(low, high));
      }
    }
  }
  return out;
};

/** Ascending cells with neighbours that touch made one. */
export const joinTouching = (cells: readonly LatentCell[]): LatentCell[] => {
  const out: LatentCell[] = [];
  for (const cell of cells) {
    const last = out.at(-1);
    if (last && !isPoint(last) && !isPoint(cell) && cell.low <= last.high)
      out[out.length - 1] = interval(last.low, cell.high);
    else out.push(cell);
  }
  return out;
};
