import type { ProgressView } from './progress-view.js';

/** One JSON object a line, as it comes: `{"event":"progress","phase":"fitting","fraction":0.4,…}`. */
export const jsonProgress = (print: (line: string) => void): ProgressView => ({
  update: (progress) => print(JSON.stringify({ event: 'progress', ...progress })),
  done: () => {},
});
