/** Some consecutive rows of a buffer, all of its columns. */
export interface View {
  /** Index into {@link Program.buffers}. */
  readonly buffer: number;
  /** First row. */
  readonly row: number;
  readonly rows: number;
  /** Columns of the buffer; kept here so that shapes can be read off an operation. */
  readonly cols: number;
}
