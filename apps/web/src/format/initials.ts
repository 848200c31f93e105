/**
 * One or two characters that stand for a person. A Chinese name, wherever it stands in the text, gives its
 * first character, the family name; any other the first letters of its first and last word.
 */
export function initials(name: string): string {
  const han = /\p{Script=Han}/u.exec(name)?.[0];
  if (han !== undefined) return han;
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return ([...first].slice(0, 1).join('') + [...last].slice(0, 1).join('')).toUpperCase();
}
