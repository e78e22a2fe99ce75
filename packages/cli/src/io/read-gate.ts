import { readFile } from 'node:fs/promises';
import { toReadError } from '@cvd/core/node';
import { defaultGate, type Gate, parseGate } from '@cvd/evaluation';

/** The name that stands for the gate of `@cvd/evaluation`; a file of this name is `./default`. */
export const DEFAULT_GATE = 'default';

/** A gate from a JSON file, or the default one. @throws {FileNotFoundError | FileReadError | InvalidGateError} */
export const readGate = async (path: string): Promise<Gate> => {
  if (path === DEFAULT_GATE) return defaultGate;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw toReadError(path, cause);
  }
  return parseGate(text, path);
};
