import { describe, expect, it } from 'vitest';
import { parseKafkaLocation } from './kafka-location.js';

describe('parseKafkaLocation', () => {
  it('reads brokers, topic and parameters', () => {
    expect(parseKafkaLocation('kafka://127.0.0.1:9092/cardiovascular-data')).toEqual({
      kind: 'kafka',
      brokers: ['127.0.0.1:9092'],
      topic: 'cardiovascular-data',
      parameters: {},
    });
    expect(
      parseKafkaLocation('kafka://a.example,b.example:9093,[::1]:9094/t_1.x?group=my%20group&epoch=2', [
        'epoch',
        'group',
      ]),
    ).toEqual({
      kind: 'kafka',
      brokers: ['a.example:9092', 'b.example:9093', '[::1]:9094'],
      topic: 't_1.x',
      parameters: { group: 'my group', epoch: '2' },
    });
  });

  it('leaves the brokers to the environment where none is named', () => {
    expect(parseKafkaLocation('kafka:///rows')).toMatchObject({ brokers: [], topic: 'rows' });
  });

  it.each([
    ['kafka://127.0.0.1:9092', 'names no topic'],
    ['kafka://127.0.0.1:9092/', 'names no topic'],
    ['kafka:127.0.0.1:9092/rows', 'names no topic'],
    ['kafka://127.0.0.1:9092/rows/more', 'names no topic'],
    ['kafka://127.0.0.1:9092/rows#t', 'names no topic'],
    ['kafka://127.0.0.1:99999/rows', 'no HOST:PORT'],
    ['kafka://127.0.0.1:port/rows', 'no HOST:PORT'],
    ['kafka://a:1,,b:2/rows', 'no HOST:PORT'],
    ['kafka://a:1/a topic', 'is no topic'],
    ['kafka://a:1/..', 'is no topic'],
    [`kafka://a:1/${'t'.repeat(250)}`, 'is no topic'],
    ['kafka://a:1/rows?grup=x', 'understood here: group'],
    ['kafka://a:1/rows?group=', 'has no value'],
    ['kafka://a:1/rows?group=x&group=y', 'stands twice'],
  ])('refuses %s', (text, problem) => {
    expect(() => parseKafkaLocation(text, ['group'])).toThrow(problem);
    expect(() => parseKafkaLocation(text, ['group'])).toThrow(expect.objectContaining({ code: 'CVD_USAGE' }));
  });

  it('does not repeat a password that stands in the text', () => {
    for (const text of ['kafka://me:s3cret@a:1/rows', 'kafka:me:s3cret@a:1/rows', 'kafka://me:s3cret@a:1'])
      expect(() => parseKafkaLocation(text)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
      );
  });
});
