// What falls short, in words, read off the kept results so that it cannot go out of date.
import { FIGURES } from './figures.mjs';
import { linesOf, meanOf, numbersOf } from './group.mjs';

const COMPARED = {
  quality: 'quality .5/.3',
  c2st: 'C2ST',
  tstrTrees: 'TSTR by trees',
  tstrLinear: 'TSTR by the linear model',
  cpu: 'processor seconds of the fit',
  memory: 'peak memory',
};

/** Differences below these are noise between seeds or cuts, not a finding. */
const NOTABLE = { quality: 0.003, c2st: 0.01, tstrTrees: 0.005, tstrLinear: 0.005, cpu: 0, memory: 0 };

/** A C2ST below .5 is chance, and no better than .5. */
const value = (line, key) => {
  const values = numbersOf(line, FIGURES[key].pick);
  if (values.length === 0) return null;
  return key === 'c2st' ? Math.max(0.5, meanOf(values)) : meanOf(values);
};

const behind = (ours, theirs, key) => {
  const [mine, other] = [value(ours, key), value(theirs, key)];
  if (mine === null || other === null) return null;
  const lack = FIGURES[key].better === 'high' ? other - mine : mine - other;
  const { write } = FIGURES[key];
  return lack > NOTABLE[key] ? `${COMPARED[key]} ${write(mine)} against ${write(other)}` : null;
};

const ofDataset = (cells, { name, title }) => {
  const lines = linesOf(cells, name);
  const found = lines.flatMap((ours) => {
    const theirs = lines.find(({ who, method }) => who === 'sdv' && method === ours.method);
    if (ours.who !== 'ours' || !theirs) return [];
    const parts = Object.keys(COMPARED).flatMap((key) => behind(ours, theirs, key) ?? []);
    return parts.length > 0 ? [`- ${title}, ${ours.title} behind ${theirs.title}: ${parts.join('; ')}.`] : [];
  });
  const real = lines.find(({ who, method }) => who === 'baseline' && method === 'holdout');
  const mine = lines.filter(({ who, cells: runs }) => who === 'ours' && runs.length > 0);
  const best = (key) =>
    mine
      .map((line) => ({ title: line.title, value: value(line, key) }))
      .filter((one) => one.value !== null)
      .sort((a, b) => (FIGURES[key].better === 'high' ? b.value - a.value : a.value - b.value))[0];
  if (real && mine.length > 0) {
    const gaps = ['quality', 'c2st', 'tstrTrees'].flatMap((key) => {
      const [top, ideal] = [best(key), value(real, key)];
      if (!top || ideal === null) return [];
      return [
        `${COMPARED[key]} ${FIGURES[key].write(top.value)} (${top.title}) where real rows get ${FIGURES[key].write(ideal)}`,
      ];
    });
    found.push(`- ${title}, the best of ours beside real rows: ${gaps.join('; ')}.`);
  }
  return found;
};

/** @returns Markdown list; says so where nothing is behind */
export const shortfallsOf = (cells, datasets) => {
  const found = datasets.flatMap((dataset) => ofDataset(cells, dataset));
  const failures = Object.values(cells).filter(({ failed }) => failed !== undefined).length;
  if (failures > 0)
    found.push(
      `- ${failures} ${failures === 1 ? 'cell' : 'cells'} failed; they stand in the tables with their reasons.`,
    );
  return found.length > 0 ? found.join('\n') : 'Nothing to tell: too little is kept.';
};
