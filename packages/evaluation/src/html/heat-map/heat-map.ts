import type { Matrix } from '../../correlations/correlation-matrices.js';
import { html, type Markup } from '../markup.js';
import { pngDataUrl } from '../png/data-url.js';
import { encodePng } from '../png/encode-png.js';
import { levelColour, levelOf, levels, UNDEFINED_LEVEL } from './heat-level.js';

/** More columns than this are drawn as pixels, without names. */
export const MOST_NAMED = 40;

export interface HeatMap {
  readonly title: string;
  readonly columns: readonly string[];
  readonly matrix: Matrix;
  /** What the strongest colour stands for. */
  readonly strongest: number;
}

const [LABELS, SIDE] = [112, 248] as const;

const cut = (name: string): string => {
  const characters = [...name];
  return characters.length <= 15 ? name : `${characters.slice(0, 14).join('')}…`;
};

/** One path for the cells of each level: a tenth of the bytes of a rectangle a cell. */
const paths = ({ matrix, strongest }: HeatMap, size: number): readonly Markup[] => {
  const cells = Array.from({ length: levels }, () => '');
  const width = SIDE / size;
  for (const [i, row] of matrix.entries())
    for (const [j, value] of row.entries())
      cells[levelOf(value, strongest)] +=
        `M${(LABELS + j * width).toFixed(1)} ${(16 + i * width).toFixed(1)}h${width.toFixed(1)}v${width.toFixed(1)}h-${width.toFixed(1)}z`;
  return cells.flatMap((path, level) => {
    const [red, green, blue, alpha] = levelColour(level);
    return path === '' || alpha === 0
      ? []
      : [
          html`<path fill="rgb(${String(red)},${String(green)},${String(blue)})" fill-opacity="${(alpha / 255).toFixed(2)}" d="${path}"/>`,
        ];
  });
};

const described = ({ title, columns }: HeatMap): string =>
  `${title}: a square for each pair of ${columns.length} columns, blue above 0, red below it, grey where it is not defined.`;

const asSvg = (map: HeatMap): Markup => {
  const size = map.columns.length;
  const width = SIDE / size;
  const font = Math.min(10, width * 0.9).toFixed(1);
  return html`<svg viewBox="0 0 ${String(LABELS + SIDE + 1)} ${String(SIDE + 18)}" role="img"><title>${map.title}</title><desc>${described(map)}</desc>
${paths(map, size)}<path class="frame" d="M${String(LABELS)} 16h${String(SIDE)}v${String(SIDE)}h-${String(SIDE)}z"/><g font-size="${font}">${map.columns.map(
    (name, i) =>
      html`<text x="${String(LABELS - 4)}" y="${(16 + (i + 0.5) * width + Number(font) * 0.35).toFixed(1)}" text-anchor="end">${cut(name)} ${String(i + 1)}</text><text x="${(LABELS + (i + 0.5) * width).toFixed(1)}" y="12" text-anchor="middle" font-size="${Math.min(9, width * 0.75).toFixed(1)}">${String(i + 1)}</text>`,
  )}</g></svg>`;
};

const asPng = (map: HeatMap): Markup => {
  const size = map.columns.length;
  const pixels = new Uint8Array(size * size).fill(UNDEFINED_LEVEL);
  for (const [i, row] of map.matrix.entries())
    for (const [j, value] of row.entries()) pixels[i * size + j] = levelOf(value, map.strongest);
  const png = encodePng(
    size,
    size,
    pixels,
    Array.from({ length: levels }, (_, level) => levelColour(level)),
  );
  return html`<img class="heat" src="${pngDataUrl(png)}" alt="${described(map)}" width="${String(size)}" height="${String(size)}">`;
};

/** A square matrix as colours: with names up to 40 columns, above that as a PNG of one pixel a pair. */
export const heatMap = (map: HeatMap): Markup => html`<figure class="map">
${map.columns.length > MOST_NAMED ? asPng(map) : asSvg(map)}
<figcaption>${map.title}</figcaption>
</figure>
`;
