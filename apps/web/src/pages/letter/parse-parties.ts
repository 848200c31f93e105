/** Addresses as people type and paste them: `Brent Weber <b@x.com>; c@y.com`. */
import type { LetterParty } from '@tradepost/contract';

/** The contract's, so that what is refused is refused while it is typed. */
const ADDRESS = /^[^@\s<>",;]+@[^@\s<>",;]+\.[^@\s<>",;.]+$/;
const MOST_CHARACTERS = 320;

export const isAddress = (text: string): boolean => text.length <= MOST_CHARACTERS && ADDRESS.test(text);

/** What is no address keeps its words as the address, to be mended. */
export function parseParties(text: string): LetterParty[] {
  return splitParties(text).map((part) => {
    const named = /^(.*?)\s*<([^<>]*)>$/.exec(part);
    const address = (named?.[2] ?? part).trim().replace(/^mailto:/i, '');
    const name = (named?.[1] ?? '').replace(/^["'\s]+|["'\s]+$/g, '');
    return { address, name: name === '' || name === address ? null : name.slice(0, 200) };
  });
}

/** Between addresses stand commas, semicolons (also Chinese ones) and lines, but not within quotes or <>. */
function splitParties(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let angled = false;
  for (const letter of text.slice(0, 20_000)) {
    if (letter === '"') quoted = !quoted;
    if (letter === '<') angled = true;
    if (letter === '>') angled = false;
    if (!quoted && !angled && /[,;，；、\n\r\t]/.test(letter)) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  parts.push(part);
  return parts.map((one) => one.trim()).filter((one) => one !== '');
}

/** The same address once, as it was first. */
export function addParties(
  before: readonly LetterParty[],
  added: readonly LetterParty[],
  most: number,
): LetterParty[] {
  const all = [...before];
  for (const party of added)
    if (!all.some(({ address }) => address.toLowerCase() === party.address.toLowerCase())) all.push(party);
  return all.slice(0, most);
}
