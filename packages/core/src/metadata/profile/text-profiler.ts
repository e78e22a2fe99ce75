import type { Utf8Column } from '../../table/column.js';
import { candidateFormats, type DatetimeCandidates } from '../detect/datetime-candidates.js';
import { forEachUsedCode } from './code-counts.js';
import type { ProfileParts, ValueProfiler } from './column-profiler.js';
import { DistinctSample } from './distinct-sample.js';
import { hashText, hashWords } from './hash.js';
import { Uniqueness } from './uniqueness.js';

/** Longer texts are kept by their beginning and their hash. */
const keptLength = 256;

/** Columns of text; each dictionary entry of a piece is looked at once. */
export class TextProfiler implements ValueProfiler<Utf8Column> {
  readonly #sample = new DistinctSample<string>();
  readonly #uniqueness = new Uniqueness();
  #minLength = Number.POSITIVE_INFINITY;
  #maxLength = 0;
  #formats: DatetimeCandidates | null = null;

  add(column: Utf8Column): void {
    forEachUsedCode(column, (text, count) => this.#value(text, count));
  }

  #value(text: string, count: number): void {
    hashText(text);
    const low = hashWords[0]!;
    const high = hashWords[1]!;
    if (count > 1) this.#uniqueness.repeated();
    else this.#uniqueness.add(low, high);
    const key =
      text.length <= keptLength ? text : `${text.slice(0, keptLength)}#${low.toString(16)}${high.toString(16)}`;
    if (this.#sample.count(key, count)) return;
    this.#sample.add(key, low, count);
    if (text.length < this.#minLength) this.#minLength = text.length;
    if (text.length > this.#maxLength) this.#maxLength = text.length;
    this.#formats =
      this.#formats === null ? candidateFormats(text) : this.#formats.filter((format) => format.parse(text) !== null);
  }

  finish(): ProfileParts {
    return {
      ...this.#sample.distinct(),
      unique: this.#uniqueness.answer(),
      text: {
        values: this.#sample.values(),
        minLength: this.#minLength,
        maxLength: this.#maxLength,
        datetimeFormats: (this.#formats ?? []).map(({ pattern }) => pattern),
      },
    };
  }
}
