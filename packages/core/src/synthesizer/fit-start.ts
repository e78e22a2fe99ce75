import { checkCheckpoint } from '../checkpoint/check-checkpoint.js';
import { type Checkpoint, decodeCheckpoint } from '../checkpoint/checkpoint-file.js';
import type { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import { CheckpointExistsError } from '../errors/checkpoint-exists-error.js';
import { CheckpointMissingError } from '../errors/checkpoint-missing-error.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { NotResumableError } from '../errors/not-resumable-error.js';
import { WarmStartError } from '../errors/warm-start-error.js';
import { encodeModelFile } from '../model-file/encode-model-file.js';
import { modelDigest } from '../model-file/model-digest.js';
import type { ModelFile } from '../model-file/model-file.js';
import type { FitOptions } from './fit-options.js';
import type { Method } from './method.js';

/** The model that a fit begins with. */
export interface EarlierModel {
  readonly file: ModelFile;
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** What a fit begins with. */
export interface FitStart<Options> {
  /** Options in force: a seed that was not given is that of the checkpoint. */
  readonly options: Options;
  readonly checkpoint: { readonly file: Checkpoint; readonly bytes: Uint8Array; readonly place: string } | null;
  readonly earlier: EarlierModel | null;
}

const checkNumber = (owner: string, name: string, value: number | undefined, allowed: string, ok: boolean): void => {
  if (value !== undefined && !ok) throw new InvalidOptionError(owner, name, `must be ${allowed}; got ${value}`);
};

const readEarlier = (
  { name, capabilities }: Pick<Method, 'name' | 'capabilities'>,
  { warmStart, metadata }: FitOptions,
): EarlierModel | null => {
  if (warmStart === undefined) return null;
  if (!capabilities.resumable)
    throw new WarmStartError(name, 'it does not train in steps, so that a fit has nothing to begin with; leave it out');
  const file = 'toModel' in warmStart ? warmStart.toModel() : warmStart;
  if (file.method !== name)
    throw new WarmStartError(
      name,
      `that is of method "${file.method}"; give a model of "${name}", or fit with "${file.method}"`,
    );
  if (metadata !== undefined)
    throw new WarmStartError(
      name,
      'metadata was given too, and that of the earlier model is used; leave the metadata out',
    );
  const bytes = encodeModelFile(file);
  return { file, bytes, digest: modelDigest(bytes) };
};

const readCheckpoint = async (store: CheckpointStore, resume: FitOptions['resume']): Promise<Uint8Array | null> => {
  if (resume === 'never') return null;
  const bytes = await store.read();
  if (bytes === null && resume === 'always') throw new CheckpointMissingError(store.name);
  if (bytes !== null && resume === undefined) throw new CheckpointExistsError(store.name);
  return bytes;
};

/**
 * Reads what a fit begins with, and refuses what does not go together before any work is done.
 * @param seedGiven - whether the seed was asked for, and not drawn
 * @throws {InvalidOptionError | NotResumableError | WarmStartError}
 * @throws {CheckpointExistsError | CheckpointMissingError | CheckpointMismatchError | InvalidCheckpointError | ModelVersionError}
 */
export const readStart = async <Options extends { readonly seed: number }>(
  method: Pick<Method, 'name' | 'capabilities'>,
  options: Options,
  seedGiven: boolean,
  fit: FitOptions,
): Promise<FitStart<Options>> => {
  const { name, capabilities } = method;
  const { checkpoints, resume, threads, maxSeconds } = fit;
  checkNumber(name, 'threads', threads, 'a whole number ≥ 1', Number.isSafeInteger(threads) && threads! >= 1);
  checkNumber(name, 'maxSeconds', maxSeconds, 'a number > 0', Number.isFinite(maxSeconds) && maxSeconds! > 0);
  if (!checkpoints && (resume === 'always' || resume === 'if-present'))
    throw new InvalidOptionError(name, 'resume', 'needs `checkpoints`, which say where the checkpoint is');
  if (checkpoints && !capabilities.resumable) throw new NotResumableError(name);
  const earlier = readEarlier(method, fit);
  const bytes = checkpoints ? await readCheckpoint(checkpoints, resume) : null;
  if (!checkpoints || bytes === null) return { options, checkpoint: null, earlier };
  const place = checkpoints.name;
  const file = decodeCheckpoint(bytes, place);
  checkCheckpoint(file, place, {
    method: name,
    options: { ...options },
    seedGiven,
    warmStart: earlier?.digest ?? null,
    allowOtherBuild: fit.allowOtherBuild ?? false,
  });
  return { options: { ...options, seed: file.content.options.seed }, checkpoint: { file, bytes, place }, earlier };
};
