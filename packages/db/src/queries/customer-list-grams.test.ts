import { expect, it } from 'vitest';
import { gramsToAsk } from './customer-list-grams.ts';

const asked = (words: string[], shares: [string, number][], least = 0) =>
  gramsToAsk([{ text: 'words', words }], { of: new Map(shares), least }).map(({ gram }) => gram);

it('asks for every gram where nothing is known of them', () => {
  expect(asked(['pump'], [])).toEqual(['pum', 'ump']);
});

it('leaves out what has many times as many texts as the rarest', () => {
  const shares: [string, number][] = [
    ['wen', 0.3],
    ['enw', 0.02],
    ['nwe', 0.04],
  ];
  expect(asked(['wenwen'], shares, 0.01)).toEqual(['enw', 'nwe']);
  expect(asked(['xenwen'], shares, 0.01)).toEqual(['xen', 'enw']);
});

it('asks for one gram of a common word, and for none beside a rare word', () => {
  const shares: [string, number][] = [
    ['tra', 0.11],
    ['rad', 0.13],
    ['adi', 0.1],
    ['din', 0.1],
  ];
  expect(asked(['trading'], shares, 0.01)).toEqual(['adi']);
  expect(asked(['trading', 'xylo'], shares, 0.01)).toEqual(['xyl', 'ylo']);
});

it('knows the grams of each text by its sign', () => {
  const texts = [{ text: 'address', words: ['park'] }] as const;
  const of = new Map([
    ['par', 0.5],
    ['#apar', 0.01],
    ['#aark', 0.02],
  ]);
  expect(gramsToAsk(texts, { of, least: 0.01 }).map(({ gram }) => gram)).toEqual(['par', 'ark']);
});
