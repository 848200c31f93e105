import { expect, it } from 'vitest';
import { cutPreview } from './cut-preview.ts';

it('a short preview is whole', () => {
  expect(cutPreview('Please quote.')).toBe('Please quote.');
});

it('one that was cut ends with a whole word and a mark', () => {
  const cut = `${'a word '.repeat(30)}`.slice(0, 200);
  expect(cutPreview(cut)).toMatch(/ (a|word)…$/);
  expect(cutPreview(`${'word '.repeat(39)}half`)).toMatch(/ word…$/);
});

it('one without spaces is marked where it was cut', () => {
  expect(cutPreview('询'.repeat(200))).toBe(`${'询'.repeat(200)}…`);
});
