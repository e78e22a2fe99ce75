// Where values lie on an axis, and which of them are written at it.

/** A straight axis from `from` to `to` over pixels `start` to `end`. */
export const linearScale = ([from, to], [start, end]) => {
  const at = (value) => start + ((value - from) / (to - from)) * (end - start);
  const step = [0.01, 0.02, 0.05, 0.1, 0.2].find((one) => (to - from) / one <= 5) ?? 0.5;
  const ticks = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + 1e-9; i++) ticks.push(i * step);
  return { at, ticks, write: (value) => value.toFixed(2) };
};

/** A logarithmic axis in whole decades. */
export const logScale = ([from, to], [start, end]) => {
  const [low, high] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const span = Math.max(1, high - low);
  const at = (value) => start + ((Math.log10(value) - low) / span) * (end - start);
  const ticks = Array.from({ length: span + 1 }, (_, i) => 10 ** (low + i));
  return { at, ticks, write: (value) => `${Number(value.toPrecision(1))}` };
};
