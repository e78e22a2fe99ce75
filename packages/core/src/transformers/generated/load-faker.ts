import type { Faker } from '@faker-js/faker';
import { InvalidOptionError } from '../../errors/invalid-option-error.js';
import type { RandomSource } from '../../random/random-source.js';
import { fakerKinds } from './faker-kinds.js';

/** Faker, loaded. */
export interface LoadedFaker {
  /** Version of the package; 'unknown' where the platform cannot tell. */
  readonly version: string;
  /** @throws {InvalidOptionError} for a locale that Faker does not have */
  checkLocale(locale: string): void;
  /** Values of one kind, each a pure function of the source and the row: Faker draws from the source, not from its own. */
  texts(kind: string, locale: string, random: RandomSource): (row: number) => string;
}

/** Faker's dates count back from here, so that values do not depend on the day they are made. */
const REFERENCE_DATE = '2025-01-01T00:00:00.000Z';

const versionOf = async (): Promise<string> => {
  const builtin = typeof process === 'undefined' ? undefined : process.getBuiltinModule;
  if (!builtin) return 'unknown';
  try {
    const require = builtin('module').createRequire(import.meta.url);
    return (require('@faker-js/faker/package.json') as { version: string }).version;
  } catch {
    return 'unknown';
  }
};

/** The package, or the error that importing it gave. */
export const loadFaker = async (): Promise<LoadedFaker | { readonly error: unknown }> => {
  const module = await import('@faker-js/faker').catch((error: unknown) => ({ error }));
  if ('error' in module) return module;
  const locales: Readonly<Record<string, (typeof module.allLocales)[keyof typeof module.allLocales] | undefined>> =
    module.allLocales;
  return {
    version: await versionOf(),
    checkLocale(locale) {
      if (!Object.hasOwn(locales, locale))
        throw new InvalidOptionError(
          'Personal data',
          'locale',
          `is "${locale}"; Faker has ${Object.keys(locales).join(', ')}`,
        );
    },
    texts(kind, locale, random) {
      const [language] = locale.split('_');
      const names = [...new Set([locale, language!, 'en', 'base'])].filter((name) => Object.hasOwn(locales, name));
      let row = 0;
      let drawn = 0;
      const faker: Faker = new module.Faker({
        locale: names.map((name) => locales[name]!),
        randomizer: { next: () => random.uniform(row, drawn++), seed: () => {} },
      });
      faker.setDefaultRefDate(REFERENCE_DATE);
      const make = fakerKinds[kind]!;
      return (at) => {
        row = at;
        drawn = 0;
        return make(faker);
      };
    },
  };
};
