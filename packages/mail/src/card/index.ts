/** The cards that people mail to the company's unified mailbox: read out of a mail, and printed as empty forms. */
export {
  CARD_FIELDS,
  CARD_TITLES,
  type CardField,
  type CardKey,
  type CardKind,
  type CardLanguage,
  fieldLabel,
} from './fields.ts';
export type { CardValues } from './pairs.ts';
export type { ReadCard } from './read-card.ts';
export { readSubmission, type Submission } from './read-submission.ts';
export { simplifyLabel } from './simplify-label.ts';
export { unescapeXlsx } from './xlsx-text.ts';
export { type FormFormat, writeForm } from './write-form.ts';
export { parseAuthResults, type AuthResults } from '../header/authentication-results.ts';
