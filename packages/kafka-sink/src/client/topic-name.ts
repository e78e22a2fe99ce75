/** What a topic's name must be, for messages. */
export const TOPIC_NAME = '1 to 249 letters, digits, dots, dashes and underscores';

/** Whether Kafka takes it as the name of a topic. */
export const isTopicName = (name: unknown): name is string =>
  typeof name === 'string' && /^[\w.-]{1,249}$/.test(name) && name !== '.' && name !== '..';
