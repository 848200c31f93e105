/** Labels and headings of Taiwan and Hong Kong in the signs and the words of the mainland. */
import { toSimplified } from '../words/fold.ts';

const REGIONAL: readonly (readonly [RegExp, string])[] = [
  [/联络/g, '联系'],
  [/电邮/g, '邮箱'],
  [/行动电话/g, '移动电话'],
];

export const simplifyLabel = (text: string) =>
  REGIONAL.reduce((plain, [word, ours]) => plain.replace(word, ours), toSimplified(text));
