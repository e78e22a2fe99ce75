// What is measured on what. Neural epochs are the same for ours and the peers.
import { root } from '../lib/data.mjs';

/**
 * `sdtypes` says what detection cannot know; `stratify` is left out where the target is a number.
 */
export const DATASETS = [
  {
    name: 'adult',
    title: 'Adult',
    source: `${root}benchmarks/data/adult.csv.gz`,
    target: 'income',
    stratify: 'income',
    epochs: 100,
    quickEpochs: 30,
    large: true,
  },
  {
    name: 'cvd_25k',
    title: 'CVD, 25,364 rows',
    source: `${root}benchmarks/data/cvd_25k_no_age.csv.gz`,
    target: 'Heart_Disease(target)',
    stratify: 'Heart_Disease(target)',
    epochs: 100,
    quickEpochs: 30,
    large: true,
  },
  {
    name: 'breast_cancer',
    title: 'Breast cancer Wisconsin',
    source: `${root}benchmarks/public/data/breast_cancer.csv`,
    target: 'diagnosis',
    stratify: 'diagnosis',
    epochs: 300,
    quickEpochs: 100,
    large: false,
  },
  {
    name: 'diabetes',
    title: 'Diabetes',
    source: `${root}benchmarks/public/data/diabetes.csv`,
    target: 'progression',
    sdtypes: { sex: 'categorical' },
    epochs: 300,
    quickEpochs: 100,
    large: false,
  },
];
