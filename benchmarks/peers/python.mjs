// The peers' own virtual environment: made on first use, kept in benchmarks/.venv (6 GB; SDV brings PyTorch).
import { fileURLToPath } from 'node:url';
import { pythonWith } from '../../scripts/python-environment.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Path of a Python that has the peers; installs them when they are not there. */
export const peersPython = () =>
  pythonWith(process.env.CVD_PEERS_VENV ?? `${here}.venv`, `${here}peers/requirements.txt`);
