import { describe, expect, it } from 'vitest';
import { parseWarehouse } from './warehouse-location.js';

describe('parseWarehouse', () => {
  it.each<[text: string, location: object]>([
    ['duckdb:warehouse.db#PATIENT_DATA', { kind: 'duckdb', path: 'warehouse.db', table: 'PATIENT_DATA' }],
    [
      'snowflake://ab12345.eu-central-1/CARDIOVASCULAR_DB/SYNTHETIC_DATA/PATIENT_DATA',
      {
        kind: 'snowflake',
        account: 'ab12345.eu-central-1',
        database: 'CARDIOVASCULAR_DB',
        schema: 'SYNTHETIC_DATA',
        table: 'PATIENT_DATA',
      },
    ],
    [
      'snowflake://a/b/c/odd%2Fname%20%22',
      { kind: 'snowflake', account: 'a', database: 'b', schema: 'c', table: 'odd/name "' },
    ],
  ])('reads %s', (text, location) => {
    expect(parseWarehouse(text)).toEqual(location);
  });

  it.each([
    '',
    'people.csv',
    'duckdb:warehouse.db',
    'snowflake://a/b/c',
    'snowflake://a/b/c/d/e',
    'snowflake://a//c/d',
    'snowflake://a/b/c/%',
  ])('refuses %s, saying what to write', (text) => {
    expect(() => parseWarehouse(text)).toThrow(/duckdb:FILE\.db#table|snowflake:\/\/ACCOUNT/);
  });

  it('does not repeat a password', () => {
    const attempt = () => parseWarehouse('snowflake://me:hunter2@account/db/schema/table');
    expect(attempt).toThrow(/SNOWFLAKE_PASSWORD/);
    expect(attempt).not.toThrow(/hunter2/);
  });
});
