import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const engine = new URL('../dist/index.js', import.meta.url).href;

/** What a module prints in a process of its own. */
const printed = (source: string): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
    encoding: 'utf8',
    timeout: 30_000,
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim();
};

const program = `
  const { createProgram, createWasmBackend } = await import('${engine}');
  const program = createProgram((define) => {
    const x = define.state('x', 64, 16);
    define.routine('run', (op) => op.add({ out: x, a: x, b: x }));
  });
  const backend = await createWasmBackend({ threads: 3 });
  const loaded = await backend.load(program, { key: [1, 2] });
  loaded.run('run', { step: 0 });`;

describe('processes with threads of the engine', () => {
  it('end by themselves', () => {
    expect(printed(`${program} console.log(backend.description.threads);`)).toBe('3');
  });

  it.runIf(process.platform === 'linux')('lose the helpers of a worker that is terminated', () => {
    const source = `
      import { once } from 'node:events';
      import { readdirSync } from 'node:fs';
      import { Worker } from 'node:worker_threads';
      const count = () => readdirSync('/proc/self/task').length;
      const code = ${JSON.stringify(`(async () => {${program}
        const { parentPort } = await import('node:worker_threads');
        parentPort.postMessage(backend.description.threads);
        setInterval(() => loaded.run('run', { step: 1 }), 1);
      })()`)};
      const worker = new Worker(code, { eval: true });
      // The worker and its two helpers.
      const [threads] = await once(worker, 'message');
      const during = count();
      await worker.terminate();
      while (count() > during - 3) await new Promise((resolve) => setTimeout(resolve, 10));
      console.log(threads);`;
    expect(printed(source)).toBe('3');
  });
});
