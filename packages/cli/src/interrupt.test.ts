import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBeside } from '@cvd/core/node';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForInterrupt } from './interrupt.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-interrupt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const send = (): boolean => process.emit('SIGHUP', 'SIGHUP');

it('takes signals together for one, and ends the process at a later one, without files in the making', async () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const before = process.listenerCount('SIGHUP');
  const interrupt = listenForInterrupt();
  const file = await writeBeside(join(folder, 'rows.csv'));
  expect(interrupt.exitCode).toBeNull();
  send();
  expect(interrupt.signal.aborted).toBe(true);
  expect(interrupt.exitCode).toBe(129);
  vi.advanceTimersByTime(1999);
  send();
  expect(kill).not.toHaveBeenCalled();
  expect(readdirSync(folder)).toHaveLength(1);
  vi.advanceTimersByTime(1);
  send();
  expect(readdirSync(folder)).toEqual([]);
  expect(kill.mock.calls).toEqual([[process.pid, 'SIGHUP']]);
  expect(process.listenerCount('SIGHUP')).toBe(before);
  await file.discard();
});

it('goes on letting signals pass that come along with the first when the work has ended', () => {
  const before = process.listenerCount('SIGHUP');
  const interrupt = listenForInterrupt();
  send();
  vi.advanceTimersByTime(500);
  interrupt.release();
  expect(process.listenerCount('SIGHUP')).toBe(before + 1);
  vi.advanceTimersByTime(1500);
  expect(process.listenerCount('SIGHUP')).toBe(before);
});

it('stops listening at once when none came, and leaves finished files alone', async () => {
  const before = process.listenerCount('SIGHUP');
  listenForInterrupt().release();
  expect(process.listenerCount('SIGHUP')).toBe(before);
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const file = await writeBeside(join(folder, 'whole.csv'));
  await file.commit();
  listenForInterrupt();
  send();
  vi.advanceTimersByTime(2000);
  send();
  expect(kill).toHaveBeenCalledOnce();
  expect(existsSync(join(folder, 'whole.csv'))).toBe(true);
});
