/** Bytes that worker threads read without a copy, where the platform has them. */
const buffer = (bytes: number): ArrayBuffer =>
  // The type is a white lie: typed arrays work on both alike.
  (typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)) as ArrayBuffer;

export const sharedFloats = (length: number): Float64Array<ArrayBuffer> => new Float64Array(buffer(8 * length));
export const sharedInts = (length: number): Int32Array<ArrayBuffer> => new Int32Array(buffer(4 * length));
