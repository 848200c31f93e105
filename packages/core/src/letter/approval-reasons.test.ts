import type { ApprovalRules } from '@tradepost/contract';
import { describe, expect, it } from 'vitest';
import { approvalReasons, bankDetailsIn, type LetterFacts, mentions } from './approval-reasons.ts';

const rules: ApprovalRules = {
  enabled: true,
  newEmployeeDays: 30,
  words: ['合同', 'contract'],
  priceSheet: true,
  bankDetails: true,
  attachmentWords: ['quotation', '报价'],
  newDomain: true,
  people: [7],
};
const facts: LetterFacts = {
  authorId: 1,
  authorName: 'Anna',
  authorDays: 400,
  subject: 'Lamps',
  text: 'Dear John',
  fileNames: [],
  newDomains: [],
};
const rulesOf = (some: Partial<LetterFacts>) =>
  approvalReasons(rules, { ...facts, ...some }).map(({ rule }) => rule);

describe('a leader looks first at', () => {
  it.each<[string, Partial<LetterFacts>, string[]]>([
    ['nothing that is ordinary', {}, []],
    ['the mail of who is new', { authorDays: 29 }, ['new-employee']],
    ['not of who has been here', { authorDays: 30 }, []],
    ['the mail of chosen people', { authorId: 7 }, ['chosen-person']],
    ['a word, in the subject too', { subject: 'Sales CONTRACT' }, ['word']],
    ['a Chinese word within a sentence', { text: '请查收合同并签字' }, ['word']],
    ['a bank account', { text: 'Bank account no: 6222 0211 0011 2233' }, ['bank-details']],
    ['a price list by its name', { fileNames: ['Price list 2026.xlsx'] }, ['price-sheet']],
    ['a price list in the text', { text: 'A USD 1\nB USD 2\nC USD 3\nD USD 4\nE USD 5' }, ['price-sheet']],
    ['not one price', { text: 'Our price is USD 3.20' }, []],
    [
      'a file that is named so',
      { fileNames: ['Acme_Quotation-3.pdf', '公司报价单.pdf'] },
      ['attachment-name', 'attachment-name'],
    ],
    ['a domain that is new', { newDomains: ['acme.example'] }, ['new-domain']],
  ])('%s', (_what, some, expected) => expect(rulesOf(some)).toEqual(expected));

  it('nothing where the rules are off', () =>
    expect(approvalReasons({ ...rules, enabled: false }, { ...facts, authorDays: 0 })).toEqual([]));
});

it.each([
  ['the contract is', true],
  ['Contracts', true],
  ['contract-no. 5', true],
  ['my_contract_v2.pdf', true],
  ['ｃｏｎｔｒａｃｔ', true],
  ['subcontract', false],
  ['contraction', false],
  ['contractor', false],
  ['', false],
])('%j mentions "contract": %s', (text, expected) => expect(mentions(text, 'contract')).toBe(expected));

it.each([
  ['IBAN: DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00'],
  ['GB82WEST12345698765432', 'GB82WEST12345698765432'],
  // One digit wrong is no IBAN.
  ['GB82WEST12345698765433', null],
  ['SWIFT code: BKCHCNBJ110', 'BKCHCNBJ110'],
  ['A/C No. 0123-4567-8901', '0123-4567-8901'],
  ['账号：6222021100112233445', '6222021100112233445'],
  ['收款人帐号 6222 0211 0011 2233', '6222 0211 0011 2233'],
  ['Order 4500123456 of 2026-11-30, phone +86 21 6222 0211', null],
  ['SHIPMENT by sea, model AB12 3456 7890', null],
])('%j names the account %s', (text, expected) => expect(bankDetailsIn(text)).toBe(expected));
