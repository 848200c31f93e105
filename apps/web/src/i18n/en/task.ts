/** What there is to do, in words. */
export const taskKind = {
  'follow-up': 'Follow up',
  'new-customer': 'First contact',
  answer: 'Answer a mail',
  promise: 'Keep a promise',
  'address-invalid': 'Mend an address',
  complaint: 'Settle a complaint',
  'verify-profile': 'Check the record',
  birthday: 'Birthday',
  todo: 'To do',
} as const;
