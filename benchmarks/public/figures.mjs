// Where each figure stands in a cell and how it is written.
import { thousands } from '../lib/format.mjs';
import { meanOf, numbersOf } from './group.mjs';

const three = (value) => value.toFixed(3).replace('-', '−');
const percent = (value) => `${(100 * value).toFixed(value < 0.1 ? 2 : 1)} %`;
const short = (value) => (value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : thousands(value));
const worth = (scores) => scores?.auc ?? scores?.r2;

/** The real rows stand at what learning from real rows gives. */
const learned = (learner) => (cell) =>
  worth((cell.method === 'holdout' ? cell.figures.trtr : cell.figures.tstr)?.[learner]);

/** `better` is the side that is good; where there is none, the figure is read with the others. */
export const FIGURES = {
  quality: { pick: ({ figures }) => figures.quality.trends.score, write: three, better: 'high' },
  qualityAll: { pick: ({ figures }) => figures.quality.allPairs.score, write: three, better: 'high' },
  c2st: { pick: ({ figures }) => figures.c2st.boostedTrees.auc, write: three, better: 'low' },
  tstrTrees: { pick: learned('boostedTrees'), write: three, better: 'high' },
  tstrLinear: { pick: learned('linear'), write: three, better: 'high' },
  closer: { pick: ({ figures }) => figures.closerToTrain.share, write: percent },
  identical: { pick: ({ figures }) => figures.identical.value, write: percent },
  seconds: { pick: ({ fit }) => fit?.seconds, write: short, better: 'low' },
  cpu: { pick: ({ fit }) => fit?.cpuSeconds, write: short, better: 'low' },
  rate: { pick: ({ sampling }) => sampling?.rowsPerSecond, write: thousands, better: 'high' },
  memory: { pick: ({ fit }) => fit?.peakMB, write: thousands, better: 'low' },
};

/** Mean of a line's seeds, with lowest and highest where there are several that differ. */
export const written = (line, { pick, write }) => {
  const values = numbersOf(line, pick);
  if (values.length === 0) return '—';
  const [low, high] = [write(Math.min(...values)), write(Math.max(...values))];
  return `${write(meanOf(values))}${low === high ? '' : ` (${low} … ${high})`}`;
};
