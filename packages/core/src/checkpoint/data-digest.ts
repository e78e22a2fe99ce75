import { bytesToHex } from '@noble/hashes/utils.js';
import type { EncodedBatch, EncodedSource } from '../encoding/encoded-table.js';
import { createSha256 } from '../model-file/sha256.js';

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

/** SHA-256 of encoded rows, whatever the pieces they come in: one a column, and one of these. */
export const createDataDigest = (columns: number) => {
  const hashes = Array.from({ length: columns }, createSha256);
  let rows = 0;
  return {
    add(batch: EncodedBatch): void {
      for (const [i, values] of batch.columns.entries()) hashes[i]!.update(bytesOf(values));
      rows += batch.rows;
    },
    finish(): string {
      const all = createSha256();
      all.update(new TextEncoder().encode(`${rows} `));
      for (const hash of hashes) all.update(hash.digest());
      return bytesToHex(all.digest());
    },
  };
};

/**
 * The digest of what a method learns from, which tells whether later rows are the same. Where the method reads its rows to the
 * end, they are digested on the way; else they are read once more.
 */
export const digestedSource = (source: EncodedSource): { source: EncodedSource; digest(): Promise<string> } => {
  let found: string | null = null;
  async function* digested(): AsyncGenerator<EncodedBatch> {
    const digest = createDataDigest(source.schema.columns.length);
    for await (const batch of source.open()) {
      digest.add(batch);
      yield batch;
    }
    found ??= digest.finish();
  }
  return {
    source: { ...source, open: () => (found === null ? digested() : source.open()) },
    async digest() {
      if (found === null) for await (const _ of digested());
      return found!;
    },
  };
};
