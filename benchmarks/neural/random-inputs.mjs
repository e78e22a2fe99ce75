// Fills a loaded program with numbers that are legal, so that it can be run without a table.

const rangesOf = (program) => {
  const ranges = new Map();
  const note = (view, low, high) => {
    if (view && program.buffers[view.buffer].type === 'i32' && !ranges.has(view.buffer))
      ranges.set(view.buffer, { low, high });
  };
  const operations = Object.values(program.routines).flat();
  // A target has to lie in a softmax span: the j-th column of targets takes the j-th of them.
  for (const operation of operations) {
    if (operation.kind !== 'crossEntropy') continue;
    const softmax = operation.spans.filter(({ activation }) => activation === 'softmax');
    note(
      operation.targets,
      softmax.map(({ start }) => start),
      softmax.map(({ start, width }) => start + width),
    );
  }
  for (const { kind, indices, table } of operations)
    if (kind === 'gatherRows' || kind === 'scatterRows') note(indices, [0], [table.rows]);
  return ranges;
};

const initialValue = (name) => {
  if (name.endsWith('rates')) return (i) => (i === 0 ? 2e-4 : 1);
  if (name.endsWith('gamma')) return () => 1;
  if (name.endsWith('sigma')) return () => 0.1;
  return null;
};

/** Writes all inputs and parameters of a program. `uniform` gives numbers in [0, 1). */
export const fillAtRandom = (program, loaded, uniform) => {
  const ranges = rangesOf(program);
  for (const [index, { name, rows, cols, type, role }] of program.buffers.entries()) {
    if (role !== 'input' && role !== 'parameter') continue;
    if (type === 'i32') {
      const { low, high } = ranges.get(index) ?? { low: [0], high: [1] };
      const at = (i) => (i % cols) % low.length;
      const value = (_, i) => low[at(i)] + Math.floor(uniform() * (high[at(i)] - low[at(i)]));
      loaded.write(name, Int32Array.from({ length: rows * cols }, value));
    } else {
      const fixed = initialValue(name);
      const value = (_, i) => fixed?.(i) ?? (role === 'input' ? uniform() : (uniform() - 0.5) / 10);
      loaded.write(name, Float32Array.from({ length: rows * cols }, value));
    }
  }
};
