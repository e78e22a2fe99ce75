import type { Faker } from '@faker-js/faker';

const digits = (faker: Faker, form: string): string => faker.helpers.replaceSymbols(form);

/** How Faker makes each kind of personal data, by the sdtype's name. */
export const fakerKinds: Readonly<Record<string, (faker: Faker) => string>> = {
  address: (faker) => `${faker.location.streetAddress()}, ${faker.location.zipCode()} ${faker.location.city()}`,
  administrative_unit: (faker) => faker.location.state(),
  bban: (faker) => faker.finance.accountNumber(18),
  city: (faker) => faker.location.city(),
  company: (faker) => faker.company.name(),
  company_email: (faker) => faker.internet.email(),
  country: (faker) => faker.location.country(),
  country_code: (faker) => faker.location.countryCode(),
  credit_card_number: (faker) => faker.finance.creditCardNumber().replaceAll('-', ''),
  date_of_birth: (faker) => faker.date.birthdate({ mode: 'age', min: 0, max: 100 }).toISOString().slice(0, 10),
  domain_name: (faker) => faker.internet.domainName(),
  email: (faker) => faker.internet.email(),
  first_name: (faker) => faker.person.firstName(),
  free_email: (faker) => faker.internet.email(),
  hostname: (faker) => `${faker.internet.domainWord()}.${faker.internet.domainName()}`,
  iban: (faker) => faker.finance.iban(),
  ipv4: (faker) => faker.internet.ipv4(),
  ipv4_address: (faker) => faker.internet.ipv4(),
  ipv6: (faker) => faker.internet.ipv6(),
  ipv6_address: (faker) => faker.internet.ipv6(),
  job: (faker) => faker.person.jobTitle(),
  last_name: (faker) => faker.person.lastName(),
  latitude: (faker) => `${faker.location.latitude()}`,
  license_plate: (faker) => faker.vehicle.vrm(),
  longitude: (faker) => `${faker.location.longitude()}`,
  mac_address: (faker) => faker.internet.mac(),
  name: (faker) => faker.person.fullName(),
  passport_number: (faker) => digits(faker, '#########'),
  password: (faker) => faker.internet.password(),
  phone_number: (faker) => faker.phone.number(),
  postcode: (faker) => faker.location.zipCode(),
  safe_email: (faker) => faker.internet.exampleEmail(),
  ssn: (faker) => digits(faker, '###-##-####'),
  state: (faker) => faker.location.state(),
  street_address: (faker) => faker.location.streetAddress(),
  swift: (faker) => faker.finance.bic(),
  uri: (faker) => faker.internet.url(),
  url: (faker) => faker.internet.url(),
  user_agent: (faker) => faker.internet.userAgent(),
  user_agent_string: (faker) => faker.internet.userAgent(),
  user_name: (faker) => faker.internet.username(),
  uuid4: (faker) => faker.string.uuid(),
  vin: (faker) => faker.vehicle.vin(),
  zipcode: (faker) => faker.location.zipCode(),
};

/** Kinds whose values can be numbers. */
export const numericKinds: ReadonlySet<string> = new Set(['latitude', 'longitude']);

const inAddress = (value: string, number: bigint): string =>
  value.includes('@') ? value.replace('@', `.${number}@`) : `${value}.${number}`;

/** Puts a number into a value of these kinds, so that values with different numbers differ. */
export const keyedKinds: Readonly<Record<string, (value: string, number: bigint) => string>> = {
  company_email: inAddress,
  email: inAddress,
  free_email: inAddress,
  safe_email: inAddress,
  user_name: (value, number) => `${value}_${number}`,
};
