import { decodeModelFile } from '../model-file/decode-model-file.js';
import { encodeModelFile } from '../model-file/encode-model-file.js';
import type { Progress } from '../progress/progress.js';
import type { SynthesizerFactory } from '../synthesizer/factory.js';
import type { TableSource } from '../table/source.js';
import type { Table } from '../table/table.js';
import { fromErrorMessage, toErrorMessage } from './error-message.js';
import { createInbox } from './inbox.js';
import type { FromWorker, Job, ModuleReference, ToWorker } from './protocol.js';
import { fromTableMessage, toTableMessage } from './table-message.js';
import { ownerPort, type Port } from './thread.js';

type Owner = Port<Job | ToWorker, FromWorker>;
type Inbox = ReturnType<typeof createInbox<Job | ToWorker>>;

const loadFactory = async ({ url, export: name }: ModuleReference): Promise<SynthesizerFactory> => {
  const loaded = (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)) as Record<string, SynthesizerFactory>;
  const factory = loaded[name];
  if (!factory) throw new Error(`${url} has no export "${name}"`);
  return factory;
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
  const factory = await loadFactory(job.module);
  owner.post({ type: 'ready' });
  const onProgress = (progress: Progress): void => owner.post({ type: 'progress', progress });
  if (job.type === 'fit') {
    const model = factory.create(job.options);
    const source = job.table ? fromTableMessage(job.table) : remoteSource(owner, inbox);
    const report = await model.fit(source, {
      ...(job.metadata && { metadata: job.metadata }),
      onProgress,
      execution: 'inline',
    });
    owner.post({ type: 'fitted', model: encodeModelFile(model.toModel()), report });
  } else {
    const model = factory.restore(decodeModelFile(job.model));
    for await (const table of model.sample(job.rows, { ...job.options, onProgress, execution: 'inline' })) {
      await inbox.take();
      owner.post({ type: 'sampled', table: toTableMessage(table) });
    }
    owner.post({ type: 'end' });
  }
};

const owner: Owner = ownerPort();
const inbox: Inbox = createInbox();
owner.onMessage(inbox.put);
run(owner, inbox).catch((error: unknown) => owner.post({ type: 'error', error: toErrorMessage(error) }));
