import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { succeed } from '../support/command.js';
import { root } from '../support/workspace.js';

/** An application that has the packages, as npm would lay them out, and not TensorFlow.js. */
const app = mkdtempSync(join(tmpdir(), 'cvd-tfjs-'));
const modules = join(app, 'node_modules');
afterAll(() => rmSync(app, { recursive: true, force: true }));

beforeAll(() => {
  for (const name of ['core', 'engine', 'ctgan', 'tvae']) {
    for (const part of ['package.json', 'dist']) {
      cpSync(`${root}/packages/${name}/${part}`, join(modules, '@cvd', name, part), { recursive: true });
    }
  }
  for (const name of ['@noble/hashes', '@cfworker/json-schema', 'simple-statistics']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(realpathSync(`${root}/packages/core/node_modules/${name}`), join(modules, name), 'junction');
  }
  writeFileSync(
    join(app, 'fit.mjs'),
    `import { mixedTable } from '@cvd/core/testing';
    const [method, execution] = process.argv.slice(2);
    const { [method]: factory } = await import('@cvd/' + method);
    const small = method === 'ctgan' ? { generatorDim: [4], discriminatorDim: [4] } : { compressDims: [4], decompressDims: [4] };
    const model = factory.create({ backend: 'tfjs', epochs: 1, ...small });
    await model.fit(mixedTable(100), { execution }).then(
      () => console.log('fitted'),
      ({ code, message, peer }) => console.log(JSON.stringify({ code, message, peer })),
    );`,
  );
});

const refusalOf = async (method: string, execution: string) =>
  JSON.parse(await succeed(process.execPath, [join(app, 'fit.mjs'), method, execution], { cwd: app }));

/** A package that is there, with this text for a module. */
const install = (name: string, text: string): void => {
  const folder = join(modules, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '4.22.0', main: 'index.js' }));
  writeFileSync(join(folder, 'index.js'), text);
};

describe("backend 'tfjs'", () => {
  it.each([
    ['ctgan', 'inline'],
    ['ctgan', 'worker'],
    ['tvae', 'inline'],
  ])('of %s is refused without TensorFlow.js (%s)', async (method, execution) => {
    expect(await refusalOf(method, execution)).toEqual({
      code: 'CVD_MISSING_PEER',
      peer: '@tensorflow/tfjs',
      message: expect.stringMatching(/^Backend 'tfjs' needs the package @tensorflow\/tfjs.*npm install/),
    });
  });

  it('says which package is broken, and takes no slower one in its place', async () => {
    install('@tensorflow/tfjs', 'throw new Error("must not be loaded");');
    install('@tensorflow/tfjs-node', "throw new Error('The native addon can not be found at path: /app/lib\\nmore');");
    for (const execution of ['inline', 'worker']) {
      expect(await refusalOf('ctgan', execution)).toEqual({
        code: 'CVD_BROKEN_PEER',
        peer: '@tensorflow/tfjs-node',
        message: expect.stringMatching(/does not work here: The native addon .* path: \/app\/lib\. Install it again/),
      });
    }
  });
});
