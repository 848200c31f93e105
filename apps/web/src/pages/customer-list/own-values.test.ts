import { expect, it } from 'vitest';
import { readOwn, writeOwn } from './own-values.ts';

it('goes to the address and comes back, with whatever a value has in it', () => {
  const values = { port: 'Jebel Ali: berth 3', containers: '24', inspected: 'false' };
  expect(readOwn(writeOwn(values))).toEqual(values);
});

it('asks for nothing where nothing is filled in', () => {
  expect(writeOwn(undefined)).toBeUndefined();
  expect(writeOwn({ port: '  ', containers: null, terms: undefined })).toBeUndefined();
  expect(readOwn(undefined)).toEqual({});
});

it('takes numbers and line ends as one line of text', () => {
  expect(writeOwn({ containers: 1200, port: 'Hamburg\nAltona' })).toBe(
    'containers:1200\nport:Hamburg Altona',
  );
});
