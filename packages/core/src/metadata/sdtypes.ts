import type { ModelledSdtype } from './metadata.js';

const modelled: ReadonlySet<string> = new Set<ModelledSdtype>(['numerical', 'categorical', 'boolean', 'datetime']);

/** Whether columns of this sdtype are learned by a method; all others (ids, personal data, unknown) are generated. */
export const isModelled = (sdtype: string): sdtype is ModelledSdtype => modelled.has(sdtype);

/** Whether the sdtype names a kind of personal data: everything but the modelled ones, `id` and `unknown`. */
export const isPersonalKind = (sdtype: string): boolean =>
  !isModelled(sdtype) && sdtype !== 'id' && sdtype !== 'unknown';

/**
 * The Faker functions that SDV takes as sdtypes and that detection can find or that are commonly written by hand.
 * `validateTable` reports others.
 */
export const personalKinds = [
  'address',
  'administrative_unit',
  'bban',
  'city',
  'company',
  'country_code',
  'credit_card_number',
  'date_of_birth',
  'domain_name',
  'email',
  'first_name',
  'free_email',
  'hostname',
  'iban',
  'ipv4_address',
  'ipv6_address',
  'job',
  'last_name',
  'latitude',
  'license_plate',
  'longitude',
  'mac_address',
  'name',
  'passport_number',
  'password',
  'phone_number',
  'postcode',
  'ssn',
  'street_address',
  'swift',
  'uri',
  'url',
  'user_agent_string',
  'user_name',
  'vin',
] as const;
