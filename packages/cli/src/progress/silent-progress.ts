import type { ProgressView } from './progress-view.js';

export const silentProgress = (): ProgressView => ({ update: () => {}, done: () => {} });
