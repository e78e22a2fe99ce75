import { decodeModelFile } from '../model-file/decode-model-file.js';
import { encodeModelFile } from '../model-file/encode-model-file.js';
import type { Progress } from '../progress/progress.js';
import type { SynthesizerFactory } from '../synthesizer/factory.js';
import type { TableSource } from '../table/source.js';
import type { Table } from '../table/table.js';
import { fromErrorMessage, toErrorMessage } from './error-message.js';
import { createInbox } from './inbox.js';
import type { FromWorker, Job, ModuleReference, ToWorker, WorkerFunction } from './protocol.js';
import { fromTableMessage, toTableMessage } from './table-message.js';
import { ownerPort, type Port } from './thread.js';

type Owner = Port<Job | ToWorker, FromWorker>;
type Inbox = ReturnType<typeof createInbox<Job | ToWorker>>;

const load = async <T extends SynthesizerFactory | WorkerFunction>({
  url,
  export: name,
}: ModuleReference): Promise<T> => {
  const loaded = (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)) as Record<string, T>;
  const found = loaded[name];
  if (!found) throw new Error(`${url} has no export "${name}"`);
  return found;
};

const call = async (owner: Owner, job: Extract<Job, { type: 'call' }>): Promise<void> => {
  const work = await load<WorkerFunction>(job.module);
  owner.post({ type: 'ready' });
  const onProgress = (progress: Progress): void => owner.post({ type: 'progress', progress });
  owner.post({ type: 'result', value: await work(job.argument as never, { onProgress }) });
};

/** The owner's source: each batch is asked for when it is wanted. */
const remoteSource = (owner: Owner, inbox: Inbox): TableSource => ({
  async *open(): AsyncGenerator<Table> {
    owner.post({ type: 'open' });
    while (true) {
      owner.post({ type: 'next' });
      const answer = await inbox.take();
      if (answer.type === 'source-error') throw fromErrorMessage(answer.error);
      if (answer.type !== 'batch') throw new Error(`unexpected message "${answer.type}"`);
      if (answer.table === null) return;
      yield fromTableMessage(answer.table);
    }
  },
});

const run = async (owner: Owner, inbox: Inbox): Promise<void> => {
  const job = (await inbox.take()) as Job;
  if (job.type === 'call') return call(owner, job);
  const factory = await load<SynthesizerFactory>(job.module);
  owner.post({ type: 'ready' });
  if (job.type === 'fit') {
    const model = factory.create(job.options);
    const source = job.table ? fromTableMessage(job.table) : remoteSource(owner, inbox);
    const report = await model.fit(source, {
      ...(job.metadata && { metadata: job.metadata }),
      onProgress: (progress) => owner.post({ type: 'progress', progress }),
      execution: 'inline',
    });
    owner.post({ type: 'fitted', model: encodeModelFile(model.toModel()), report });
    return;
  }
  const model = factory.restore(decodeModelFile(job.model));
  while (true) {
    const wanted = await inbox.take();
    if (wanted.type !== 'rows') throw new Error(`unexpected message "${wanted.type}"`);
    for await (const table of model.sample(wanted.rows, { ...job.options, start: wanted.start, execution: 'inline' })) {
      owner.post({ type: 'sampled', table: toTableMessage(table) });
    }
  }
};

const owner: Owner = ownerPort();
const inbox: Inbox = createInbox();
owner.onMessage(inbox.put);
run(owner, inbox).catch((error: unknown) => owner.post({ type: 'error', error: toErrorMessage(error) }));
