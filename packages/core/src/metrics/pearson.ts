/**
 * Pearson's correlation over the rows in which both values are present (not NaN), scaled by the largest deviation so
 * that large values do not overflow. NaN when either column is constant in those rows or when there are fewer than two.
 * @param x - one value a row
 * @param y - of the same length
 */
export const pearson = (x: Float64Array, y: Float64Array): number => {
  const rows = pairedRows(x, y);
  if (rows < 2) return Number.NaN;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) continue;
    sumX += x[i]!;
    sumY += y[i]!;
  }
  const meanX = sumX / rows;
  const meanY = sumY / rows;
  let maxX = 0;
  let maxY = 0;
  let firstX = Number.NaN;
  let firstY = Number.NaN;
  let constantX = true;
  let constantY = true;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) continue;
    if (Number.isNaN(firstX)) {
      firstX = x[i]!;
      firstY = y[i]!;
    }
    constantX &&= x[i] === firstX;
    constantY &&= y[i] === firstY;
    maxX = Math.max(maxX, Math.abs(x[i]! - meanX));
    maxY = Math.max(maxY, Math.abs(y[i]! - meanY));
  }
  if (constantX || constantY) return Number.NaN;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) continue;
    const dx = (x[i]! - meanX) / maxX;
    const dy = (y[i]! - meanY) / maxY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
  return Math.max(-1, Math.min(1, r));
};

/** Rows in which both columns hold a value. */
export const pairedRows = (x: Float64Array, y: Float64Array): number => {
  let rows = 0;
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i]) && !Number.isNaN(y[i])) rows++;
  return rows;
};
