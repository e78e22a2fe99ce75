import { parseSeed } from '../arguments/seed.js';
import { collect, readSettings } from '../arguments/settings.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { peerDemo } from '../demo/peer-demo.js';
import { surveyDemo } from '../demo/survey-demo.js';
import { methods } from '../registry.js';

interface DemoCommandOptions {
  readonly method: string;
  readonly out: string;
  readonly seed: number;
  readonly set: readonly string[];
}

export const addDemo: AddCommand = (program, session) => {
  const command = program
    .command('demo')
    .description(
      'Learn a real medical survey, make rows, score them: 10,000 into CSV and DuckDB, or with ctgan and tvae beside the figures of the Python package.',
    )
    .option('--method <name>', 'how to learn: copula, ctgan or tvae', 'copula')
    .option('--set <key=value>', 'an option of the method; may be given several times', collect, [])
    .option('--out <folder>', 'where the files go', 'cvd-demo')
    .option('--seed <n>', 'seed of the model and the rows', parseSeed, 7)
    .addHelpText('after', examples(['cvd demo', 'cvd demo --method ctgan', 'cvd demo --method tvae --set epochs=100']));
  defineCommand<[], DemoCommandOptions>(command, session, async ({ console, signal }, { method, out, seed, set }) => {
    const settings = readSettings(set, methods.get(method).options);
    const context = { console, signal, out, seed, settings };
    await (method === 'copula' ? surveyDemo(context) : peerDemo(method, context));
  });
};
