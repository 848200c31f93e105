/** What an inquiry says of its buyer, as the table keeps it. */
import type { InquiryCompletion, InquiryField } from '@tradepost/contract';
import { countryCode } from '../customers/country.ts';
import { cleanText, normaliseAddress } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';

export interface InquiryFacts {
  readonly buyer_name: string | null;
  readonly company: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly business_type: string | null;
  readonly product: string | null;
  readonly quantity: string | null;
}

/** What cannot be read is left out: the mail is there to look. */
export function readFacts(
  fields: Readonly<Partial<Record<InquiryField, string | null>>> | InquiryCompletion,
): InquiryFacts {
  const text = (field: InquiryField, most: number) => cleanText(cleanText(fields[field])?.slice(0, most));
  const country = text('country', 100);
  return {
    buyer_name: text('buyerName', 300),
    company: text('company', 300),
    // "Germany (Berlin)", "Berlin, Germany".
    country: country === null ? null : (countryCode(country) ?? countryWithin(country)),
    email: addressOf(text('email', 320)),
    phone: text('phone', 100),
    website: text('website', 500),
    business_type: text('businessType', 200),
    product: text('product', 500),
    quantity: text('quantity', 200),
  };
}

const countryWithin = (text: string): string | null =>
  text
    .split(/[,;，（()）/|-]/)
    .map((part) => countryCode(part))
    .findLast((code) => code !== null) ?? null;

function addressOf(text: string | null): string | null {
  if (text === null) return null;
  try {
    return normaliseAddress(text);
  } catch (error) {
    if (!(error instanceof TradepostError)) throw error;
    return null;
  }
}
