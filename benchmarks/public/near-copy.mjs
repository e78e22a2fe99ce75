import { nearCopyRows } from '@cvd/evaluation';

/** The near-copy baseline in the shape of a synthesizer. */
export const createNearCopy = ({ seed }) => {
  let learned = null;
  return {
    fit: async (train, { metadata }) => {
      learned = { train, metadata };
    },
    sample: (rows) => ({ toTable: () => nearCopyRows(learned.train, rows, learned.metadata, { seed }) }),
    dispose: () => {},
  };
};
