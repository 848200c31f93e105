import { expect, it } from 'vitest';
import zones from '../calendar/country-zones.json' with { type: 'json' };
import { partsOfWorld } from './parts-of-world.ts';

it.each([
  ['DE', ['Europe', '欧洲']],
  ['PL', ['Europe', '欧洲', 'Eastern Europe', '东欧']],
  ['MX', ['North America', '北美洲', 'Latin America', '拉丁美洲', '拉美']],
  ['EG', ['Middle East', '中东', 'Africa', '非洲', 'North Africa', '北非']],
  ['VN', ['Asia', '亚洲', 'Southeast Asia', '东南亚']],
  ['AU', ['Oceania', '大洋洲', '澳洲']],
])('%s lies in %j', (country, parts) => {
  expect(partsOfWorld(country)).toEqual(parts);
});

it('every country where somebody trades lies in a part', () => {
  const nowhere = Object.keys(zones).filter((country) => partsOfWorld(country).length === 0);
  // The Antarctic, and islands with a garrison.
  expect(nowhere).toEqual(['AQ', 'GS', 'IO', 'TF']);
  expect(partsOfWorld(null)).toEqual([]);
});
