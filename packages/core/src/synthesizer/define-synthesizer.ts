import { DisposedError } from '../errors/disposed-error.js';
import { NotFittedError } from '../errors/not-fitted-error.js';
import { fitInWorker } from '../execution/fit-in-worker.js';
import { NoWorkerError } from '../execution/run-job.js';
import { sampleInWorkers } from '../execution/sample-in-workers.js';
import { createSampleWorkers, type SampleWorkers } from '../execution/sample-workers.js';
import type { Metadata } from '../metadata/metadata.js';
import { decodeModelFile } from '../model-file/decode-model-file.js';
import { encodeModelFile } from '../model-file/encode-model-file.js';
import { modelDigest } from '../model-file/model-digest.js';
import type { ModelFile } from '../model-file/model-file.js';
import type { JsonSchema } from '../options/json-schema.js';
import { preparationOptions } from '../options/preparation-options.js';
import { resolveOptions } from '../options/resolve-options.js';
import { createSampleStream } from '../sampling/create-sample-stream.js';
import { fingerprint } from '../sampling/fingerprint.js';
import { createKeptSampler, type KeptSampler } from '../sampling/kept-sampler.js';
import { reportRows } from '../sampling/report-rows.js';
import { readRequest } from '../sampling/request.js';
import { sampleInline } from '../sampling/sample-inline.js';
import type { TableSource } from '../table/source.js';
import type { Table } from '../table/table.js';
import type { ModelDescription } from './describe.js';
import type { SynthesizerFactory } from './factory.js';
import { type CommonOptions, fitInline } from './fit-inline.js';
import type { FitOptions } from './fit-options.js';
import type { FitReport } from './fit-report.js';
import { type FitStart, readStart } from './fit-start.js';
import { describeState, type FittedState, restoreState, saveState } from './fitted-state.js';
import type { Method } from './method.js';
import type { SampleOptions } from './sample-options.js';
import type { SampleStream } from './sample-stream.js';
import type { Synthesizer } from './synthesizer.js';

/** A random seed for those who gave none; 32 bits, so that it is easily read and typed. */
const randomSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;

class MethodSynthesizer<Options extends object> implements Synthesizer {
  readonly contract = 1;
  readonly name: string;
  readonly capabilities;
  #options: Readonly<Record<string, unknown>> & CommonOptions;
  readonly #seedGiven: boolean;
  readonly #method: Method<Options>;
  #state: FittedState | null;
  #disposed = false;
  #file: { bytes: Uint8Array; digest: string } | null = null;
  #samplers: KeptSampler = createKeptSampler();
  #workers: SampleWorkers | null = null;

  /** @param options - resolved; without a seed one is drawn */
  constructor(method: Method<Options>, options: Readonly<Record<string, unknown>>, state: FittedState | null) {
    this.#method = method;
    this.name = method.name;
    this.capabilities = method.capabilities;
    this.#seedGiven = options.seed !== undefined;
    this.#options = Object.freeze({ seed: randomSeed(), ...options }) as Readonly<Record<string, unknown>> &
      CommonOptions;
    this.#state = state;
  }

  get options(): Readonly<Record<string, unknown>> & CommonOptions {
    return this.#options;
  }

  get metadata(): Metadata | null {
    return this.#state?.metadata ?? null;
  }

  async fit(data: TableSource, options: FitOptions = {}): Promise<FitReport> {
    if (this.#disposed) throw new DisposedError(this.name, 'fit');
    const start = await readStart(this.#method, this.#options as Options & CommonOptions, this.#seedGiven, options);
    const { state, report } = await this.#learn(start, data, options);
    this.#options = Object.freeze({ ...start.options }) as Readonly<Record<string, unknown>> & CommonOptions;
    this.#adopt(state);
    return report;
  }

  sample(rows: number, options: SampleOptions = {}): SampleStream {
    const state = this.#fitted('sample');
    const request = readRequest(this.name, this.capabilities, state.prepared, rows, options, this.#options.seed);
    const { signal, onProgress } = options;
    const sampled = { ...state, name: this.name, capabilities: this.capabilities, samplers: this.#samplers };
    const inline = () => sampleInline(sampled, request, signal);
    const { module } = this.#method;
    const execution = options.execution ?? (request.rows > request.batchRows ? 'worker' : 'inline');
    const tables = (): AsyncIterable<Table> => {
      if (execution === 'inline' || !module) return inline();
      const { start, batchRows, workers, seed, conditions, maxTries } = request;
      this.#workers ??= createSampleWorkers(module, this.#encoded(state).bytes);
      const pool = this.#workers;
      const job = { rows, start, batchRows, workers, options: { seed, where: conditions, maxTries }, signal };
      return workersOr(inline, () => sampleInWorkers(pool, job));
    };
    return createSampleStream(
      {
        rows: request.rows,
        start: request.start,
        metadata: state.metadata,
        columns: state.prepared.columns.length,
        fingerprint: () => fingerprint(this.#encoded(state).digest, request.seed, request.conditions),
      },
      () => reportRows(tables(), request.rows, onProgress),
    );
  }

  toModel(): ModelFile {
    return saveState(this.name, this.#options, this.#fitted('toModel'));
  }

  describe(): ModelDescription {
    return describeState(this.name, this.#options, this.#fitted('describe'));
  }

  dispose(): void {
    this.#adopt(null);
    this.#disposed = true;
  }

  async #learn(
    start: FitStart<Options & CommonOptions>,
    data: TableSource,
    options: FitOptions,
  ): Promise<{ state: FittedState; report: FitReport }> {
    const { module } = this.#method;
    if (options.execution === 'inline' || !module) return fitInline(this.#method, start, data, options);
    try {
      const { model, report } = await fitInWorker(module, start, data, options);
      return { state: restoreState(this.#method, decodeModelFile(model)).state, report };
    } catch (error) {
      if (!(error instanceof NoWorkerError)) throw error;
      const message = `The fit ran on the calling thread, because no worker could be started: ${error.message}.`;
      return fitInline(this.#method, start, data, options, [{ code: 'worker-unavailable', message }]);
    }
  }

  /** Takes another state, or none, and drops all that belonged to the present one. */
  #adopt(state: FittedState | null): void {
    this.#state?.model.dispose?.();
    this.#workers?.end();
    this.#state = state;
    this.#file = null;
    this.#samplers = createKeptSampler();
    this.#workers = null;
  }

  #fitted(operation: string): FittedState {
    if (this.#disposed) throw new DisposedError(this.name, operation);
    if (!this.#state) throw new NotFittedError(this.name, operation);
    return this.#state;
  }

  /** The model file's bytes, made once a fit. */
  #encoded(state: FittedState): { bytes: Uint8Array; digest: string } {
    if (!this.#file) {
      const bytes = encodeModelFile(saveState(this.name, this.#options, state));
      this.#file = { bytes, digest: modelDigest(bytes) };
    }
    return this.#file;
  }
}

/** Rows from workers, or from this thread where none can be started. */
async function* workersOr(
  inline: () => AsyncGenerator<Table>,
  workers: () => AsyncGenerator<Table>,
): AsyncGenerator<Table> {
  try {
    yield* workers();
  } catch (error) {
    if (!(error instanceof NoWorkerError)) throw error;
    yield* inline();
  }
}

/**
 * Makes a factory of a method: everything that is no modelling comes from here. The same call serves the methods of this
 * repository and those of third parties.
 * @example export const mine = defineSynthesizer({ name: 'mine', summary: '…', options: {…}, capabilities: {…}, fit, restore });
 */
export const defineSynthesizer = <Options extends object>(method: Method<Options>): SynthesizerFactory => {
  const options: JsonSchema = {
    ...method.options,
    type: 'object',
    properties: { ...method.options.properties, ...preparationOptions(method.preparation) },
    additionalProperties: false,
  };
  return {
    contract: 1,
    name: method.name,
    summary: method.summary,
    options,
    create: (given) => {
      const resolved = resolveOptions(method.name, options, given);
      method.checkOptions?.(resolved as Options);
      return new MethodSynthesizer(method, resolved, null);
    },
    restore: (file) => {
      const { state, options: saved } = restoreState(method, file);
      return new MethodSynthesizer(method, saved, state);
    },
  };
};
