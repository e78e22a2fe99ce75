import { MissingPeerError } from '@cvd/core';
import { BrokenPeerError } from '../errors/broken-peer-error.js';
import type { Tensorflow } from './tensorflow.js';

/** A package that brings TensorFlow.js, and how it is imported. */
export interface TensorflowPackage {
  readonly name: string;
  /** @throws whatever the import threw */
  readonly load: () => Promise<unknown>;
}

const PURPOSE = "Backend 'tfjs'";

/** Native code, for Node only: imported by names that bundlers for browsers do not see. */
const nativePackages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

const inNode = (): boolean => typeof process === 'object' && typeof process.versions?.node === 'string';

// A bundler that does not find an optional package lets an import pass where its failure is caught.
const caught = (error: unknown): never => {
  throw error;
};

/** In the order in which they are tried: native code first, then the whole library, then its core with the plain CPU backend. */
const packages = (): readonly TensorflowPackage[] => [
  ...(inNode() ? nativePackages : []).map((name) => ({
    name,
    load: () => import(/* @vite-ignore */ /* webpackIgnore: true */ name),
  })),
  { name: '@tensorflow/tfjs', load: () => import('@tensorflow/tfjs').catch(caught) },
  {
    name: '@tensorflow/tfjs-core',
    load: async () => {
      const core = await import('@tensorflow/tfjs-core').catch(caught);
      // Or it prints advice to install the native backend; ours is a warning of the fit.
      core.enableProdMode();
      await import('@tensorflow/tfjs-backend-cpu').catch(caught);
      return core;
    },
  },
];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Node, browsers and bundlers each say in words of their own that there is no such package. */
const isMissing = (error: unknown, name: string): boolean =>
  /cannot find|could not resolve|failed to resolve|failed to load url/i.test(messageOf(error)) &&
  new RegExp(`${name}(-backend-cpu)?["']`).test(messageOf(error));

/** A CommonJS package has its exports under `default`. */
const exportsOf = (module: unknown): Tensorflow => {
  const { default: inner } = module as { readonly default?: object };
  return (inner && 'matMul' in inner ? inner : module) as Tensorflow;
};

/** A library may load and still fail at every operation: tfjs-node 4.22 does on Node 23 and later. */
const tryOut = (tf: Tensorflow): void =>
  tf.tidy(() => {
    const x = tf.tensor2d(Float32Array.of(1, 2), [1, 2], 'float32');
    tf.matMul(tf.reshape(x, [2, 1]), x, false, false);
  });

/**
 * The first of TensorFlow.js's packages that is installed.
 * @throws {MissingPeerError} where none is
 * @throws {BrokenPeerError} where one is installed and cannot be loaded or used: another in its place would be slower without a word
 */
export const loadTensorflow = async (candidates = packages()): Promise<Tensorflow> => {
  let missing: unknown;
  for (const { name, load } of candidates) {
    try {
      const tf = exportsOf(await load());
      await tf.ready();
      tryOut(tf);
      return tf;
    } catch (error) {
      if (!isMissing(error, name)) throw new BrokenPeerError(name, PURPOSE, error);
      missing ??= error;
    }
  }
  throw new MissingPeerError('@tensorflow/tfjs', PURPOSE, missing);
};
