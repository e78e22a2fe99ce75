import { type Batch, createRunId, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import type { KafkaHeaders } from '../client/kafka-client.js';
import { createMessageDecoder, decodeMessage } from './decode-message.js';
import { identityHeaders } from './row-identity.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const row = bytes('{"a":1}');

const headersOf = (facts: Partial<Batch> = {}): KafkaHeaders =>
  identityHeaders({
    table: tableFromColumns({ a: [1] }),
    runId: '01890000-0000-7000-8000-000000000001',
    firstRow: 41,
    fingerprint: '00112233aabbccdd',
    ...facts,
  })(0);

describe('decodeMessage', () => {
  it('reads identity and values', () => {
    expect(decodeMessage({ value: row, headers: headersOf() })).toEqual({
      identity: { runId: '01890000-0000-7000-8000-000000000001', rowIndex: 41, fingerprint: '00112233aabbccdd' },
      values: { a: 1 },
    });
  });

  it('keeps integers that a float cannot hold, and row indices up to the last', () => {
    const message = {
      value: bytes('{"a":9223372036854775807,"b":"9007199254740993"}'),
      headers: headersOf({ firstRow: Number.MAX_SAFE_INTEGER }),
    };
    expect(decodeMessage(message)).toMatchObject({
      identity: { rowIndex: Number.MAX_SAFE_INTEGER },
      values: { a: 9223372036854775807n, b: '9007199254740993' },
    });
  });

  it('tells rows of runs apart that alternate', () => {
    const decode = createMessageDecoder();
    const runs = [createRunId(), createRunId()];
    for (let i = 0; i < 6; i++) {
      const runId = runs[i % 2]!;
      const fingerprint = i % 2 === 0 ? '0000000000000000' : 'ffffffffffffffff';
      expect(decode({ value: row, headers: headersOf({ runId, fingerprint, firstRow: i }) })).toMatchObject({
        identity: { runId, fingerprint, rowIndex: i },
      });
    }
  });

  it('takes records without a run id for foreign, whatever other headers they have', () => {
    expect(decodeMessage({ value: row, headers: {} })).toEqual({ identity: null, values: { a: 1 } });
    expect(decodeMessage({ value: row, headers: { traceparent: bytes('00') } })).toMatchObject({ identity: null });
  });

  it.each<[string, Uint8Array | null, string]>([
    ['no value', null, 'no-value'],
    ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'not-utf8'],
    ['half an object', bytes('{"a":'), 'not-json'],
    ['nothing', bytes(''), 'not-json'],
    ['a list', bytes('[1]'), 'not-an-object'],
    ['null', bytes('null'), 'not-an-object'],
    ['a number', bytes('7'), 'not-an-object'],
  ])('says what is wrong with %s', (_, value, code) => {
    expect(decodeMessage({ value, headers: headersOf() })).toMatchObject({ problem: { code } });
    expect(decodeMessage({ value, headers: {} })).toMatchObject({ problem: { code } });
  });

  it('does not repeat the value in what it says', () => {
    const { problem } = decodeMessage({ value: bytes('{"name": Jane Roe}'), headers: {} });
    expect(problem?.message).not.toContain('Jane');
  });

  it.each<[string, KafkaHeaders]>([
    ['a run id that is no UUID', { ...headersOf(), 'cvd-run-id': bytes('tuesday') }],
    ['no row index', (({ 'cvd-row-index': _, ...rest }) => rest)(headersOf())],
    ['an empty row index', { ...headersOf(), 'cvd-row-index': bytes('') }],
    ['a negative row index', { ...headersOf(), 'cvd-row-index': bytes('-1') }],
    ['a fraction as row index', { ...headersOf(), 'cvd-row-index': bytes('1.5') }],
    ['a row index beyond 2^53 - 1', { ...headersOf(), 'cvd-row-index': bytes('9007199254740992') }],
    ['no fingerprint', (({ 'cvd-fingerprint': _, ...rest }) => rest)(headersOf())],
    ['a short fingerprint', { ...headersOf(), 'cvd-fingerprint': bytes('1234567') }],
  ])('refuses %s', (_, headers) => {
    expect(decodeMessage({ value: row, headers })).toMatchObject({ problem: { code: 'bad-identity' } });
  });
});
