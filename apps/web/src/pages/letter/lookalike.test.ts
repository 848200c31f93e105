import { expect, it } from 'vitest';
import { findLookalikes } from './lookalike.ts';

const known = ['brent@harbour-tools.com', 'ops@acme-valves.de', 'x@bolt.io'];

it.each([
  ['brent@harbour-too1s.com', 'harbour-tools.com'],
  ['brent@harbuor-tools.com', 'harbour-tools.com'],
  ['brent@harbourtools.com', 'harbour-tools.com'],
  ['brent@harbour-tools.co', 'harbour-tools.com'],
  ['ops@acrne-valves.de', 'acme-valves.de'],
  ['x@bo1t.io', 'bolt.io'],
])('%s looks like %s', (address, like) => {
  expect(findLookalikes([address], known)).toEqual([{ address, like }]);
});

it.each(['sales@harbour-tools.com', 'x@bold.io', 'x@bolt.com', 'anna@lindqvist-marine.se'])(
  '%s looks like none',
  (address) => {
    expect(findLookalikes([address], known)).toEqual([]);
  },
);
