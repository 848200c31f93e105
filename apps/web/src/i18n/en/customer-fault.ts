import type { CustomerFaultCode } from '@tradepost/contract';

/** What is wrong with a customer's particulars: of a form, or of a line of a file. */
export const customerFault = {
  'name-missing': 'The name is missing.',
  'name-too-long': 'The name is longer than 300 characters.',
  'name-known': 'There is a customer of this name.',
  'not-a-country': '“{value}” is not a country.',
  'not-a-grade': 'The grade is A, B, C or D, not “{value}”.',
  'not-an-address': '“{value}” is not an e-mail address.',
  'not-a-domain': '“{value}” is not a company’s domain.',
  'platform-address': '{value} belongs to a platform, which relays the mail of many companies.',
  'shared-domain': 'Anyone can have an address at {value}, so it cannot be a customer’s domain.',
  'own-address': '{value} is an address of your own company.',
  'own-domain': '{value} is a domain of your own company.',
  'of-customer': '{value} belongs to {customer}.',
  'of-colleague': '{value} belongs to a customer of a colleague. Ask a manager.',
  'seen-elsewhere': 'There is mail with {value} that is not yours. Ask a manager to add it.',
  'never-archived':
    'Mail with {value} is not archived by the company. Ask an administrator to take it off the list.',
  'unknown-owner': '“{value}” is no active person of the company who can have customers.',
  'owner-not-allowed': 'Only a manager can give a customer to someone else.',
  'not-in-list': '“{value}” is not in the company’s list.',
  'unknown-field': 'The company has no field “{value}”.',
  'bad-value': 'Not a value that this field takes: {value}',
  'sends-own-mail':
    'Reminders and links of Tradepost go out through {value}. An administrator must choose another way under Settings → Outgoing mail first.',
  'not-a-time-zone': '“{value}” is not a time zone.',
  'unknown-batch': 'There is no such batch.',
  'same-as-line': 'The same as line {line}.',
  other: '{value}',
} as const satisfies Record<CustomerFaultCode, string>;
