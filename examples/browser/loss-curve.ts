const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT, MARGIN] = [600, 200, 12];
const COLORS = ['#0a7c86', '#d2691e', '#7a5cc0', '#5b8c2a'];

const element = (name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
};

/** Draws losses as they come: one line each, by step. */
export const createLossCurve = (svg: SVGElement, legend: HTMLElement) => {
  const lines = new Map<string, { readonly step: number; readonly loss: number }[]>();

  const draw = (): void => {
    const all = [...lines.values()].flat();
    const lastStep = Math.max(1, ...all.map(({ step }) => step));
    const low = Math.min(0, ...all.map(({ loss }) => loss));
    const high = Math.max(0, ...all.map(({ loss }) => loss));
    const x = (step: number): number => MARGIN + (step / lastStep) * (WIDTH - 2 * MARGIN);
    const y = (loss: number): number => MARGIN + ((high - loss) / (high - low || 1)) * (HEIGHT - 2 * MARGIN);
    const colored = [...lines].map(([name, points], i) => ({ name, points, color: COLORS[i % COLORS.length]! }));
    svg.replaceChildren(
      element('line', { x1: MARGIN, x2: WIDTH - MARGIN, y1: y(0), y2: y(0) }),
      element('text', { x: MARGIN, y: y(high) - 2 }, high.toFixed(2)),
      element('text', { x: MARGIN, y: y(low) + 10 }, low.toFixed(2)),
      ...colored.map(({ points, color }) =>
        element('polyline', {
          stroke: color,
          points: points.map(({ step, loss }) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`).join(' '),
        }),
      ),
    );
    legend.replaceChildren(
      ...colored.map(({ name, points, color }) => {
        const label = document.createElement('span');
        label.style.color = color;
        label.textContent = `${name} ${points.at(-1)!.loss.toFixed(3)}`;
        return label;
      }),
    );
  };

  return {
    add(step: number, losses: Readonly<Record<string, number>>): void {
      for (const [name, loss] of Object.entries(losses)) {
        if (!lines.has(name)) lines.set(name, []);
        lines.get(name)!.push({ step, loss });
      }
      draw();
    },
    clear(): void {
      lines.clear();
      svg.replaceChildren();
      legend.replaceChildren();
    },
  };
};
