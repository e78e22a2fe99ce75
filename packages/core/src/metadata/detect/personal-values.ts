import { isIban, passesLuhn } from './check-digits.js';
import { isCommonFirstName } from './common-first-names.js';

/** A kind of personal data that values betray by themselves. */
interface PersonalValueKind {
  readonly sdtype: string;
  /** What a value looks like: "e-mail addresses". */
  readonly plural: string;
  test(text: string): boolean;
  /** Share of rows that must pass. */
  readonly share: number;
  /** Distinct values needed, where few could pass by chance or be categories. */
  readonly distinct: number;
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const ipv6 =
  /^(?=[\da-f:.]*:[\da-f:.]*:)(?:[\da-f]{1,4}:){0,7}(?::|[\da-f]{1,4}|:[\da-f]{1,4})(?::[\da-f]{1,4}){0,6}$/i;
const email = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[a-z\u0080-\uffff][a-z\d\u0080-\uffff-]+$/i;
const phone =
  /^(?:\+\d[\d ().-]{6,18}\d|(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4})(?: ?(?:x|ext\.?) ?\d{1,6})?$/i;
const street =
  /^\d+[a-z]?,? .*\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|square|sq|way|place|pl|terrace|highway|hwy|parkway|trail|crescent|close)\b/i;
const twoNames =
  /^(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?(\p{Lu}[\p{Ll}'’-]+)(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'’-]+){1,2}(?:,? (?:Jr|Sr|MD|PhD|DDS|DVM|II|III)\.?)?$/u;

/** In the order in which they are tried. */
export const personalValueKinds: readonly PersonalValueKind[] = [
  { sdtype: 'email', plural: 'e-mail addresses', test: (text) => email.test(text), share: 0.9, distinct: 1 },
  { sdtype: 'ipv4_address', plural: 'IPv4 addresses', test: (text) => ipv4.test(text), share: 0.9, distinct: 1 },
  { sdtype: 'ipv6_address', plural: 'IPv6 addresses', test: (text) => ipv6.test(text), share: 0.9, distinct: 1 },
  {
    sdtype: 'mac_address',
    plural: 'MAC addresses',
    test: (text) => /^(?:[\da-f]{2}([:-]))(?:[\da-f]{2}\1){4}[\da-f]{2}$/i.test(text),
    share: 0.9,
    distinct: 1,
  },
  { sdtype: 'iban', plural: 'account numbers (IBAN) with good check digits', test: isIban, share: 0.9, distinct: 1 },
  {
    sdtype: 'credit_card_number',
    plural: 'card numbers with good check digits',
    test: (text) => /^[2-6]/.test(text) && passesLuhn(text),
    share: 0.9,
    distinct: 5,
  },
  {
    sdtype: 'ssn',
    plural: 'social security numbers',
    test: (text) => /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/.test(text),
    share: 0.9,
    distinct: 1,
  },
  { sdtype: 'phone_number', plural: 'telephone numbers', test: (text) => phone.test(text), share: 0.9, distinct: 2 },
  {
    sdtype: 'user_agent_string',
    plural: 'user agent strings',
    test: (text) => /^(?:Mozilla|Opera)\/\d+\.\d+ \(/.test(text),
    share: 0.9,
    distinct: 1,
  },
  {
    sdtype: 'url',
    plural: 'web addresses',
    test: (text) => /^(?:https?|ftp):\/\/[^\s/]+\S*$/i.test(text),
    share: 0.9,
    distinct: 20,
  },
  { sdtype: 'address', plural: 'street addresses', test: (text) => street.test(text), share: 0.7, distinct: 5 },
  {
    sdtype: 'name',
    plural: 'names of persons',
    test: (text) => isCommonFirstName(twoNames.exec(text)?.[1] ?? ''),
    share: 0.4,
    distinct: 10,
  },
];
