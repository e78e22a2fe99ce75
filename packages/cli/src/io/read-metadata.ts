import { readFile } from 'node:fs/promises';
import { type Metadata, parseMetadata } from '@cvd/core';
import { toReadError } from '@cvd/core/node';

/** Metadata from a JSON file in SDV's V1 layout. @throws {FileNotFoundError | InvalidMetadataError} */
export const readMetadata = async (path: string): Promise<Metadata> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw toReadError(path, cause);
  }
  return parseMetadata(text);
};
