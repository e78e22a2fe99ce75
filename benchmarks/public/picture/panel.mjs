// One data set: quality against seconds of fitting.
import { FIGURES } from '../figures.mjs';
import { linesOf, meanOf, numbersOf } from '../group.mjs';
import { escaped } from './escape.mjs';
import { linearScale, logScale } from './scales.mjs';

const [LEFT, RIGHT, TOP, BOTTOM] = [52, 92, 30, 40];

/** Baselines as they are written beside their lines. */
const LEVELS = {
  holdout: 'real rows',
  independentColumns: 'independent',
  bootstrapRows: 'copies',
  nearCopy: 'near-copy',
};
const round = (value) => Number(value.toFixed(1));

/** Ours are discs and the peers' squares, a colour a method, so that neither shape nor colour alone tells. */
const mark = (who, method, x, y, size, title) => {
  const shape =
    who === 'ours'
      ? `<circle cx="${round(x)}" cy="${round(y)}" r="${size}"`
      : `<rect x="${round(x - size)}" y="${round(y - size)}" width="${2 * size}" height="${2 * size}"`;
  return `${shape} class="${method}"><title>${escaped(title)}</title></${who === 'ours' ? 'circle' : 'rect'}>`;
};

const text = (x, y, what, attributes = '') =>
  `<text x="${round(x)}" y="${round(y)}"${attributes}>${escaped(what)}</text>`;

/** Labels keep 13 pixels apart, in their order. */
const apart = (labels) => {
  let last = Number.NEGATIVE_INFINITY;
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      last = Math.max(label.y, last + 13);
      return { ...label, at: last };
    });
};

/** @returns SVG of a data set in a box; empty where it has no quality. */
export const panel = (cells, { name, title }, width, height) => {
  const lines = linesOf(cells, name).map((line) => ({
    ...line,
    quality: numbersOf(line, FIGURES.quality.pick),
    seconds: numbersOf(line, FIGURES.seconds.pick),
  }));
  const levels = lines.filter(({ who, quality }) => who === 'baseline' && quality.length > 0);
  const points = lines.filter(
    ({ who, quality, seconds }) => who !== 'baseline' && quality.length > 0 && seconds.length > 0,
  );
  const all = [...levels, ...points].flatMap(({ quality }) => quality);
  if (all.length === 0) return '';
  const margin = Math.max(0.01, 0.06 * (Math.max(...all) - Math.min(...all)));
  const y = linearScale([Math.min(...all) - margin, Math.max(...all) + margin], [height - BOTTOM, TOP]);
  const times = points.flatMap(({ seconds }) => seconds);
  const x = logScale([Math.min(1, ...times), Math.max(10, ...times)], [LEFT, width - RIGHT]);
  const parts = [
    text(LEFT, 18, title, ' class="title"'),
    text(width - RIGHT, 18, 'up: quality .5/.3', ' text-anchor="end"'),
  ];
  for (const tick of y.ticks) {
    parts.push(
      `<line x1="${LEFT}" x2="${width - RIGHT}" y1="${round(y.at(tick))}" y2="${round(y.at(tick))}" class="grid"/>`,
    );
    parts.push(text(LEFT - 6, y.at(tick) + 4, y.write(tick), ' text-anchor="end"'));
  }
  for (const tick of x.ticks) {
    parts.push(
      `<line x1="${round(x.at(tick))}" x2="${round(x.at(tick))}" y1="${TOP}" y2="${height - BOTTOM}" class="grid"/>`,
    );
    parts.push(text(x.at(tick), height - BOTTOM + 15, x.write(tick), ' text-anchor="middle"'));
  }
  parts.push(text((LEFT + width - RIGHT) / 2, height - 8, 'seconds to fit', ' text-anchor="middle"'));
  const labels = levels.map((line) => ({ y: y.at(meanOf(line.quality)), label: LEVELS[line.method] ?? line.title }));
  for (const { at, y: level, label } of apart(labels)) {
    parts.push(`<line x1="${LEFT}" x2="${width - RIGHT}" y1="${round(level)}" y2="${round(level)}" class="level"/>`);
    parts.push(text(width - RIGHT + 5, at + 4, label, ' class="label"'));
  }
  for (const { who, method, title: label, cells: runs, quality, seconds } of points) {
    for (const { seed, figures, fit } of quality.length > 1 ? runs : [])
      if (figures.quality.trends.score !== null)
        parts.push(
          `<g class="seed">${mark(who, method, x.at(fit.seconds), y.at(figures.quality.trends.score), 2.5, `${label}, seed ${seed}`)}</g>`,
        );
    const [time, score] = [meanOf(seconds), meanOf(quality)];
    parts.push(
      mark(who, method, x.at(time), y.at(score), 5.5, `${label}: ${score.toFixed(3)} in ${time.toFixed(1)} s`),
    );
  }
  return parts.join('\n');
};
