/** What an inquiry says of the buyer and of what is wanted. */
export const INQUIRY_FIELDS = [
  'buyerName',
  'company',
  'country',
  'email',
  'phone',
  'website',
  'businessType',
  'product',
  'quantity',
] as const;
export type InquiryField = (typeof INQUIRY_FIELDS)[number];
