import type { JsonSchema } from '../../../options/json-schema.js';
import { assert, assertThrows, type ConformanceCheck } from '../check.js';

/** Values that a schema of one type must refuse. */
const wrongValues = ({ type, minimum, maximum }: JsonSchema): unknown[] => [
  type === 'string' ? 1 : 'neither here nor there, and certainly no such value',
  ...(type === 'number' || type === 'integer' ? [Number.NaN, Number.POSITIVE_INFINITY, null] : []),
  ...(type === 'integer' ? [1.5] : []),
  ...(minimum === undefined ? [] : [minimum - 1]),
  ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? [] : [maximum + 1]),
];

export const optionChecks: readonly ConformanceCheck[] = [
  {
    id: 'options/unknown-refused',
    run: ({ factory }) => assertThrows('CVD_INVALID_OPTION', () => factory.create({ noSuchOption: 1 })),
  },
  {
    id: 'options/wrong-values-refused',
    async run({ factory }) {
      for (const [name, schema] of Object.entries(factory.options.properties ?? {})) {
        for (const value of wrongValues(schema)) {
          await assertThrows('CVD_INVALID_OPTION', () => factory.create({ [name]: value })).catch((error: Error) => {
            throw new Error(`option ${name} = ${String(value)}: ${error.message}`);
          });
        }
      }
    },
  },
  {
    id: 'options/described-and-frozen',
    async run({ create, factory }) {
      for (const [name, schema] of Object.entries(factory.options.properties ?? {})) {
        assert(schema.description, `option ${name} has no description`);
      }
      assert(Object.isFrozen(create().options), 'options must be frozen');
      assert(typeof factory.create().options.seed === 'number', 'a seed must be chosen and shown when none is given');
    },
  },
];
