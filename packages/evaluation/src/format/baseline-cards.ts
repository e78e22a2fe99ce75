import type { BaselineName, Baselines, Scorecard } from '../scorecards/scorecard.js';

/** The baselines in words, the ceiling first. */
export const baselineTitles: Readonly<Record<BaselineName, string>> = {
  holdout: 'holdout',
  bootstrapRows: 'bootstrapped rows',
  nearCopy: 'near copies',
  independentColumns: 'independent columns',
};

type TitledCard = readonly [title: string, card: Scorecard];

/** The table's own scorecard, and those that stand beside it. */
export const baselineCards = (baselines: Baselines): readonly TitledCard[] => [
  ['this table', baselines.thisTable],
  ...(Object.keys(baselineTitles) as BaselineName[]).flatMap((name): readonly TitledCard[] => {
    const card = baselines[name];
    return card ? [[baselineTitles[name], card]] : [];
  }),
];
