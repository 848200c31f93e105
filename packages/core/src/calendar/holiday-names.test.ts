import Holidays from 'date-holidays';
import { expect, it } from 'vitest';
import { worldDays } from './world-holidays.ts';

it('every day off that is proposed, of any country, has a name in English letters and one in Chinese', async () => {
  const countries = Object.keys(new Holidays().getCountries());
  expect(countries.length).toBeGreaterThan(180);
  const unnamed: string[] = [];
  for (const country of countries)
    for (const { day, nameEn, nameZh } of (await worldDays(country, 2027)).days)
      if (
        /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(nameEn) ||
        nameZh.split(' / ').some((name) => !/\p{Script=Han}/u.test(name))
      )
        unnamed.push(`${country} ${day} ${nameEn} ${nameZh}`);
  expect(unnamed).toEqual([]);
});
