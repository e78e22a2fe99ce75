import { describe, expect, it } from 'vitest';
import { createOffsetCommitter } from './offset-committer.js';

/** Commits that settle when told to. */
const gated = () => {
  const sent: bigint[] = [];
  const gates: PromiseWithResolvers[] = [];
  const commit = (next: bigint): Promise<void> => {
    sent.push(next);
    const gate = withResolvers();
    gates.push(gate);
    return gate.promise;
  };
  return { sent, gates, commit };
};

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}

const withResolvers = (): PromiseWithResolvers => {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('createOffsetCommitter', () => {
  it('sends one commit at a time and of those that wait only the newest', async () => {
    const { sent, gates, commit } = gated();
    const committer = createOffsetCommitter(commit, () => {});
    for (const next of [10n, 20n, 30n]) committer.mark(next);
    expect(sent).toEqual([10n]);
    gates[0]!.resolve();
    await turn();
    expect(sent).toEqual([10n, 30n]);
    let idle = false;
    const waiting = committer.idle().then(() => {
      idle = true;
    });
    await turn();
    expect(idle).toBe(false);
    gates[1]!.resolve();
    await waiting;
  });

  it('goes on after it was idle, backwards too, as when a log began anew', async () => {
    const sent: bigint[] = [];
    const committer = createOffsetCommitter(
      async (next) => {
        sent.push(next);
      },
      () => {},
    );
    committer.mark(10n);
    await committer.idle();
    committer.mark(3n);
    await committer.idle();
    expect(sent).toEqual([10n, 3n]);
  });

  it('tells a failure once and sends nothing any more', async () => {
    const { sent, gates, commit } = gated();
    const told: unknown[] = [];
    const committer = createOffsetCommitter(commit, (error) => told.push(error));
    committer.mark(10n);
    committer.mark(20n);
    gates[0]!.reject(new Error('fenced'));
    await committer.idle();
    committer.mark(30n);
    await committer.idle();
    expect([sent, told.map(String)]).toEqual([[10n], ['Error: fenced']]);
  });

  it('leaves what waits unsent once stopped', async () => {
    const { sent, gates, commit } = gated();
    const committer = createOffsetCommitter(commit, () => {});
    committer.mark(10n);
    committer.mark(20n);
    committer.stop();
    gates[0]!.resolve();
    await committer.idle();
    expect(sent).toEqual([10n]);
  });
});
