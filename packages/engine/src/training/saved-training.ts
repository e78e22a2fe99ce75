import type { SavedMethod, Tensor } from '@cvd/core';
import type { Snapshot } from './trainable.js';
import type { TrainingPoint, TrainingState } from './training-point.js';

type Tensors = Record<string, Tensor>;

const put = (out: Tensors, prefix: string, snapshot: Snapshot): void => {
  for (const [name, tensor] of Object.entries(snapshot)) out[`${prefix}${name}`] = tensor;
};

const take = (tensors: Snapshot, prefix: string): Snapshot =>
  Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
  );

/** A point in JSON: its tensors stand beside it, or are those of the present point. */
interface SavedPoint extends Omit<TrainingPoint, 'model' | 'average' | 'best'> {
  readonly averaged: boolean;
  readonly best: { readonly epoch: number; readonly quality: number; readonly same: boolean } | null;
}

interface SavedState {
  readonly now: SavedPoint;
  readonly recovery: SavedPoint | 'now' | null;
  readonly divergedAt: number | null;
}

const savePoint = (tensors: Tensors, prefix: string, point: TrainingPoint, other: TrainingPoint | null): SavedPoint => {
  const { model, average, best, ...rest } = point;
  const same = best !== null && best === other?.best;
  put(tensors, `${prefix}model.`, model);
  if (average) put(tensors, `${prefix}average.`, average);
  if (best && !same) put(tensors, `${prefix}best.`, best.weights);
  return { ...rest, averaged: average !== null, best: best && { epoch: best.epoch, quality: best.quality, same } };
};

const restorePoint = (
  tensors: Snapshot,
  prefix: string,
  { averaged, best, ...rest }: SavedPoint,
  other: TrainingPoint | null,
): TrainingPoint => ({
  ...rest,
  model: take(tensors, `${prefix}model.`),
  average: averaged ? take(tensors, `${prefix}average.`) : null,
  best:
    best &&
    (best.same ? other!.best : { epoch: best.epoch, quality: best.quality, weights: take(tensors, `${prefix}best.`) }),
});

/** The training part of a checkpoint. */
export const saveTraining = ({ now, recovery, divergedAt }: TrainingState): SavedMethod => {
  const tensors: Tensors = {};
  const content: SavedState = {
    now: savePoint(tensors, '', now, null),
    recovery: recovery && (recovery.step === now.step ? 'now' : savePoint(tensors, 'recovery.', recovery, now)),
    divergedAt,
  };
  return { content, tensors };
};

export const restoreTraining = ({ content, tensors }: SavedMethod): TrainingState => {
  const { now: savedNow, recovery, divergedAt } = content as SavedState;
  const now = restorePoint(tensors, '', savedNow, null);
  return {
    now,
    recovery: recovery === 'now' ? now : recovery && restorePoint(tensors, 'recovery.', recovery, now),
    divergedAt,
  };
};

const TRAINING = 'training.';

/** A method's part of a checkpoint with the training's part in it; {@link trainingOf} takes it out again. */
export const withTraining = (own: SavedMethod, training: SavedMethod): SavedMethod => {
  const tensors: Tensors = { ...own.tensors };
  put(tensors, TRAINING, training.tensors);
  return { content: { own: own.content, training: training.content }, tensors };
};

/** The two parts that {@link withTraining} put together. */
export const trainingOf = ({ content, tensors }: SavedMethod): { own: SavedMethod; training: SavedMethod } => {
  const both = content as { readonly own: unknown; readonly training: unknown };
  const own = Object.fromEntries(Object.entries(tensors).filter(([name]) => !name.startsWith(TRAINING)));
  return {
    own: { content: both.own, tensors: own },
    training: { content: both.training, tensors: take(tensors, TRAINING) },
  };
};
