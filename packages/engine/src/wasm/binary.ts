/** Numeric builds: 'relaxed' fuses multiplications and additions. */
export type WasmBuild = 'strict' | 'relaxed';

const sources: Readonly<Record<WasmBuild, () => Promise<{ readonly binary: string }>>> = {
  strict: () => import('./generated/strict.js'),
  relaxed: () => import('./generated/relaxed.js'),
};

const decode = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/** Reads an unsigned LEB128 number: value and next position. */
const unsigned = (bytes: Uint8Array, at: number): readonly [value: number, next: number] => {
  let value = 0;
  let shift = 0;
  let byte: number;
  do {
    byte = bytes[at++]!;
    value += (byte & 127) * 2 ** shift;
    shift += 7;
  } while (byte > 127);
  return [value, at];
};

/**
 * The same module for a memory that is not shared: one bit of the limits of its only imported memory. Its atomic
 * instructions are valid there too; it never waits with one thread.
 */
export const unshared = (binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const copy = binary.slice();
  let at = 8;
  while (at < copy.length) {
    const section = copy[at]!;
    const [size, content] = unsigned(copy, at + 1);
    if (section === 2) {
      let [count, place] = unsigned(copy, content);
      for (; count > 0; count--) {
        for (let name = 0; name < 2; name++) {
          const [length, next] = unsigned(copy, place);
          place = next + length;
        }
        const kind = copy[place++]!;
        if (kind === 2) {
          if (copy[place] !== 3) throw new Error('the imported memory is not shared');
          copy[place] = 1;
          return copy;
        }
        if (kind !== 0) throw new Error('an import that is neither function nor memory');
        place = unsigned(copy, place)[1];
      }
    }
    at = content + size;
  }
  throw new Error('no imported memory');
};

const modules = new Map<string, Promise<WebAssembly.Module>>();

/** The compiled module, one of each kind in a thread of the process. */
export const wasmModule = (build: WasmBuild, shared: boolean): Promise<WebAssembly.Module> => {
  const key = `${build} ${shared}`;
  let module = modules.get(key);
  if (!module) {
    module = sources[build]().then(({ binary }) => {
      const bytes = decode(binary);
      return WebAssembly.compile(shared ? bytes : unshared(bytes));
    });
    modules.set(key, module);
  }
  return module;
};

/** Has modules compiled anew, since flags of the engine have changed. */
export const forgetModules = (): void => modules.clear();

/** (a, c) => a·a + c by relaxed_madd. */
const relaxedProbe = Uint8Array.of(
  ...[
    0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 125, 125, 1, 125, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 22, 1, 20, 0,
  ],
  ...[32, 0, 253, 19, 32, 0, 253, 19, 32, 1, 253, 19, 253, 133, 2, 253, 31, 0, 11],
);

/**
 * Whether a build runs here. The relaxed one asks for a processor that does fuse multiplication and addition: where it did
 * not, it would be no faster, and give other bytes than its name promises.
 */
export const canRun = (build: WasmBuild): boolean => {
  if (build === 'strict') return true;
  if (!WebAssembly.validate(relaxedProbe)) return false;
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(relaxedProbe)).exports;
  // (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴ where it is rounded once, 0 where it is rounded twice.
  return (f as (a: number, c: number) => number)(1 + 2 ** -12, -(1 + 2 ** -11)) !== 0;
};
