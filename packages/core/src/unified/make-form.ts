/** An empty card to fill in and send to the unified mailbox. */
import {
  CARD_TITLES,
  type CardKind,
  type CardLanguage,
  type FormFormat,
  writeForm,
} from '@tradepost/mail/card';

export interface Form {
  readonly fileName: string;
  readonly octets: Buffer;
}

export function makeForm(card: CardKind, format: FormFormat, language: CardLanguage): Form {
  return {
    fileName: `${CARD_TITLES[card][language]}.${format}`,
    octets: writeForm(card, format, language),
  };
}
