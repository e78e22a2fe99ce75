import { vi } from 'vitest';

/** Gives the tests of a file time: brokers and processes of ours share a machine with whatever else runs there. */
export const bePatient = (): void => {
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
};
