/** Shape of a UUID of any version. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text can name a run. */
export const isRunId = (text: string): boolean => UUID.test(text);

/**
 * A new run id: a UUIDv7, 48 bits of milliseconds and 74 random bits, so that ids sort by time.
 * Source: RFC 9562, section 5.7.
 */
export const createRunId = (): string => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(
    0,
    (BigInt(Date.now()) << 16n) | 0x7000n | BigInt(((bytes[6]! << 8) | bytes[7]!) & 0xfff),
  );
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
