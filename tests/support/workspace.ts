import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository root, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Folder names under packages/, from the ground up. */
export const packageNames: readonly string[] = (
  (await import(`${root}/scripts/packages.mjs`)) as { packages: readonly string[] }
).packages;

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly type?: string;
  readonly types?: string;
  readonly sideEffects?: boolean;
  readonly description?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly packageManager?: string;
  readonly exports?: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A file of the repository as text. */
export const readText = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

/** package.json of a package, or of the workspace itself. */
export const manifestOf = (name: string | null): Manifest =>
  JSON.parse(readText(name === null ? 'package.json' : `packages/${name}/package.json`)) as Manifest;
