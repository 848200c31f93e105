import { expect, it } from 'vitest';
import { fieldsIn, fillFields, leftoverFields } from './template-fields.ts';

it('fills what is known and leaves the rest to be seen', () => {
  const text = 'Dear {{contact.name}}, {{ Customer.Name }} owes {{amount.outstanding}}. {{nonsense}}';
  expect(fieldsIn(text)).toEqual({
    known: ['contact.name', 'customer.name', 'amount.outstanding'],
    unknown: ['nonsense'],
  });
  const filled = fillFields(
    text,
    { 'contact.name': 'Jürgen', 'customer.name': 'A & B', 'amount.outstanding': ' ' },
    'text',
  );
  expect(filled).toBe('Dear Jürgen, A & B owes {{amount.outstanding}}. {{nonsense}}');
  expect(leftoverFields(filled)).toEqual(['{{amount.outstanding}}', '{{nonsense}}']);
});

it('takes what a value says as text: no HTML, no field, no second line in a subject', () => {
  const values = { 'contact.name': '<b onclick="x">{{my.name}}</b>\nBcc: x', 'my.name': 'Anna' };
  expect(fillFields('<p>{{contact.name}}</p>', values, 'html')).toBe(
    '<p>&lt;b onclick=&quot;x&quot;&gt;{my.name}&lt;/b&gt;<br>Bcc: x</p>',
  );
  expect(fillFields('For {{contact.name}}', values, 'text')).toBe('For <b onclick="x">{my.name}</b> Bcc: x');
  expect(leftoverFields(fillFields('{{contact.name}}', values, 'text'))).toEqual([]);
});

it('finds what is left, whatever it is', () => {
  expect(leftoverFields('{{ contact . name }} {{}} {{x}} {{x}} } {{ {a}')).toEqual([
    '{{ contact . name }}',
    '{{}}',
    '{{x}}',
  ]);
});
