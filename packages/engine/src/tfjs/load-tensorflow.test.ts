import * as core from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { loadTensorflow, type TensorflowPackage } from './load-tensorflow.js';

core.enableProdMode();

/** A package that is not there, with the words of Node, of a browser, of Vite and of esbuild. */
const words: Readonly<Record<string, (name: string) => string>> = {
  Node: (name) => `Cannot find package '${name}' imported from /app/node_modules/@cvd/engine/dist/index.js`,
  Chromium: (name) => `Failed to resolve module specifier '${name}'`,
  Vite: (name) => `Could not resolve "${name}" imported by "@cvd/engine". Is it installed?`,
};

const failing = (name: string, message: string): TensorflowPackage => ({
  name,
  load: () => Promise.reject(new Error(message)),
});

const working: TensorflowPackage = {
  name: '@tensorflow/tfjs-core',
  load: async () => {
    await import('@tensorflow/tfjs-backend-cpu');
    return core;
  },
};

describe('loadTensorflow', () => {
  it('takes what is installed here: the core with the plain CPU backend', async () => {
    const tf = await loadTensorflow();
    expect(tf.getBackend()).toBe('cpu');
    expect(tf.matMul).toBe(core.matMul);
  });

  it.each(Object.keys(words))('goes on to the next where one is missing, as %s says it', async (who) => {
    const missing = ['@tensorflow/tfjs-node', '@tensorflow/tfjs'].map((name) => failing(name, words[who]!(name)));
    expect((await loadTensorflow([...missing, working])).matMul).toBe(core.matMul);
    await expect(loadTensorflow(missing)).rejects.toMatchObject({
      code: 'CVD_MISSING_PEER',
      peer: '@tensorflow/tfjs',
      message: expect.stringContaining('npm install @tensorflow/tfjs'),
    });
  });

  it('finds the exports of a CommonJS package', async () => {
    const tf = await loadTensorflow([{ name: '@tensorflow/tfjs', load: async () => ({ default: core }) }]);
    expect(tf.matMul).toBe(core.matMul);
  });

  it.each([
    ['its native library', 'The Node.js native addon module (tfjs_binding.node) can not be found at path: /app/lib'],
    ['a package of its own', "Cannot find module 'seedrandom'"],
    ['a package of a name that begins alike', "Cannot find package '@tensorflow/tfjs-node-gpu'"],
  ])('says which package is broken where %s is missing, and takes no other', async (_, message) => {
    await expect(loadTensorflow([failing('@tensorflow/tfjs-node', message), working])).rejects.toMatchObject({
      code: 'CVD_BROKEN_PEER',
      peer: '@tensorflow/tfjs-node',
      message: expect.stringContaining(message),
    });
  });

  it('calls a library without a backend broken', async () => {
    const tf = {
      ...core,
      default: undefined,
      ready: () => Promise.reject(new Error('Could not initialize any backends.')),
    };
    await expect(loadTensorflow([{ name: '@tensorflow/tfjs', load: async () => tf }])).rejects.toMatchObject({
      code: 'CVD_BROKEN_PEER',
      message:
        "Backend 'tfjs' needs the package @tensorflow/tfjs, which is installed but does not work here: Could not " +
        'initialize any backends. Install it again, in a version made for this runtime, or remove it if another backend will do.',
    });
  });

  it('calls a library broken whose operations fail', async () => {
    const reshape = (): never => {
      throw new TypeError('(0 , util_1.isNullOrUndefined) is not a function');
    };
    const tf = { ...core, default: undefined, reshape };
    await expect(loadTensorflow([{ name: '@tensorflow/tfjs-node', load: async () => tf }])).rejects.toMatchObject({
      code: 'CVD_BROKEN_PEER',
      message: expect.stringContaining('isNullOrUndefined) is not a function. Install it again'),
    });
    expect(core.memory().numTensors).toBe(0);
  });
});
