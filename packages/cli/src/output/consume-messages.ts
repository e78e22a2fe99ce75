import type { ConsumeEvent, KafkaError } from '@cvd/kafka-sink';
import type { Console } from './console.js';
import { counted } from './counted.js';

/**
 * What a person should know of while a topic is read. Each kind of trouble is told when it begins, not at every attempt.
 * @param noun - what a message is: 'row', 'request'
 * @param signal - what an interrupt has given
 */
export const tellEvents = (
  { message }: Pick<Console, 'message'>,
  noun: string,
  signal: AbortSignal,
): ((event: { readonly type: string } | ConsumeEvent) => void) => {
  let deadLetters = 0;
  return (given) => {
    const event = given as ConsumeEvent;
    switch (event.type) {
      case 'waiting':
        return message(`There is no topic "${event.topic}" yet; waiting for it.`);
      case 'retry': {
        if (event.attempt > 1) return;
        const place = event.partition === null ? '' : `, partition ${event.partition}`;
        return message(`Trying again (${event.what}${place}): ${event.error.message}`);
      }
      case 'dead-letter':
        if (deadLetters++ > 0) return;
        return message(
          `A ${noun} went to the dead letters (partition ${event.partition}, offset ${event.offset}): ${event.message} Others are counted.`,
        );
      case 'log-restarted':
        return message(
          `Partition ${event.partition} ${event.problem === 'replaced' ? 'was deleted and made anew' : `does not go on at offset ${event.offset}`}; it is read again from ${event.log.low}, and what is there already is refused.`,
        );
      case 'draining':
        if (signal.aborted) message('Finishing what is in hand …');
    }
  };
};

/**
 * What `--until-caught-up` meets where there is nothing to catch up with.
 * @param KafkaErrorClass - out of the package that is loaded when it is needed
 */
export const missingTopic = (KafkaErrorClass: typeof KafkaError, topic: string): KafkaError =>
  new KafkaErrorClass(
    'missing-topic',
    `topic "${topic}"`,
    'there is no such topic',
    'Check its name, or leave --until-caught-up out to wait for it.',
  );

/** The remark on what was left undone, if anything was. */
export const undrained = (drained: boolean): string =>
  drained ? '' : ' What was in hand could not be finished in time; it is read again next time.';

/** ', 2 rows refused as already there', or nothing. */
export const alsoCounted = (count: number, one: string, what: string): string =>
  count === 0 ? '' : `, ${counted(count, one)} ${what}`;
