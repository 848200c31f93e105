/** A buyer of whom an inquiry is all that we know, as a new customer. */
import type { NewCustomer, Platform } from '@tradepost/contract';
import { domainOf } from '../customers/normalise.ts';
import { proposeName } from '../customers/propose-name.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import type { InquiryFacts } from './inquiry-facts.ts';

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  alibaba: 'Alibaba.com',
  'made-in-china': 'Made-in-China.com',
  'global-sources': 'Global Sources',
  hktdc: 'HKTDC Sourcing',
};

export const platformName = (platform: string): string => PLATFORM_NAMES[platform as Platform] ?? platform;

/** Without an address it is a prospect: it can be answered by way of the platform only. */
export function newCustomerOf(platform: string, facts: InquiryFacts): NewCustomer {
  const { buyer_name, company, country, email, phone, website, product } = facts;
  const freemail = email !== null && isSharedDomain(domainOf(email));
  const name =
    company ??
    (email === null || (freemail && buyer_name !== null)
      ? buyer_name
      : proposeName(email, buyer_name, { freemail }));
  return {
    name: name ?? email ?? platformName(platform),
    country,
    website,
    source: platformName(platform),
    ...(product === null ? {} : { productsOfInterest: [product.slice(0, 200)] }),
    contacts: [
      {
        name: buyer_name,
        addresses: email === null ? [] : [email],
        channels: phone === null ? [] : [{ kind: 'phone', value: phone }],
      },
    ],
  };
}
