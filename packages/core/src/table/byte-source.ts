/** Bytes that can be read more than once, each time from the start. */
export type ByteSource = () => AsyncIterable<Uint8Array>;
