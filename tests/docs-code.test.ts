import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type CodeBlock, codeBlocks, markdownFiles } from './support/markdown.js';
import { root } from './support/workspace.js';

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile).config,
  ts.sys,
  root,
);

/** Compiles each block as a module of its own, against the packages' sources; gives back `file:line message`. */
const compile = (blocks: readonly CodeBlock[]): string[] => {
  // Blank lines before the code make the compiler's line numbers those of the Markdown file.
  const sources = new Map(
    blocks.map(({ file, line, code }) => [`${root}/${file}.${line}.ts`, '\n'.repeat(line - 1) + code]),
  );
  const compilerOptions: ts.CompilerOptions = {
    ...options,
    moduleDetection: ts.ModuleDetectionKind.Force,
    noUnusedLocals: false,
    noUnusedParameters: false,
    declaration: false,
    noEmit: true,
  };
  const host = ts.createCompilerHost(compilerOptions);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = sources.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language, true);
  };
  const program = ts.createProgram([...sources.keys()], compilerOptions, host);
  return [...sources.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, messageText }) => {
        const line = source.getLineAndCharacterOfPosition(start).line + 1;
        const file = path.slice(root.length + 1).replace(/\.\d+\.ts$/, '');
        return `${file}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
};

describe('TypeScript in the documentation', () => {
  it('compiles', () => {
    const blocks = markdownFiles().flatMap((file) => codeBlocks(file, 'ts'));
    expect(blocks.length).toBeGreaterThan(0);
    expect(compile(blocks)).toEqual([]);
  });

  it('is truly compiled: a wrong import and a wrong type are found at their lines', () => {
    const code = "import { Table, nothing } from '@cvd/core';\nconst rows: string = new Table([]).rows;";
    expect(compile([{ file: 'README.md', line: 40, code }])).toEqual([
      expect.stringMatching(/^README\.md:40 .*nothing/),
      expect.stringMatching(/^README\.md:41 .*number.*string/),
    ]);
  });
});
