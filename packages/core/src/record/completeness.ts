/** How much of a customer's record is known, in per cent. */
import type { Completeness, CompletenessPart } from '@tradepost/contract';
import { COMPLETENESS_PARTS } from '@tradepost/contract/values';

/**
 * What each part weighs, out of 100: most is what one needs to reach the customer and to make an offer; a judgement,
 * after the blocks of the trade's customer files (unit, means of contact, products in use, evaluation).
 */
const WEIGHTS: Readonly<Record<CompletenessPart, number>> = {
  contact: 10,
  email: 12,
  phone: 6,
  mainContact: 4,
  contactTitle: 4,
  country: 10,
  city: 3,
  address: 3,
  website: 4,
  source: 5,
  businessType: 6,
  scale: 4,
  productsOfInterest: 9,
  productsInUse: 4,
  evaluation: 3,
  suppliers: 3,
  grade: 7,
  relationshipType: 3,
};
const WHOLE = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);

export type KnownParts = Readonly<Record<CompletenessPart, boolean>>;

export function completenessOf(known: KnownParts): Completeness {
  const missing = COMPLETENESS_PARTS.filter((part) => !known[part]);
  const lacking = missing.reduce((sum, part) => sum + WEIGHTS[part], 0);
  return {
    // Down: a hundred is said only where nothing is missing.
    percent: Math.floor(((WHOLE - lacking) * 100) / WHOLE),
    missing: missing.sort((a, b) => WEIGHTS[b] - WEIGHTS[a]),
  };
}
