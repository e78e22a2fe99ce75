import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '../python-environment.mjs';

/** fakesnow's own virtual environment (340 MB): CVD_FAKESNOW_VENV, ~/.cache/cvd/fakesnow-0.12.1 without it. */
export const fakesnowFolder = process.env.CVD_FAKESNOW_VENV || join(homedir(), '.cache', 'cvd', 'fakesnow-0.12.1');

/** Path of a Python that has fakesnow; installs it when it is not there. */
export const fakesnowPython = () =>
  pythonWith(fakesnowFolder, fileURLToPath(new URL('requirements.txt', import.meta.url)));
