/** Threads that are worth starting here. */
export const availableThreads = (): number => {
  const os = typeof process === 'object' ? process.getBuiltinModule?.('node:os') : undefined;
  return os?.availableParallelism() ?? (typeof navigator === 'object' ? navigator.hardwareConcurrency : undefined) ?? 1;
};
