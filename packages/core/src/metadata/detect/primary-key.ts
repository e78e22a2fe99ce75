import type { ColumnProfile } from '../profile/column-profile.js';

/** Personal data that belong to one person only. */
const identifying = new Set([
  'email',
  'ssn',
  'iban',
  'bban',
  'credit_card_number',
  'mac_address',
  'passport_number',
  'license_plate',
  'phone_number',
  'user_name',
  'vin',
]);

/** Whether the column could be the primary key: unique, never missing, an id or personal data that belong to one person. */
export const isKeyCandidate = (sdtype: string, profile: ColumnProfile): boolean =>
  profile.unique === true && profile.missing === 0 && profile.rows > 0 && (sdtype === 'id' || identifying.has(sdtype));

/** The first unique id, else the first unique column of personal data; undefined where there is none. */
export const pickPrimaryKey = (
  candidates: readonly { readonly column: string; readonly sdtype: string }[],
): string | undefined => (candidates.find(({ sdtype }) => sdtype === 'id') ?? candidates[0])?.column;
