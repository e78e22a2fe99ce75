import { TransformError } from '../../errors/transform-error.js';
import type { DatetimeStyle } from '../../metadata/datetime-format.js';
import type { Column } from '../../table/column.js';
import { fittedMissingOnly } from '../categorical/fitted-categories.js';
import { isMissing } from '../missing.js';
import { Extremes } from '../numerical/extremes.js';
import type { FittedTransformer, TransformerContext, TransformerFit } from '../transformer.js';
import { fittedDatetime, MILLISECOND, styleKey } from './fitted-datetime.js';
import { type ReadTime, storageOf, type TimeCodec, timeCodec } from './time-codec.js';
import { createTimeReader } from './time-reader.js';
import { StepLearner } from './time-step.js';

const SAFE = 2n ** 53n;
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Learns the step, the bounds and the ways of writing, in one pass. */
export class DatetimeFit implements TransformerFit {
  readonly #context: TransformerContext;
  readonly #extremes = new Extremes<bigint>();
  readonly #step = new StepLearner();
  readonly #styles = new Map<string, DatetimeStyle>();
  #codec: TimeCodec | null = null;
  #rows = 0;
  #missing = 0;
  /** The latest piece, for its type. */
  #last: Column | null = null;
  #read: ReturnType<typeof createTimeReader> | null = null;
  #lastStyle: DatetimeStyle | null = null;

  constructor(context: TransformerContext) {
    this.#context = context;
  }

  add(column: Column): void {
    const { column: name, metadata } = this.#context;
    this.#last = column;
    for (let row = 0; row < column.length; row++) {
      if (isMissing(column, row)) {
        this.#missing++;
        continue;
      }
      this.#codec ??= timeCodec(storageOf(name, column, metadata.datetime_format));
      this.#read ??= createTimeReader(this.#codec);
      const time = this.#read(column, row);
      if (time === null)
        throw new TransformError(
          name,
          this.#rows + row,
          `the value does not match the format ${this.#codec.storage.format}; correct it, or the datetime_format in the metadata`,
        );
      this.#addTime(time);
    }
    this.#rows += column.length;
  }

  #addTime({ nanoseconds, style }: ReadTime): void {
    this.#extremes.add(nanoseconds);
    this.#step.add(nanoseconds);
    if (style === null || style === this.#lastStyle) return;
    this.#lastStyle = style;
    const key = styleKey(style);
    if (!this.#styles.has(key)) this.#styles.set(key, style);
  }

  finish(): FittedTransformer {
    const { column, settings } = this.#context;
    const codec = this.#codec;
    if (codec === null) return fittedMissingOnly(column, this.#last);
    if (this.#context.unique)
      this.#context.warn({
        code: 'key-may-repeat',
        column,
        message: `"${column}" is a key of times, which are modelled and may repeat; give it the sdtype id for values that are all different.`,
      });
    const { low, high, clipped } = this.#extremes.finish(settings.trimExtremes);
    if (clipped > 0)
      this.#context.clip({
        column,
        count: clipped,
        share: clipped / this.#rows,
        low: Number(low / MILLISECOND),
        high: Number(high / MILLISECOND),
      });
    const { step } = this.#step;
    if ((high - low) / step > SAFE)
      this.#context.warn({
        code: 'times-rounded',
        column,
        message: `"${column}" spans more than 2^53 of its smallest steps; its times are modelled to 53 bits, so the last digits are rounded.`,
      });
    const far = absolute(low) / step > SAFE || absolute(high) / step > SAFE;
    const content = {
      column,
      storage: codec.storage,
      step: `${step}`,
      origin: `${far ? low : 0n}`,
      low: `${low}`,
      high: `${high}`,
      missing: this.#missing > 0,
      styles: [...this.#styles.values()],
    };
    return fittedDatetime(content, codec);
  }
}
