import { type AttackName, attackNames } from '@cvd/evaluation/attacks';
import { UsageError } from '../errors/usage-error.js';

/** `--attacks LIST`: `all`, or names with commas between them. @throws {UsageError} for a name that is none */
export const parseAttacks = (text: string): readonly AttackName[] => {
  if (text === 'all') return attackNames;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !attackNames.some((known) => known === name));
  if (unknown !== undefined)
    throw new UsageError(
      `--attacks ${text}: there is no attack "${unknown}". Known are ${attackNames.join(', ')}, with commas between them, or all.`,
    );
  return attackNames.filter((name) => names.includes(name));
};
