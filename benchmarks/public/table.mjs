// The Markdown table of one data set.
import { thousands } from '../lib/format.mjs';
import { FIGURES, written } from './figures.mjs';
import { linesOf } from './group.mjs';

const WIDTH = Object.keys(FIGURES).length;

/** Text that stays within its cell of a Markdown table. */
const inCell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

const row = (line) => {
  const { title, cells, failures } = line;
  const figures = cells.length > 0 ? Object.values(FIGURES).map((figure) => written(line, figure)) : [];
  const failed = failures.map(
    ({ seed, failed: reason }) => `| ${title}, seed ${seed} | failed: ${inCell(reason)} |${' |'.repeat(WIDTH - 1)}`,
  );
  return [...(cells.length > 0 ? [`| ${title} | ${figures.join(' | ')} |`] : []), ...failed];
};

/** Figures of the synthesizers that could not be computed, each with its reason. */
const missing = (lines) => {
  const reasons = new Set();
  for (const { title, cells } of lines.filter(({ who }) => who !== 'baseline'))
    for (const { figures } of cells)
      for (const [what, { because }] of [
        ['C2ST', figures.c2st.boostedTrees],
        ['TSTR by trees', figures.tstr.boostedTrees],
        ['TSTR by the linear model', figures.tstr.linear],
        ['closer to train', figures.closerToTrain],
      ])
        if (because) reasons.add(`${title}: ${what} not computable, because ${inCell(because)}.`);
  return [...reasons];
};

/** @returns null where nothing of the data set is kept */
export const tableOf = (cells, { name, title, target }) => {
  const lines = linesOf(cells, name);
  const first = lines.flatMap((line) => line.cells)[0];
  const any = first ?? lines.flatMap((line) => line.failures)[0];
  if (!any) return null;
  const worth = lines.some((line) => line.cells.some(({ figures }) => figures.trtr?.boostedTrees.r2 !== undefined))
    ? 'R²'
    : 'AUC';
  const epochs = lines.flatMap((line) => [...line.cells, ...line.failures]).find((cell) => cell.epochs)?.epochs;
  const rows = first
    ? `${thousands(first.figures.rows.train)} rows to learn from, ${thousands(first.figures.rows.holdout)} held out; `
    : '';
  const head = [
    '',
    'quality .5/.3',
    'quality 0/0',
    'C2ST',
    `TSTR trees, ${worth}`,
    `TSTR linear, ${worth}`,
    'closer to train',
    'identical',
    'fit, s',
    'fit, CPU s',
    'rows/s',
    'peak MB',
  ];
  return `## ${title}

${rows}target \`${target}\`${epochs ? `; neural: ${epochs} epochs` : ''}. SHA-256 of train ${any.sha256.train.slice(0, 16)}…, holdout ${any.sha256.holdout.slice(0, 16)}…

| ${head.join(' | ')} |
|${' --- |'.repeat(head.length)}
${lines.flatMap(row).join('\n')}
${missing(lines)
  .map((reason) => `\n${reason}`)
  .join('')}`;
};
