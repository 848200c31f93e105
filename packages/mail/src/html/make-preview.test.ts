import { expect, test } from 'vitest';
import { makePreview } from './make-preview.ts';

test.each([
  [
    'the new words, not the quoted ones',
    'Yes, please ship.\n\nOn 5 May 2024, Ann <a@b.example> wrote:\n> Shall we?',
    'Yes, please ship.',
  ],
  ['one line', 'Dear Li,\r\n\r\nthe  goods\thave\narrived.', 'Dear Li, the goods have arrived.'],
  ['no signature', 'Received.\n\n-- \nAnn\nACME', 'Received.'],
  ['no rules', '======\n*****\nHello', 'Hello'],
  [
    'the forwarded words where there are no others',
    '-----Original Message-----\nFrom: Ann\n\n> Old words',
    'Old words',
  ],
  ['nothing of nothing', ' \n\t\n', ''],
])('%s', (_, text, preview) => {
  expect(makePreview(text)).toBe(preview);
});

test('at most 200 characters, never half of one', () => {
  expect(makePreview('a'.repeat(1_000))).toHaveLength(200);
  const emoji = makePreview(`a${'😀'.repeat(200)}`);
  expect(emoji).toBe(`a${'😀'.repeat(99)}`);
  expect(makePreview('a\ud83d b').isWellFormed()).toBe(true);
  expect(makePreview('a\u0000b')).toBe('a b');
});
