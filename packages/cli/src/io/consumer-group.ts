import { UsageError } from '../errors/usage-error.js';
import type { KafkaLocation } from './kafka-location.js';

/** The group that `?group=` names. @throws {UsageError} where it is missing: committed offsets stand under it */
export const consumerGroup = ({ topic, parameters: { group } }: KafkaLocation): string => {
  if (group === undefined)
    throw new UsageError(
      `Topic "${topic}" is read as a member of a group, which remembers how far. Add ?group=NAME, in quotes where the shell reads ?.`,
    );
  return group;
};
