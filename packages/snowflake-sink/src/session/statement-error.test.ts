import { describe, expect, it } from 'vitest';
import { type Trouble, troubleOf } from './statement-error.js';

describe('troubleOf', () => {
  it.each<[string | null, string | null, Trouble]>([
    ['390104', '08001', 'session'],
    ['390111', '08001', 'session'],
    ['390114', '08001', 'session'],
    ['407002', null, 'session'],
    ['390318', null, 'session'],
    ['401001', null, 'network'],
    ['401002', null, 'network'],
    ['402001', null, 'network'],
    ['ECONNRESET', null, 'network'],
    ['000625', '57014', 'busy'],
    ['000603', 'XX000', 'busy'],
    ['000630', '57014', 'busy'],
    ['000604', '57014', 'cancelled'],
    ['002003', '42S02', 'missing'],
    ['002043', '02000', 'missing'],
    ['000606', '57P03', 'missing'],
    ['003001', '42501', 'refused'],
    ['390100', '08001', 'refused'],
    ['390144', '08001', 'refused'],
    ['090073', '22000', 'refused'],
    ['100038', '22018', 'data'],
    ['100078', '22000', 'data'],
    ['001003', '42000', 'statement'],
    ['000904', '42000', 'statement'],
    [null, null, 'statement'],
  ])('%s, %s is %s', (code, sqlState, trouble) => {
    expect(troubleOf(code, sqlState)).toBe(trouble);
  });
});
