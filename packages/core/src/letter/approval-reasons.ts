/** Why a leader looks at a letter first. Pure: what the rules find in it. */
import type { ApprovalReason, ApprovalRules } from '@tradepost/contract';
import { findAmounts } from '../promise/find-amounts.ts';

export interface LetterFacts {
  readonly authorId: number;
  readonly authorName: string;
  /** Days since the author joined. */
  readonly authorDays: number;
  readonly subject: string;
  /** His own words, without the quotation. */
  readonly text: string;
  readonly fileNames: readonly string[];
  /** Domains of recipients to whom the company never wrote. */
  readonly newDomains: readonly string[];
}

/** A text with so many prices is a price list. */
const PRICES_OF_A_LIST = 5;
const SHEET = /\.(?:xlsx?|csv|ods|numbers|et)$/i;
const PRICE_WORD = /price|quot|报价|价格|价目|offer|pricelist|preis|precio|prix|прайс/i;

/** ISO 13616: two letters, two digits, up to 30 more, in groups of four as people write it. */
const IBAN = /\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b/g;
/** ISO 9362 beside a word that says what it is: eight letters alone are a word. */
const BIC =
  /\b(?:swift|bic)(?:\s*(?:code|address|代码|号))?\s*[:：#-]?\s*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b/i;
const ACCOUNT =
  /(?:account\s*(?:no|number|#)|a\/c(?:\s*no)?|acct|账号|帐号|账户|帐户|银行卡号|卡号|beneficiary|收款人)[^\d\n]{0,30}(\d[\d -]{7,30}\d)/i;

/** @returns none where nothing asks for it; each with what was found, for people to see. */
export function approvalReasons(rules: ApprovalRules, facts: LetterFacts): ApprovalReason[] {
  if (!rules.enabled) return [];
  const reasons: ApprovalReason[] = [];
  const add = (rule: ApprovalReason['rule'], found: string) =>
    reasons.push({ rule, found: found.replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed() });
  if (facts.authorDays < rules.newEmployeeDays) add('new-employee', facts.authorName);
  if (rules.people.includes(facts.authorId)) add('chosen-person', facts.authorName);
  const said = `${facts.subject}\n${facts.text}`;
  for (const word of rules.words) if (mentions(said, word)) add('word', word);
  const bank = rules.bankDetails ? bankDetailsIn(said) : null;
  if (bank !== null) add('bank-details', bank);
  const prices = rules.priceSheet ? priceSheetOf(facts) : null;
  if (prices !== null) add('price-sheet', prices);
  for (const name of facts.fileNames)
    if (rules.attachmentWords.some((word) => mentions(name, word))) add('attachment-name', name);
  if (rules.newDomain) for (const domain of facts.newDomains) add('new-domain', domain);
  return reasons.slice(0, 50);
}

/** A word of letters stands by itself; Chinese has no spaces between words. Without regard to case and width. */
export function mentions(text: string, word: string): boolean {
  const plain = (value: string) =>
    value
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[_\s]+/g, ' ');
  const wanted = plain(word).trim();
  if (wanted === '') return false;
  const hay = plain(text);
  for (let at = hay.indexOf(wanted); at >= 0; at = hay.indexOf(wanted, at + 1)) {
    const before = hay[at - 1] ?? ' ';
    const after = hay[at + wanted.length] ?? ' ';
    // "contracts" is the word too, "subcontract" another; a digit or a dash beside it changes nothing.
    const begins =
      !/\p{L}/u.test(before) || !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(wanted);
    const ends = !/\p{L}/u.test(after) || /^s?(?:\P{L}|$)/u.test(hay.slice(at + wanted.length));
    if (begins && (ends || !/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u.test(wanted)))
      return true;
  }
  return false;
}

/** @returns what looks like an account to pay to; null where nothing does. */
export function bankDetailsIn(text: string): string | null {
  const plain = text.normalize('NFKC');
  const iban = [...plain.matchAll(IBAN)].map(([whole]) => whole).find(isIban);
  if (iban !== undefined) return iban;
  const bic = BIC.exec(plain);
  if (bic?.[1] !== undefined) return bic[1].toUpperCase();
  return ACCOUNT.exec(plain)?.[1]?.trim() ?? null;
}

/** ISO 7064 MOD 97-10. */
function isIban(text: string): boolean {
  const iban = text.replaceAll(' ', '');
  if (iban.length < 15 || iban.length > 34) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

function priceSheetOf({ fileNames, text }: LetterFacts): string | null {
  const sheet = fileNames.find((name) => SHEET.test(name) && PRICE_WORD.test(name));
  if (sheet !== undefined) return sheet;
  const amounts = findAmounts(text, null);
  return amounts.length >= PRICES_OF_A_LIST ? amounts.map(({ line }) => line).join(' · ') : null;
}
