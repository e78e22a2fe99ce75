import { spawn } from 'node:child_process';

// $0 the process to end, $1 a folder to remove or nothing, $2 the process to watch or nothing: then this process, whose end
// of the pipe closes however it dies.
const script = `if [ -n "$2" ]; then while kill -0 "$2" 2>/dev/null; do sleep 0.2; done; else cat >/dev/null; fi
kill -9 "$0" 2>/dev/null; if [ -n "$1" ]; then for round in 1 2 3; do sleep 0.3; rm -rf "$1"; done; fi`;

/**
 * A small shell that kills a process when its owner is gone, killed -9 included, and removes a folder after it.
 * @param {number} pid @param {{ livesWith?: number | undefined, folder?: string | undefined }} options
 * @returns {{ pid: number, dismiss: () => void }}
 */
export const guardProcess = (pid, { livesWith, folder }) => {
  const shell = spawn('/bin/sh', ['-c', script, String(pid), folder ?? '', livesWith ? String(livesWith) : ''], {
    stdio: [livesWith ? 'ignore' : 'pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.unref();
  shell.stdin?.unref?.();
  return {
    pid: shell.pid,
    dismiss: () => {
      shell.kill('SIGKILL'); // before its input closes
      shell.stdin?.destroy();
    },
  };
};
