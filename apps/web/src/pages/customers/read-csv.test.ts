import { expect, it } from 'vitest';
import { CSV_TEMPLATE, decodeCsv } from './read-csv.ts';

it('reads UTF-8 with and without a mark', () => {
  expect(decodeCsv(new TextEncoder().encode('\uFEFFname\n广州').buffer)).toBe('name\n广州');
  expect(decodeCsv(new TextEncoder().encode('name\n广州').buffer)).toBe('name\n广州');
});

it('reads what Excel saves in China', () => {
  const gbk = new Uint8Array([0x6e, 0x2c, 0xb9, 0xe3, 0xd6, 0xdd]);
  expect(decodeCsv(gbk.buffer)).toBe('n,广州');
});

it('gives a template whose lines have the same number of cells', () => {
  const [head, line] = CSV_TEMPLATE.trim().split('\r\n');
  expect(line!.split(',')).toHaveLength(head!.split(',').length);
});
