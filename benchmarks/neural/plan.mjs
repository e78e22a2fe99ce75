// What is measured of CTGAN and TVAE, and on what.
import { adultTrain, cvdLarge, cvdTrain } from '../lib/data.mjs';
import { tiny } from '../lib/tiny.mjs';

/** Train files by name; `large` is there for preparation and memory, the others for everything else. */
export const files = async () => ({
  cvd: cvdTrain(),
  adult: tiny ? cvdTrain() : await adultTrain(),
  large: tiny ? cvdTrain() : await cvdLarge(),
});

/** Optimizer steps that a speed is the mean of. */
const STEPS = { ctgan: { peer: 150, ours: 300 }, tvae: { peer: 500, ours: 1000 } };
export const stepsOf = (method, who) => (tiny ? 10 : STEPS[method][who]);

export const SEEDS = tiny ? [0] : [0, 1, 2];

/** What quality is compared on, after how many epochs, from which seeds. */
export const COMPARISONS = tiny
  ? [
      { table: 'cvd', epochs: 2, seeds: SEEDS },
      { table: 'adult', epochs: 1, seeds: SEEDS },
    ]
  : [
      { table: 'cvd', epochs: 300, seeds: SEEDS },
      { table: 'adult', epochs: 30, seeds: SEEDS },
      { table: 'adult', epochs: 100, seeds: SEEDS },
    ];

/** Epochs of the peer on Adult whose quality is to be reached, and those after which ours is looked at until it is. */
export const GOAL_EPOCHS = tiny ? 1 : 100;
export const LOOKS = tiny ? [1] : [30, 40, 50, 75, 100];
