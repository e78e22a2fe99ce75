// RESULTS.md and the picture, from what is kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { detailsOf } from './details.mjs';
import { pictureOf } from './picture/picture.mjs';
import { shortfallsOf } from './shortfalls.mjs';
import { tableOf } from './table.mjs';

const unique = (values) => [...new Set(values)];

const provenance = (cells, who) => {
  const some = Object.values(cells).filter((cell) => cell.who === who && cell.failed === undefined && cell.fit);
  if (some.length === 0) return null;
  const machines = unique(
    some.map(({ machine: { cpu, cores, memoryGiB } }) => `${cpu}, ${cores} cores, ${memoryGiB} GiB`),
  );
  const versions = unique(
    some.map(({ versions }) =>
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ),
  );
  const threads = unique(some.map((cell) => cell.threads).filter((count) => count !== undefined));
  const busy = some.filter((cell) => cell.busy).length;
  return `${versions.join(' / ')}; ${machines.join(' / ')}${threads.length > 0 ? `; ${threads.join(' / ')} PyTorch thread(s)` : ''}${
    busy > 0
      ? `. **Times of ${busy} of ${some.length} fits were taken while other work used the machine: provisional**`
      : ''
  }`;
};

const head = (cells, mode) => `# Public benchmark

Written by \`pnpm bench:public${mode.name === 'quick' ? ' --quick' : ''}\`; what the figures mean and how to make them again stands in [README.md](README.md).${
  mode.name === 'full' ? '' : `\n\n**Made with --${mode.name}: cut tables, few epochs. These figures are no results.**`
}

${[
  ['Ours', provenance(cells, 'ours')],
  ['SDV', provenance(cells, 'sdv')],
]
  .map(([who, text]) => `- ${who}: ${text ?? 'not measured yet'}.`)
  .join('\n')}

Mean over seeds (lowest … highest); the peers and baselines have one seed. Every table is cut to as many rows as are held out for quality, C2ST and
nearness. Each is scored by the same code with the same seed.
`;

/** @returns the path of the page */
export const writePage = (cells, mode) => {
  mkdirSync(mode.page, { recursive: true });
  const picture = pictureOf(cells, mode.datasets);
  if (picture) writeFileSync(join(mode.page, 'quality-and-time.svg'), picture);
  const image = `![Quality against seconds of fitting; the same figures stand in the tables below](quality-and-time.svg)

Up is better, left is faster. Dashed: what real rows, independent columns and copies get.
`;
  const sections = [
    head(cells, mode),
    ...(picture ? [image] : []),
    ...mode.datasets.map((dataset) => tableOf(cells, dataset)).filter((text) => text !== null),
    `## What falls short

${shortfallsOf(cells, mode.datasets)}
`,
    `## Behind the tables

${mode.datasets.map((dataset) => detailsOf(cells, dataset)).join('\n')}`,
  ];
  const path = join(mode.page, 'RESULTS.md');
  writeFileSync(path, `${sections.join('\n').trimEnd()}\n`);
  return path;
};
