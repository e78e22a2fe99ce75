import { adamRates, type Backend, type BufferValues, type LoadedProgram } from '@cvd/engine';
import type { StepFixture } from '../../src/fixtures/read-fixture.js';
import { BETAS } from '../../src/program/betas.js';
import { conditionRow, dataRow } from '../../src/program/critic-rows.js';
import { type CtganProgramOptions, recordCtgan } from '../../src/program/record-ctgan.js';

/** The program's options for a fixture's network. */
export const programOptions = ({ options, spans, width, conditionWidth }: StepFixture): CtganProgramOptions => ({
  ...(options as unknown as Omit<CtganProgramOptions, 'spans' | 'width' | 'conditionWidth' | 'noise'>),
  spans,
  width,
  conditionWidth,
  noise: 'given',
});

/** For each row of the critic's first weights here its row in the fixture, where a slot's columns and condition stand together. */
const firstWeightRows = (options: CtganProgramOptions): number[] => {
  const { pac, width, conditionWidth } = options;
  const rows: number[] = [];
  for (let slot = 0; slot < pac; slot++) {
    const at = slot * (width + conditionWidth);
    for (let column = 0; column < width; column++) rows[dataRow(options, slot, column)] = at + column;
    for (let place = 0; place < conditionWidth; place++) rows[conditionRow(options, slot, place)] = at + width + place;
  }
  return rows;
};

/** A fixture's tensor in the order of rows that the program has. */
export const inOurOrder = (
  fixture: StepFixture,
  name: string,
  options: CtganProgramOptions,
): Float64Array | Float32Array | Int32Array => {
  const { data, shape } = fixture.tensor(name);
  if (!name.endsWith('critic/1/weight')) return data;
  const [, cols] = shape as [number, number];
  const out = data.slice();
  for (const [row, from] of firstWeightRows(options).entries())
    out.set(data.subarray(from * cols, (from + 1) * cols), row * cols);
  return out;
};

const isTrained = (name: string): boolean => !/generator\/\d+\/bias$/.test(name);

/** Names of the parameters that fixture and program share. */
export const parameterNames = (fixture: StepFixture): string[] =>
  fixture
    .names('initial/')
    .map((name) => name.slice('initial/'.length))
    .filter(isTrained);

/** The program of a fixture, loaded with its initial weights. */
export const loadFixture = async (
  backend: Backend,
  fixture: StepFixture,
  changed: Partial<CtganProgramOptions> = {},
): Promise<LoadedProgram> => {
  const options = { ...programOptions(fixture), ...changed };
  const program = await backend.load(recordCtgan(options), { key: [1, 2] });
  for (const name of parameterNames(fixture)) program.write(name, inOurOrder(fixture, `initial/${name}`, options));
  return program;
};

const writeConditions = (
  program: LoadedProgram,
  options: CtganProgramOptions,
  routine: string,
  places: BufferValues,
) => {
  const groups = options.batchSize / options.pac;
  const packed = new Int32Array(options.batchSize);
  for (let r = 0; r < packed.length; r++) {
    const slot = Math.floor(r / groups);
    packed[(r % groups) * options.pac + slot] = conditionRow(options, slot, places[r]!);
  }
  program.write(`${routine}/conditions`, places);
  program.write(`${routine}/packed`, packed);
};

const writeReal = (program: LoadedProgram, fixture: StepFixture, options: CtganProgramOptions, step: string): void => {
  const { batchSize, pac, spans, conditionWidth } = options;
  const groups = batchSize / pac;
  const choices = fixture.tensor(`${step}/critic/real/choices`).data;
  const hasScalars = fixture.names(`${step}/critic/real/scalars`).length > 0;
  const scalars = hasScalars ? fixture.tensor(`${step}/critic/real/scalars`).data : new Float32Array(0);
  const softmaxes = spans.filter(({ activation }) => activation === 'softmax').length;
  const entries = spans.length + (conditionWidth > 0 ? 1 : 0);
  const rows = new Int32Array(batchSize * entries);
  const values = new Float32Array(batchSize * entries).fill(1);
  for (let r = 0; r < batchSize; r++) {
    const slot = Math.floor(r / groups);
    let at = ((r % groups) * pac + slot) * entries;
    let choice = r * softmaxes;
    let scalar = r * (spans.length - softmaxes);
    for (const { start, activation } of spans) {
      rows[at] = dataRow(options, slot, start + (activation === 'softmax' ? choices[choice++]! : 0));
      if (activation === 'tanh') values[at] = scalars[scalar++]!;
      at++;
    }
    if (conditionWidth > 0) {
      const from = fixture.tensor(`${step}/critic/permutation`).data[r]!;
      rows[at] = conditionRow(options, slot, fixture.tensor(`${step}/critic/condition`).data[from]!);
    }
  }
  program.write('critic/real-rows', rows);
  program.write('critic/real-values', values);
};

/** Writes all inputs of step `number` (from 1). */
export const writeStep = (program: LoadedProgram, fixture: StepFixture, number: number): void => {
  const options = programOptions(fixture);
  const { generatorLr, discriminatorLr } = fixture.options as { generatorLr: number; discriminatorLr: number };
  const step = `step-${number}`;
  for (const routine of ['critic', 'generator']) {
    program.write(`${routine}/given-z`, fixture.tensor(`${step}/${routine}/z`).data);
    program.write(`${routine}/given-gumbel`, fixture.tensor(`${step}/${routine}/gumbel`).data);
    if (options.conditionWidth > 0)
      writeConditions(program, options, routine, fixture.tensor(`${step}/${routine}/condition`).data);
  }
  program.write('critic/given-alpha', fixture.tensor(`${step}/critic/alpha`).data);
  options.discriminatorDim.forEach((_, l) => {
    const parts = ['real', 'fake', 'interpolated'].map(
      (part) => fixture.tensor(`${step}/critic/dropout/${part}/${l + 1}`).data,
    );
    program.write(`critic/given-dropout-${l + 1}`, Float32Array.from(parts.flatMap((part) => [...part])));
    program.write(`generator/given-dropout-${l + 1}`, fixture.tensor(`${step}/generator/dropout/fake/${l + 1}`).data);
  });
  if (options.conditionWidth > 0) program.write('generator/targets', fixture.tensor(`${step}/generator/target`).data);
  writeReal(program, fixture, options, step);
  program.write('critic/rates', adamRates(discriminatorLr, number, BETAS));
  program.write('generator/rates', adamRates(generatorLr, number, BETAS));
};

/** The step's losses: critic, penalty, adversarial, condition. */
export const readLosses = async (program: LoadedProgram, conditioned: boolean): Promise<number[]> => {
  const first = async (name: string): Promise<number> => (await program.read(name))[0]!;
  return [
    await first('critic/loss'),
    await first('critic/penalty'),
    await first('generator/loss'),
    conditioned ? await first('generator/condition-loss') : 0,
  ];
};

/** ‖a − b‖ / ‖b‖ in L2. */
export const relativeDistance = (a: BufferValues, b: BufferValues): number => {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    size += b[i]! ** 2;
  }
  return Math.sqrt(difference / size);
};
