/** What is wrong with a card, told apart, so that either language has words for it. */
import type { CardKey } from '@tradepost/mail/card';
import { TradepostError } from '../errors.ts';

export const CARD_FAULTS = [
  'missing',
  'wrong',
  'too-long',
  'future',
  'before-contact',
  'unknown',
  'ambiguous',
  'of-colleague',
  'in-pool',
  'differs',
  'not-allowed',
  'unreadable',
  'other',
] as const;
export type CardFaultCode = (typeof CARD_FAULTS)[number];

export interface CardFault {
  /** Name of the form's file; null: the body. */
  readonly file: string | null;
  /** The field; null: the card as a whole. */
  readonly key: CardKey | null;
  readonly code: CardFaultCode;
  /** What was written there; the candidates that the sender may know of; with 'other' a sentence. */
  readonly value: string | null;
}

/** Nothing of the mail is filed: one card that is wrong takes the others of its mail with it. */
export class CardRefusal extends Error {
  override name = 'CardRefusal';
  readonly faults: readonly CardFault[];
  constructor(faults: readonly CardFault[]) {
    super('the card was refused');
    this.faults = faults;
  }
}

/** Characters of a value that are said back to its writer. */
const MOST_VALUE = 200;

export const cardFault = (
  file: string | null,
  key: CardKey | null,
  code: CardFaultCode,
  value: string | null = null,
): CardFault => ({ file, key, code, value: value === null ? null : value.slice(0, MOST_VALUE) });

/** Runs a rule of the web app for a card: what it refuses, the sender is told. */
export async function refusing<T>(
  file: string | null,
  work: () => Promise<T>,
  keyOf: (error: TradepostError) => { key: CardKey | null; code: CardFaultCode } = () => ({
    key: null,
    code: 'other',
  }),
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TradepostError)) throw error;
    const { key, code } = keyOf(error);
    throw new CardRefusal([cardFault(file, key, code, error.message)]);
  }
}
