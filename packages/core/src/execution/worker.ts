import type { CheckpointStore } from '../checkpoint/checkpoint-store.js';
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
type Kept = Extract<ToWorker, { type: 'kept' }>;
type Inbox = ReturnType<typeof createInbox<Job | Exclude<ToWorker, Kept>>>;

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

/** Checkpoints are kept by the owner. */
const remoteStore = (
  owner: Owner,
  kept: ReturnType<typeof createInbox<Kept>>,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array | null },
): CheckpointStore => ({
  name,
  read: async () => bytes,
  async write(checkpoint) {
    owner.post({ type: 'keep', bytes: checkpoint });
    const { error } = await kept.take();
    if (error) throw fromErrorMessage(error);
  },
});

const fit = async (
  owner: Owner,
  inbox: Inbox,
  kept: ReturnType<typeof createInbox<Kept>>,
  factory: SynthesizerFactory,
  { options, table, metadata, limits, checkpoints, warmStart }: Extract<Job, { type: 'fit' }>,
): Promise<void> => {
  const model = factory.create(options);
  const report = await model.fit(table ? fromTableMessage(table) : remoteSource(owner, inbox), {
    ...limits,
    ...(metadata && { metadata }),
    ...(checkpoints && {
      checkpoints: remoteStore(owner, kept, checkpoints),
      resume: checkpoints.bytes ? 'always' : 'never',
    }),
    ...(warmStart && { warmStart: decodeModelFile(warmStart) }),
    onProgress: (progress) => owner.post({ type: 'progress', progress }),
    execution: 'inline',
  });
  owner.post({ type: 'fitted', model: encodeModelFile(model.toModel()), report });
};

const run = async (owner: Owner, inbox: Inbox, kept: ReturnType<typeof createInbox<Kept>>): Promise<void> => {
  const job = (await inbox.take()) as Job;
  if (job.type === 'call') return call(owner, job);
  const factory = await load<SynthesizerFactory>(job.module);
  owner.post({ type: 'ready' });
  if (job.type === 'fit') return fit(owner, inbox, kept, factory, job);
  const model = factory.restore(decodeModelFile(job.model));
  while (true) {
    const wanted = await inbox.take();
    if (wanted.type !== 'rows') throw new Error(`unexpected message "${wanted.type}"`);
    const { rows, options } = wanted;
    for await (const table of model.sample(rows, { ...options, batchRows: Math.max(1, rows), execution: 'inline' })) {
      owner.post({ type: 'sampled', table: toTableMessage(table) });
    }
  }
};

const owner: Owner = ownerPort();
const inbox: Inbox = createInbox();
const kept = createInbox<Kept>();
// Answers about checkpoints come between those about rows.
owner.onMessage((message) => (message.type === 'kept' ? kept.put(message) : inbox.put(message)));
run(owner, inbox, kept).catch((error: unknown) => owner.post({ type: 'error', error: toErrorMessage(error) }));
