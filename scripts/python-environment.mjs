import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const must = (command, args) => {
  if (!run(command, args).ok)
    throw new Error(`${command} ${args.join(' ')} failed; Python 3.10 or later with venv and pip is needed`);
};

/**
 * Path of a Python with the packages of a requirements file: an environment of its own in a folder, made on first use and brought up to
 * date when the file has changed.
 * @param {string} folder @param {string} requirements - path @returns {string}
 */
export const pythonWith = (folder, requirements) => {
  const python = join(folder, 'bin', 'python');
  const installed = join(folder, 'requirements.installed.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(python) && existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python;
  if (!existsSync(python)) must('python3', ['-m', 'venv', folder]);
  must(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  writeFileSync(installed, wanted); // last: an environment without it is not whole
  return python;
};
