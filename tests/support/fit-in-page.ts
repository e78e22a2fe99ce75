// Runs in a browser: what tests/browser-workers.test.ts calls there, as `globalThis.fits`.
import { CvdError, encodeModelFile, type FitOptions, formatCsv, modelDigest, type SynthesizerFactory } from '@cvd/core';
import { mixedTable } from '@cvd/core/testing';

/** A method by the address of its module, which core's workers load as well. */
const factoryOf = async (name: string): Promise<SynthesizerFactory> => {
  const loaded = (await import(/* @vite-ignore */ new URL(`./${name}.js`, location.href).href)) as Record<
    string,
    SynthesizerFactory
  >;
  return loaded[name]!;
};

export interface Fitted {
  readonly digest: string;
  readonly csv: string;
  readonly warnings: readonly string[];
  readonly phases: readonly string[];
}

const fit = async (name: string, options: object, execution: 'worker' | 'inline' | undefined): Promise<Fitted> => {
  const phases = new Set<string>();
  const where = execution ? { execution } : {};
  const model = (await factoryOf(name)).create({ seed: 7, ...options });
  const report = await model.fit(mixedTable(500), { ...where, onProgress: ({ phase }) => void phases.add(phase) });
  const table = await model.sample(3000, { ...where, batchRows: 1000 }).toTable();
  return {
    digest: modelDigest(encodeModelFile(model.toModel())),
    csv: formatCsv(table),
    warnings: report.warnings.map(({ code }) => code),
    phases: [...phases],
  };
};

/** The code of the error that an aborted fit ends with. */
const abort = async (name: string, options: Readonly<Record<string, unknown>>): Promise<string> => {
  const controller = new AbortController();
  const given: FitOptions = {
    signal: controller.signal,
    onProgress: ({ step = 0 }) => step > 1 && controller.abort(),
  };
  try {
    await (await factoryOf(name)).create(options).fit(mixedTable(500), given);
    return 'fitted';
  } catch (error) {
    return CvdError.isInstance(error) ? error.code : String(error);
  }
};

export type Fits = { readonly fit: typeof fit; readonly abort: typeof abort };
Object.assign(globalThis, { fits: { fit, abort } satisfies Fits });
