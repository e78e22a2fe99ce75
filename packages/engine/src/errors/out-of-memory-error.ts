import { CvdError } from '@cvd/core';

/** Bytes in the largest unit that leaves at least 1, with two digits after the point. */
const formatBytes = (bytes: number): string => {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? `${value} bytes` : `${value.toFixed(2)} ${units[unit]}`;
};

/** The memory for a program's buffers cannot be had. */
export class OutOfMemoryError extends CvdError {
  static override readonly code = 'CVD_OUT_OF_MEMORY';

  /**
   * @param backend - name of the backend, such as 'wasm'
   * @param bytes - what the program needs
   * @param largest - name and bytes of its largest buffer
   */
  constructor(
    readonly backend: string,
    readonly bytes: number,
    readonly largest: { readonly name: string; readonly bytes: number },
    cause?: unknown,
  ) {
    super(
      `Backend ${backend}: the program needs ${formatBytes(bytes)}, which cannot be had; its largest buffer is ` +
        `"${largest.name}" with ${formatBytes(largest.bytes)}. Lower the batch size, the widths of the layers, or the ` +
        'number of categories that are learned.',
      cause === undefined ? {} : { cause },
    );
  }
}
