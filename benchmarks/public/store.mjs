// Kept results: one file for what is measured here and one for the peers, written after every cell, so that a run that was interrupted
// goes on where it stopped.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whose results lie in which file. */
const fileOf = ({ who }) => (who === 'sdv' ? 'public-peers.json' : 'public.json');

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { cells: {} });

/** Six digits, and intervals as [low, high]; how each was found stands in README.md. */
const compact = (value) => {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(6));
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(compact);
  if ('low' in value && 'high' in value) return compact([value.low, value.high]);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, compact(inner)]));
};

/** The results of a folder, by the id of the cell. */
export const openStore = (folder) => {
  mkdirSync(folder, { recursive: true });
  const paths = ['public.json', 'public-peers.json'].map((name) => join(folder, name));
  const all = () => Object.assign({}, ...paths.map((path) => read(path).cells));
  const change = (cell, edit) => {
    const path = join(folder, fileOf(cell));
    const { cells } = read(path);
    edit(cells);
    const ordered = Object.fromEntries(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)));
    // In one step: an interruption leaves the file as it was.
    writeFileSync(`${path}.tmp`, `${JSON.stringify({ cells: ordered }, null, 1)}\n`);
    renameSync(`${path}.tmp`, path);
  };
  return {
    all,
    of: ({ id }) => all()[id] ?? null,
    keep: (cell, result) => change(cell, (cells) => (cells[cell.id] = compact(result))),
    forget: (cell) => change(cell, (cells) => delete cells[cell.id]),
  };
};
