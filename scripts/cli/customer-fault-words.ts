/** What is wrong with a customer's particulars, in English. */
import type { CustomerFault, CustomerFaultCode } from '@tradepost/contract';

const WORDS: Record<CustomerFaultCode, (fault: CustomerFault) => string> = {
  'name-missing': () => 'the name is missing',
  'name-too-long': () => 'the name is longer than 300 characters',
  'name-known': () => 'there is a customer of this name',
  'not-a-country': ({ value }) => `"${value}" is not a country`,
  'not-a-grade': ({ value }) => `the grade is A, B, C or D, not "${value}"`,
  'not-an-address': ({ value }) => `"${value}" is not a mail address`,
  'not-a-domain': ({ value }) => `"${value}" is not a company's domain`,
  'platform-address': ({ value }) =>
    `${value} belongs to a platform, which relays the mail of many companies`,
  'shared-domain': ({ value }) => `anyone can have an address at ${value}: not a customer's domain`,
  'own-address': ({ value }) => `${value} is an address of the own company`,
  'own-domain': ({ value }) => `${value} is a domain of the own company`,
  'of-customer': ({ value, customerName }) => `${value} belongs to "${customerName}"`,
  'of-colleague': ({ value }) => `${value} belongs to another customer`,
  'seen-elsewhere': ({ value }) => `there is mail with ${value} elsewhere in the company: ask a manager`,
  'unknown-owner': ({ value }) => `no active person of the company is called "${value}"`,
  'owner-not-allowed': () => 'only a manager can give a customer to someone else',
  'not-in-list': ({ value }) => `"${value}" is not in the company's list`,
  'unknown-field': ({ value }) => `the company has no field "${value}"`,
  'bad-value': ({ value }) => `not a value of this field: ${value}`,
  'not-a-time-zone': ({ value }) => `"${value}" is not a time zone`,
  'unknown-batch': () => 'there is no such batch',
  'same-as-line': ({ line }) => `the same as line ${line}`,
  other: ({ value }) => value ?? 'not accepted',
};

export const customerFaultWords = (fault: CustomerFault): string => WORDS[fault.code](fault);
