/** Tokens that tell nothing of a language: addresses, links, codes and numbers look like other languages, or none. */

const SPACE = 1;
const DIGIT = 2;
const AT = 4;
const COLON = 8;
/** Text without spaces: behind one of its characters a digit may stand between words. */
const DENSE = 16;
const KNOWN = 32;

const RULES: readonly (readonly [number, RegExp])[] = [
  [SPACE, /\s/],
  [DIGIT, /\d/],
  [AT, /@/],
  [COLON, /:/],
  [DENSE, /[\u2e80-\uffff]/i],
];
/** By unit, filled as they are met: a regular expression for each token takes much longer. */
const CLASSES = new Uint8Array(0x10000);

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = CLASSES[unit] as number;
  return known === 0 ? classify(unit) : known;
}

function classify(unit: number): number {
  const character = String.fromCharCode(unit);
  let bits = KNOWN;
  for (const [bit, rule] of RULES) if (rule.test(character)) bits |= bit;
  CLASSES[unit] = bits;
  return bits;
}

const WWW = 'www.';

/** The other tokens, with one space between; where the text begins or ends with spaces, with one there. */
export function withoutCodes(text: string): string {
  const kept: string[] = [];
  // What is kept as it stands: tokens with one space between them.
  let from = 0;
  let until = -1;
  for (let at = 0; at <= text.length; ) {
    const start = at;
    let seen = 0;
    let isCode = false;
    for (; at < text.length; at++) {
      const kind = classAt(text, at);
      if ((kind & SPACE) !== 0) break;
      if ((kind & DIGIT) !== 0 && (seen & DENSE) === 0) isCode = true;
      seen |= kind;
    }
    isCode ||= (seen & AT) !== 0 || ((seen & COLON) !== 0 && text.slice(start, at).includes('://'));
    isCode ||= (text.charCodeAt(start) | 0x20) === 0x77 && isWww(text.slice(start, start + WWW.length));
    if (!isCode) {
      if (until < 0) from = start;
      else if (start !== until + 1 || text[until] !== ' ') {
        kept.push(text.slice(from, until));
        from = start;
      }
      until = at;
    }
    if (at === text.length) break;
    while (at < text.length && (classAt(text, at) & SPACE) !== 0) at++;
  }
  if (until >= 0) kept.push(text.slice(from, until));
  return kept.join(' ');
}

const isWww = (beginning: string) => beginning.toLowerCase() === WWW;
