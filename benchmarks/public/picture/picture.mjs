// Quality against time, a panel a data set. Plain SVG: small, the same bytes from the same results, readable on light and dark.
import { panel } from './panel.mjs';

const [WIDTH, HEIGHT, LEGEND] = [520, 290, 40];

const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #57606a; }
.title { font-weight: 600; font-size: 14px; fill: #1f2328; }
.label { font-size: 11px; }
.grid { stroke: #8c959f; stroke-opacity: .22; }
.level { stroke: #8c959f; stroke-dasharray: 5 4; }
.copula { fill: #0b7fab; } .tvae { fill: #b35900; } .ctgan { fill: #8250df; }
.neutral { fill: #6e7781; }
.seed { opacity: .45; }
circle, rect { stroke: #ffffff; stroke-width: 1; }
.paper { fill: #ffffff; stroke: none; }
@media (prefers-color-scheme: dark) {
text { fill: #9da7b3; } .title { fill: #e6edf3; }
.copula { fill: #4cc2f1; } .tvae { fill: #f0a04b; } .ctgan { fill: #b794f6; }
circle, rect { stroke: #0d1117; }
.paper { fill: #0d1117; }
}`;

/** Where the methods begin in the legend. */
const OFFSETS = [0, 160, 250];

const legend = () => {
  const methods = [
    ['copula', 'Gaussian copula'],
    ['tvae', 'TVAE'],
    ['ctgan', 'CTGAN'],
  ];
  const shapes = [
    '<circle cx="58" cy="18" r="5.5" class="neutral"/><text x="70" y="22">ours (small: each seed)</text>',
    '<rect x="218" y="12.5" width="11" height="11" class="neutral"/><text x="236" y="22">SDV</text>',
    '<line x1="288" x2="318" y1="18" y2="18" class="level"/><text x="326" y="22">baselines</text>',
  ];
  const colours = methods.map(
    ([method, name], i) =>
      `<rect x="${440 + OFFSETS[i]}" y="12.5" width="22" height="11" class="${method}"/><text x="${468 + OFFSETS[i]}" y="22">${name}</text>`,
  );
  return [...shapes, ...colours].join('\n');
};

/** @returns SVG, or null where there is nothing to show */
export const pictureOf = (cells, datasets) => {
  const panels = datasets.map((dataset) => panel(cells, dataset, WIDTH, HEIGHT)).filter((svg) => svg !== '');
  if (panels.length === 0) return null;
  const [columns, rows] = [Math.min(2, panels.length), Math.ceil(panels.length / 2)];
  const [width, height] = [Math.max(columns * WIDTH, 760), rows * HEIGHT + LEGEND];
  const placed = panels.map(
    (svg, i) => `<g transform="translate(${(i % 2) * WIDTH} ${LEGEND + Math.floor(i / 2) * HEIGHT})">\n${svg}\n</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Quality against seconds of fitting, a panel a data set; the tables beside it hold the same figures">
<style>${STYLE}</style>
<rect width="${width}" height="${height}" class="paper"/>
${legend()}
${placed.join('\n')}
</svg>
`;
};
