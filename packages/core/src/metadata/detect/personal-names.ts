/** A kind of personal data that a column's name announces, if its values may be such. */
interface PersonalNameKind {
  readonly sdtype: string;
  /** Against {@link nameTokens}. */
  readonly name: RegExp;
  /** What at least half of the values must look like. */
  readonly shape: RegExp;
  /** Whether a column of numbers can be of this kind. */
  readonly numbers?: true;
}

const number = '(?:_(?:number|numbers|no|nr|num|code|id|\\d+))?_$';
const place = '(?:_(?:home|work|office|private|\\d+))?_$';
const words = /^[^\d@/\\<>=+]*\p{L}[^\d@/\\<>=+]+$/u;

/** In the order in which they are tried: particular kinds before `name` and `address`. */
export const personalNameKinds: readonly PersonalNameKind[] = [
  { sdtype: 'email', name: /_e_?mails?_/, shape: /^[^\s@]+@[^\s@]+$/ },
  {
    sdtype: 'phone_number',
    name: /_(?:phone|telephone|tel|mobile|cellphone|cell_phone|fax|msisdn)(?:_(?:home|work|cell|office|number|no|nr|num|\d+))*_$/,
    shape: /^\+?(?:[ ().\-/]*\d){7,15}[ ]*(?:(?:x|ext)\.? ?\d+)?$/i,
    numbers: true,
  },
  {
    sdtype: 'ssn',
    name: new RegExp(`_(?:ssn|social_security|socialsecurity|national_insurance|nino|national_id|sin)${number}`),
    shape: /^(?=(?:.*\d){5})[\dA-Z .-]{7,16}$/i,
    numbers: true,
  },
  { sdtype: 'ipv4_address', name: /_ip(?:v4)?_|_ipaddress_/, shape: /^\d{1,3}(?:\.\d{1,3}){3}$/ },
  { sdtype: 'ipv6_address', name: /_ip(?:v6)?_|_ipaddress_/, shape: /^[\da-f]*:[\da-f:]*:[\da-f]*$/i },
  {
    sdtype: 'mac_address',
    name: /_mac(?:_address|_addr)?_$|_macaddress_$/,
    shape: /^[\da-f]{2}(?:[:.-]?[\da-f]{2}){5}$/i,
  },
  {
    sdtype: 'credit_card_number',
    name: new RegExp(`_(?:credit_card|creditcard|card_number|card_no|cardnumber|cc_number|cc_num|pan)${number}`),
    shape: /^\d(?:[ -]?\d){11,18}$/,
    numbers: true,
  },
  { sdtype: 'iban', name: /_iban_/, shape: /^[A-Z]{2}\d{2}[A-Z\d ]{8,}$/i },
  {
    sdtype: 'bban',
    name: new RegExp(`_(?:bban|bank_account|account_number|account_no)${number}`),
    shape: /^(?=(?:.*\d){6})[\dA-Z -]+$/i,
    numbers: true,
  },
  { sdtype: 'swift', name: /_(?:swift|bic|swift_code|bic_code)_$/, shape: /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/ },
  {
    sdtype: 'url',
    name: /_(?:urls?|uri|website|homepage|web_site|web_page)_$/,
    shape: /^(?:\w+:\/\/|www\.|[\w-]+\.[a-z]{2,})\S*$/i,
  },
  { sdtype: 'user_agent_string', name: /_user_?agent(?:_string)?_$/, shape: /\S+\/\d/ },
  {
    sdtype: 'passport_number',
    name: new RegExp(`_passport${number}`),
    shape: /^(?=.*\d)[A-Z\d]{6,12}$/i,
    numbers: true,
  },
  {
    sdtype: 'license_plate',
    name: /_(?:(?:license|licence|number)_plate|licenseplate|plate_number|plate_no)(?:_number)?_$/,
    shape: /^(?=.*\d)[\p{L}\d .-]{2,12}$/u,
  },
  { sdtype: 'vin', name: /_(?:vin|vin_number|vehicle_identification_number)_$/, shape: /^[A-HJ-NPR-Z\d]{17}$/i },
  {
    sdtype: 'user_name',
    name: /_(?:user_?name|login|login_name|screen_name|nick_?name|user_handle)_$/,
    shape: /^\S{2,}$/,
  },
  { sdtype: 'password', name: /_(?:password|passwd|pwd)_$/, shape: /^.{4,}$/ },
  {
    sdtype: 'postcode',
    name: /_(?:zip|zip_?code|post_?code|postal_?code|post_zip|plz)(?:_\d+)?_$/,
    shape: /^(?=.*\d)[A-Z\d][A-Z\d -]{2,9}$/i,
    numbers: true,
  },
  { sdtype: 'first_name', name: /_(?:first_?name|given_?name|fore_?name|middle_?name|fname)_$/, shape: words },
  { sdtype: 'last_name', name: /_(?:last_?name|sur_?name|family_?name|maiden_?name|lname)_$/, shape: words },
  {
    sdtype: 'name',
    name: /^_(?:(?:full|person|persons|people|patient|client|customer|employee|worker|staff|member|contact|student|pupil|teacher|professor|doctor|physician|nurse|guest|passenger|driver|owner|holder|card_?holder|account_holder|applicant|borrower|tenant|parent|mother|father|spouse|child|buyer|seller|author|manager|user|respondent|participant|subject|legal|complete|display|billing|shipping|recipient|sender|beneficiary)_?)?name_$/,
    shape: words,
  },
  { sdtype: 'street_address', name: /_(?:street|street_name|street_address)(?:_\d+)?_$/, shape: /\p{L}/u },
  { sdtype: 'address', name: new RegExp(`_(?:address|addr|residence)(?:_line)?${place}`), shape: /\p{L}/u },
  { sdtype: 'city', name: /_(?:city|town|hometown|city_name|birthplace)_$/, shape: words },
];
