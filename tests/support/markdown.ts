import { readdirSync } from 'node:fs';
import { readText, root } from './workspace.js';

export interface CodeBlock {
  /** Markdown file, relative to the repository root. */
  readonly file: string;
  /** Line of the block's first line of code, from 1. */
  readonly line: number;
  readonly code: string;
}

const skipped = new Set(['node_modules', 'dist', '.git', '.changeset', 'fixtures']);

/** Every Markdown file of the repository that is written for readers. */
export const markdownFiles = (folder = ''): string[] =>
  readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : markdownFiles(path);
    return entry.name.endsWith('.md') && entry.name !== 'CHANGELOG.md' ? [path] : [];
  });

/** Fenced blocks of one language. */
export const codeBlocks = (file: string, language: string): CodeBlock[] => {
  const blocks: CodeBlock[] = [];
  let open: { line: number; code: string[]; wanted: boolean } | null = null;
  for (const [index, line] of readText(file).split('\n').entries()) {
    const fence = /^\s*```(\S*)\s*$/.exec(line);
    if (fence && open === null) open = { line: index + 2, code: [], wanted: fence[1] === language };
    else if (fence && open !== null) {
      if (open.wanted) blocks.push({ file, line: open.line, code: open.code.join('\n') });
      open = null;
    } else open?.code.push(line);
  }
  return blocks;
};
