/** Names of days off in English and Chinese, where the data set has them in another language, or in traditional characters. */
import names from './holiday-names.json' with { type: 'json' };

const ENGLISH: Readonly<Record<string, string>> = names.english;
const CHINESE: Readonly<Record<string, string>> = names.chinese;
const SUBSTITUTE = / \(substitute day\)$/;

/** @param given by the data set, asked for English: some it has in the country's language alone, a few misspelt. */
export function englishName(given: string): string {
  const name = ENGLISH[given.replace(SUBSTITUTE, '')];
  if (name === undefined) return given;
  return SUBSTITUTE.test(given) ? `${name} (substitute day)` : name;
}

/** @returns the English name where there is no Chinese one. */
export function chineseName(english: string): string {
  const name = CHINESE[english.replace(SUBSTITUTE, '')];
  if (name === undefined) return english;
  return SUBSTITUTE.test(english) ? `${name}(补假)` : name;
}
