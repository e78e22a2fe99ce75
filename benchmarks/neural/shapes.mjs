// The shapes of the two tables as CTGAN and TVAE see them: continuous columns as a scaled value and its mode, discrete ones as a choice.

/** Categories of each discrete column, and modes that the mixtures of each continuous column keep (a typical fit). */
const tables = {
  cvd: { categories: [5, 5, 2, 2, 2, 2, 2, 4, 2, 2, 13, 2], modes: [9, 8, 8, 8, 8, 8, 8] },
  adult: { categories: [9, 16, 7, 15, 6, 5, 2, 42, 2], modes: [8, 8, 8, 8, 7, 7] },
};

/** @returns { spans, width, conditionWidth } of a table: 107 and 43 columns for cvd, 156 and 104 for adult */
export const shapeOfTable = (name) => {
  const { categories, modes } = tables[name];
  const kinds = [
    ...modes.flatMap((width) => [
      ['tanh', 1],
      ['softmax', width],
    ]),
    ...categories.map((width) => ['softmax', width]),
  ];
  const spans = [];
  let width = 0;
  for (const [activation, columns] of kinds) {
    spans.push({ start: width, width: columns, activation });
    width += columns;
  }
  return { spans, width, conditionWidth: categories.reduce((sum, count) => sum + count, 0) };
};
