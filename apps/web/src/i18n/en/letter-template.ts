/** Templates of letters, and the fields in them. */
export const templateKind = {
  'thank-you': 'Thank-you letter',
  dunning: 'Payment reminder',
  promotion: 'Promotion',
  'follow-up': 'Follow-up',
  quotation: 'Quotation',
  general: 'General',
} as const;

export const letterField = {
  'contact.name': 'Contact’s name',
  'contact.title': 'Contact’s title',
  'customer.name': 'Customer',
  'customer.country': 'Country',
  product: 'Product',
  'my.name': 'Your name',
  'my.email': 'Your address',
  'company.name': 'Your company',
  today: 'Today',
  'amount.outstanding': 'Outstanding amount',
  'amount.total': 'Total amount',
  'amount.due-date': 'Due date',
  'order.number': 'Order number',
  'quotation.number': 'Quotation number',
  'quotation.price': 'Quoted price',
  'quotation.valid-until': 'Valid until',
} as const;

export const templates = {
  none: 'No templates yet',
  first: 'Write the first one',
  add: 'New template',
  edit: 'Edit the template',
  anyKind: 'Any kind',
  emptyText: 'Write a text once and use it often: thank-you letters, payment reminders, promotions.',
  preview: 'Preview',
  removeTitle: 'Remove the template “{name}”?',
  removeText: 'Letters that were written with it stay as they are.',
  kind: 'Kind',
  language: 'Language of the text',
  name: 'Name',
  text: 'Text',
  fields: 'Put in:',
  companyWide: 'For the whole company',
  dunningHint:
    'The outstanding amount is asked for when the letter is written: Tradepost keeps no contracts yet.',
  promotionHint: 'A promotion is not sent to a customer with an open complaint without a second thought.',
  previewFor: 'As it reads for',
  writeWith: 'Write with it',
  asked: 'Asked for when it is written: {fields}',
} as const;
