import { expect, it } from 'vitest';
import { addressOf } from './address.js';

it.each([
  ['127.0.0.1:9094', '127.0.0.1', 9094],
  ['kafka.example.org:443', 'kafka.example.org', 443],
  ['kafka', 'kafka', 9092],
  ['[::1]:9093', '::1', 9093],
  ['[fe80::1]', 'fe80::1', 9092],
])('%s is %s, port %d', (broker, host, port) => {
  expect(addressOf(broker)).toEqual({ host, port });
});
