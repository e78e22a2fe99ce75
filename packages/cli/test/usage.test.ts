import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const commands = [
  ...[
    'detect',
    'fit',
    'sample',
    'split',
    'evaluate',
    'methods',
    'info',
    'stream',
    'consume',
    'request',
    'work',
    'demo',
  ],
];
const model = join(folder, 'model.cvd');

/** The code at the end, and no stack trace. */
const isPlain = (stderr: string): boolean => !/^\s+at |node:internal/m.test(stderr);

beforeAll(async () => {
  const { code, stderr } = await cvd(['fit', cvdSmall, '--seed', '7', '--out', model]);
  expect(code, stderr).toBe(0);
  writeFileSync(join(folder, 'people.csv'), 'age,sex\n61,f\n34,m\n');
});

describe('help', () => {
  it('names every command and the exit codes', async () => {
    const { code, stdout } = await cvd(['--help']);
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toContain('130 interrupted');
  });

  it.each(commands)('of %s has examples', async (command) => {
    const { code, stdout } = await cvd([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\\n  \\$ cvd ${command}`));
    expect(stdout).toContain('--json-progress');
    expect(stdout).toContain('--quiet');
  });

  it('is shown, as wrong use, when no command is given', async () => {
    const { code, stderr } = await cvd([]);
    expect(code).toBe(2);
    expect(stderr).toContain('Commands:');
  });
});

describe('wrong use of the command line ends with 2', () => {
  it.each<[name: string, args: string[], says: RegExp]>([
    ['unknown command', ['fitt'], /unknown command 'fitt'.*fit/s],
    ['unknown option', ['fit', 'people.csv', '--out', 'm.cvd', '--speed', '3'], /unknown option '--speed'/],
    ['a missing option', ['fit', 'people.csv'], /--out/],
    ['a missing argument', ['fit', '--out', 'm.cvd'], /missing required argument 'file'/],
    ['too many arguments', ['info', 'a', 'b'], /too many arguments/],
    [
      'an unknown method',
      ['fit', 'people.csv', '--method', 'gan', '--out', 'm.cvd'],
      /"gan".*copula, ctgan, tvae; see: cvd methods/,
    ],
    ['two seeds', ['fit', 'people.csv', '--seed', '6', '--set', 'seed=5', '--out', 'm.cvd'], /--seed 6.*--set seed=5/],
    ['an unknown method option', ['fit', 'people.csv', '--set', 'speed=3', '--out', 'm.cvd'], /speed.*rareBelow/s],
    ['a wrong type', ['fit', 'people.csv', '--set', 'rareBelow=few', '--out', 'm.cvd'], /rareBelow.*integer.*few/s],
    ['a setting without =', ['fit', 'people.csv', '--set', 'rareBelow', '--out', 'm.cvd'], /key=value/],
    ['a seed that is none', ['fit', 'people.csv', '--seed', '-1', '--out', 'm.cvd'], /--seed -1/],
    ['rows that are no number', ['sample', model, '--rows', 'many', '--out', 'x.csv'], /--rows many/],
    ['rows below 0', ['sample', model, '--rows', '-1', '--out', 'x.csv'], /-1/],
    ['a condition that cannot be read', ['sample', model, '--rows', '1', '--where', 'BMI', '--out', '-'], /BMI/],
    ['a value of the wrong kind', ['sample', model, '--rows', '1', '--where', 'BMI>=fat', '--out', '-'], /BMI.*fat/s],
    ['a column that is not there', ['sample', model, '--rows', '1', '--where', 'Bmi>=3', '--out', '-'], /Bmi.*BMI/s],
    ['an unknown ending', ['sample', model, '--rows', '1', '--out', 'rows.xlsx'], /rows\.xlsx.*FILE\.csv/s],
    ['an unknown form', ['sample', model, '--rows', '1', '--out', '-', '--format', 'xml'], /xml/],
    [
      'another form than the ending',
      ['sample', model, '--rows', '1', '--out', 'x.csv', '--format', 'arrow'],
      /arrow.*x\.csv/,
    ],
    [
      'a form for a database',
      ['sample', model, '--rows', '1', '--out', 'duckdb:x.db#t', '--format', 'csv'],
      /--format csv/,
    ],
    ['a database without a table', ['sample', model, '--rows', '1', '--out', 'duckdb:x.db'], /names no table/],
    [
      'a share outside 0 … 1',
      ['split', 'people.csv', '--holdout', '2', '--out-train', 'a.csv', '--out-holdout', 'b.csv'],
      /--holdout 2/,
    ],
    [
      'parts of one name',
      ['split', 'people.csv', '--holdout', '.5', '--out-train', 'a.csv', '--out-holdout', 'a.csv'],
      /different names/,
    ],
    [
      'a column to stratify by that is not there',
      ['split', 'people.csv', '--holdout', '.5', '--stratify', 'x', '--out-train', 'a.csv', '--out-holdout', 'b.csv'],
      /--stratify.*"x".*age, sex/s,
    ],
    ['bad thresholds', ['evaluate', 'people.csv', 'people.csv', '--pair-thresholds', '5'], /--pair-thresholds 5/],
  ])('%s', async (_, args, says) => {
    const { code, stdout, stderr } = await cvd(args, { cwd: folder });
    expect(stderr).toMatch(says);
    expect(isPlain(stderr), stderr).toBe(true);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('an output that would replace an input, or another output,', () => {
  const files = ['data.csv', 'metadata.json', 'other.csv', 'model.bin', 'rows.parquet'];
  it.each<[args: string[], says: RegExp]>([
    [['detect', 'data.csv', '--out', 'data.csv'], /The rows and --out are one file, data\.csv/],
    [['fit', 'data.csv', '--out', './data.csv'], /The rows and --out/],
    [['fit', 'data.csv', '--out', 'm.cvd', '--report', 'data.csv'], /The rows and --report/],
    [['fit', 'data.csv', '--metadata', 'metadata.json', '--out', 'metadata.json'], /--metadata and --out/],
    [['fit', 'duckdb:data.csv#t', '--out', 'data.csv'], /The rows and --out/],
    [['fit', 'data.csv', '--out', 'm.cvd', '--report', 'm.cvd'], /--out and --report/],
    [['sample', 'data.csv', '--rows', '1', '--out', 'data.csv'], /The model and --out/],
    [['sample', 'data.csv', '--rows', '1', '--out', 'duckdb:data.csv#t'], /The model and --out/],
    [['sample', 'rows.parquet', '--rows', '1', '--out', 'rows.parquet'], /The model and --out/],
    [['evaluate', 'data.csv', 'other.csv', '--json', 'data.csv'], /The real rows and --json/],
    [['evaluate', 'data.csv', 'other.csv', '--json', 'other.csv'], /The synthetic rows and --json/],
    [
      ['evaluate', 'data.csv', 'other.csv', '--metadata', 'metadata.json', '--json', 'metadata.json'],
      /--metadata and --json/,
    ],
    [
      ['split', 'data.csv', '--holdout', '.5', '--out-train', 'data.csv', '--out-holdout', 'b.csv'],
      /The file and --out-train/,
    ],
  ])('is refused: %s', async (args, says) => {
    const place = mkdtempSync(join(folder, 'names-'));
    for (const file of files) writeFileSync(join(place, file), `age,sex\n61,f\n34,m\n`);
    const before = readdirSync(place);
    const { code, stderr } = await cvd(args, { cwd: place });
    expect(stderr).toMatch(says);
    expect(stderr).toContain('[CVD_USAGE]');
    expect(code).toBe(2);
    expect(readdirSync(place)).toEqual(before);
    for (const file of files) expect(readFileSync(join(place, file), 'utf8')).toMatch(/^age,sex\n/);
  });

  it.skipIf(process.platform === 'win32')('is found behind a link, and may be a device', async () => {
    symlinkSync('people.csv', join(folder, 'link.csv'));
    const linked = await cvd(['fit', 'people.csv', '--out', 'link.csv'], { cwd: folder });
    expect(linked.stderr).toMatch(/The rows and --out are one file, link\.csv/);
    expect(linked.code).toBe(2);
    const { code, stderr } = await cvd(['fit', cvdSmall, '--out', '/dev/null', '--report', '/dev/null']);
    expect(code, stderr).toBe(0);
  });
});

describe('work that cannot be done ends with 1', () => {
  it.each<[name: string, args: string[], code: string]>([
    ['no such file', ['detect', 'none.csv'], 'CVD_FILE_NOT_FOUND'],
    ['an empty file', ['fit', 'empty.csv', '--out', 'm.cvd'], 'CVD_CSV_HEADER'],
    ['a file without rows', ['fit', 'header.csv', '--out', 'm.cvd'], 'CVD_EMPTY_TABLE'],
    ['a ragged row', ['fit', 'ragged.csv', '--out', 'm.cvd'], 'CVD_CSV_RAGGED_ROW'],
    ['no such model', ['sample', 'none.cvd', '--rows', '1', '--out', '-'], 'CVD_FILE_NOT_FOUND'],
    ['a damaged model', ['info', 'damaged.cvd'], 'CVD_INVALID_MODEL_FILE'],
    ['text for a model', ['info', 'people.csv'], 'CVD_INVALID_MODEL_FILE'],
    ['no database', ['sample', model, '--rows', '1', '--out', 'duckdb:people.csv#t'], 'CVD_FILE_READ'],
    [
      'metadata that is no JSON',
      ['fit', 'people.csv', '--metadata', 'ragged.csv', '--out', 'm.cvd'],
      'CVD_INVALID_METADATA',
    ],
    [
      'metadata of another table',
      ['fit', 'people.csv', '--metadata', 'other.json', '--out', 'm.cvd'],
      'CVD_METADATA_MISMATCH',
    ],
    [
      'a condition nothing meets',
      ['sample', model, '--rows', '1', '--where', 'BMI>500', '--out', '-'],
      'CVD_IMPOSSIBLE_CONDITION',
    ],
    ['a folder that is not there', ['sample', model, '--rows', '1', '--out', 'no/rows.csv'], 'CVD_FILE_WRITE'],
  ])('%s', async (_, args, errorCode) => {
    writeFileSync(join(folder, 'empty.csv'), '');
    writeFileSync(join(folder, 'header.csv'), 'a,b\n');
    writeFileSync(join(folder, 'ragged.csv'), 'a,b\n1,2\n3\n');
    writeFileSync(join(folder, 'damaged.cvd'), 'not a model');
    const columns = { height: { sdtype: 'numerical' }, sex: { sdtype: 'categorical' } };
    const other = { METADATA_SPEC_VERSION: 'V1', tables: { table: { columns } }, relationships: [] };
    writeFileSync(join(folder, 'other.json'), JSON.stringify(other));
    const { code, stdout, stderr } = await cvd(args, { cwd: folder });
    expect(stderr).toContain(`[${errorCode}]`);
    expect(isPlain(stderr), stderr).toBe(true);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });
});
