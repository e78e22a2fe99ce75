// The peers' own virtual environment: made on first use, kept in benchmarks/.venv (6 GB; SDV brings PyTorch).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const environment = process.env.CVD_PEERS_VENV ?? `${here}.venv`;

const must = (command, args) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
};

/** Path of a Python that has the peers; installs them when they are not there. */
export const peersPython = () => {
  const python = `${environment}/bin/python`;
  if (!existsSync(python)) {
    must('python3', ['-m', 'venv', environment]);
    must(python, ['-m', 'pip', 'install', '--quiet', '-r', `${here}peers/requirements.txt`]);
  }
  return python;
};
