/** Cells as people and programs fill them. */
import { expect, it } from 'vitest';
import { proposeMapping } from './columns.ts';
import { draftOf } from './line-draft.ts';

const HEADINGS = ['Company', 'E-mail', 'E-mail', 'Phone', 'Phone'];
const read = (...cells: readonly string[]) => draftOf(['Nut', ...cells], proposeMapping(HEADINGS));

it.each([
  ['a link', 'mailto:Wei@nut.example?subject=Hi', ['wei@nut.example']],
  [
    'names beside them',
    'Anna Weber <a@nut.example>; "Weber, Bo" <b@nut.example>',
    ['a@nut.example', 'b@nut.example'],
  ],
  [
    'lines, slashes and full width',
    'a@nut.example/b@nut.example\nｃ＠nut．example。',
    ['a@nut.example', 'b@nut.example', 'c@nut.example'],
  ],
  ['marks that nobody sees', '\u200ba@nut.example\u202c', ['a@nut.example']],
  ['nothing, in a word', '无', undefined],
])('addresses as %s', (_, cell, addresses) =>
  expect(read(cell)).toMatchObject({
    fault: null,
    customer: { contacts: addresses === undefined ? [] : [{ addresses }] },
  }),
);

it('two columns of one heading have two values', () => {
  const [contact] = read('a@nut.example', 'b@nut.example', '020-1', '020-2, 020-3').customer.contacts ?? [];
  expect(contact?.addresses).toEqual(['a@nut.example', 'b@nut.example']);
  expect(contact?.channels?.map(({ value }) => value)).toEqual(['020-1', '020-2', '020-3']);
});

it('a number of which Excel has kept the first digits alone is refused, not kept', () => {
  expect(read('', '', '13800138000.0').customer.contacts?.[0]?.channels).toEqual([
    { kind: 'phone', value: '13800138000' },
  ]);
  expect(read('', '', '8.61E+12').fault).toMatchObject({ code: 'bad-value', value: '8.61E+12' });
});

it.each([
  ['Name|Company|E-mail', 'contact|name|email'],
  ['Name|E-mail', 'name|email'],
  [
    'First Name|Last Name|Company|Business Phone|E-mail Address|E-mail 2 Address|Business City|Home Phone',
    'contact|contact|name|phone|email|email|city|-',
  ],
  [
    'Name|Given Name|E-mail 1 - Type|E-mail 1 - Value|Phone 2 - Value|Organization 1 - Name|Organization 1 - Title',
    'contact|-|-|email|phone|name|title',
  ],
  ['客戶名稱|國別|聯絡人|電郵|聯絡電話|行動電話', 'name|country|contact|email|phone|mobile'],
  ['公司名称（必填）|联系人2|邮箱2|邮箱3|Contact 4 Mobile', 'name|contact:2|email:2|email|mobile:4'],
])('the columns %s are %s', (headings, fields) =>
  expect(proposeMapping(headings.split('|')).map((field) => field ?? '-')).toEqual(fields.split('|')),
);
