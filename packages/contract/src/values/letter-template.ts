/** What may stand between {{ and }}. Those that no record holds are given by the writer. */
export const LETTER_FIELDS = [
  'contact.name',
  'contact.title',
  'customer.name',
  'customer.country',
  'product',
  'my.name',
  'my.email',
  'company.name',
  'today',
  'amount.outstanding',
  'amount.total',
  'amount.due-date',
  'order.number',
  'quotation.number',
  'quotation.price',
  'quotation.valid-until',
] as const;
export type LetterField = (typeof LETTER_FIELDS)[number];
