import { describe, expect, it } from 'vitest';
import { chooseTemplate } from './choose-template.ts';

const one = (id: number, kind: string, language: string, owner: number | null = null) => ({
  id,
  kind,
  language,
  name: `Template ${id}`,
  owner_id: owner,
});
const SOME = [
  one(1, 'follow-up', 'en'),
  one(2, 'follow-up', 'es'),
  one(3, 'follow-up', 'pt-BR'),
  one(4, 'quotation', 'de'),
  one(5, 'follow-up', 'es', 7),
];

describe('the template of a letter', () => {
  it.each([
    ['is of the kind that is asked for', 'quotation', ['de'], 4],
    ['is in the language of the record', 'follow-up', ['pt-BR'], 3],
    ['is in the language without its country', 'follow-up', ['pt-PT'], 3],
    ['is one’s own before the company’s', 'follow-up', ['es'], 5],
    ['is in the language of the last mail where the record has none', 'follow-up', [null, 'es'], 5],
    ['is English where there is none in the customer’s language', 'follow-up', ['ru', 'uk'], 1],
    ['is none where there is none of the kind', 'thank-you', ['en'], null],
    ['is none where there is one in other languages only', 'quotation', ['fr'], null],
  ] as const)('%s', (_, kind, languages, id) => {
    expect(chooseTemplate(SOME, kind, languages)?.id ?? null).toBe(id);
  });
});
