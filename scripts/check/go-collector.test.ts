import { expect, test } from 'vitest';
import { goCollector } from './go-collector.ts';

test('with memory to spare the type checker collects only near its limit', () => {
  expect(goCollector(20e9)).toEqual({ GOGC: 'off', GOMEMLIMIT: '12000000000' });
});

test('with little it collects as Go does by itself', () => {
  expect(goCollector(4e9)).toEqual({});
});
