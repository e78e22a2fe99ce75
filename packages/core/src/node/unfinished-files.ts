import { rmSync } from 'node:fs';

/** State of the module because it is state of the process: files in the making, none of which bears its final name. */
const unfinished = new Set<string>();

/** Notes a file that is being made under a name of its own; the function returned says that it is gone or renamed. */
export const noteUnfinished = (path: string): (() => void) => {
  unfinished.add(path);
  return () => {
    unfinished.delete(path);
  };
};

/** Removes all files in the making at once, for a process about to end without having finished or discarded them. */
export const removeUnfinishedFiles = (): void => {
  for (const path of unfinished) {
    try {
      rmSync(path, { force: true });
    } catch {
      // Held open, where the system forbids to remove such files; the others can still go.
    }
  }
  unfinished.clear();
};
