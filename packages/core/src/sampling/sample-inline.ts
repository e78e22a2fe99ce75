import { throwIfAborted } from '../execution/abort.js';
import { yieldToEventLoop } from '../execution/yield.js';
import { decodeBatch, type PreparedTable } from '../preparation/prepared-table.js';
import { createRandomSource } from '../random/counter-random.js';
import type { SynthesizerCapabilities } from '../synthesizer/capabilities.js';
import type { FittedMethod } from '../synthesizer/method.js';
import type { Table } from '../table/table.js';
import { samplerKey } from './fingerprint.js';
import type { KeptSampler } from './kept-sampler.js';
import type { SampleRequest } from './request.js';
import { sampleEncoded } from './sample-encoded.js';

interface Sampled {
  readonly name: string;
  readonly capabilities: SynthesizerCapabilities;
  readonly prepared: PreparedTable;
  readonly model: FittedMethod;
  readonly samplers: KeptSampler;
}

/** Makes the rows on this thread, one table a batch; yields to other work between batches. */
export async function* sampleInline(
  { name, capabilities, prepared, model, samplers }: Sampled,
  { rows, start, batchRows, seed, conditions, constraints, maxTries }: SampleRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<Table> {
  throwIfAborted(signal, 'sample');
  const random = createRandomSource(seed).child('sample');
  const columnRandom = random.child('columns');
  const steered = capabilities.conditional === 'exact' || capabilities.conditional === 'guided';
  const key = samplerKey(seed, conditions);
  const sampler = samplers.take(key, () => model.sampler(random.child('method'), steered ? constraints : []));
  const unchecked = capabilities.conditional === 'exact' ? [] : constraints;
  const acceptance = { drawn: 0, accepted: 0 };
  for (const { transformer } of prepared.columns) await transformer.prepare?.();
  let done = 0;
  do {
    const size = Math.min(batchRows, rows - done);
    const indices = new Float64Array(size);
    for (let k = 0; k < size; k++) indices[k] = start + done + k;
    const batch = await sampleEncoded(sampler, indices, {
      method: name,
      constraints: unchecked,
      acceptance,
      maxTries,
      onRound: async () => {
        await yieldToEventLoop();
        throwIfAborted(signal, 'sample');
      },
    });
    yield decodeBatch(prepared, batch.columns, indices, columnRandom);
    done += size;
    await yieldToEventLoop();
    throwIfAborted(signal, 'sample');
  } while (done < rows); // a sample of no rows is one empty table: it still has its columns
  samplers.keep(key, sampler);
}
