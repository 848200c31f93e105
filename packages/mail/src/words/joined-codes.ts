/** Numbers that people write in groups: found by who knows them without the spaces, and the other way round. */

/** Tried only where `beginningAt` says: it takes much longer to find nothing than a look at each unit does. */
export const SPACED = new RegExp(
  '(?<![\\p{L}\\p{N}])(?:' +
    [
      // A container (ISO 6346): TGHU 765433 9.
      '[a-z]{3}[ujz][ -]?\\d{3}[ -]?\\d{3}[ -]?\\d',
      // A number of the customs tariff: 8302 10 00.
      '\\d{4} \\d{2} \\d{2}(?: \\d{2})?',
      // Telephones: +49 (0)171 555 0147, (0574) 8765 4321, (425) 555-0147, 138 5555 0147.
      '(?:\\+|\\(?0)\\d[\\d ().\\/-]{5,24}\\d',
      '\\(\\d{2,4}\\)[\\d .-]{6,14}\\d',
      '1\\d{2} \\d{4} \\d{4}',
    ].join('|') +
    ')(?![\\p{L}\\p{N}:])',
  'yu',
);
const APART = /[ ()]/;
const FEWEST_DIGITS = 7;
/** Of a telephone number (E.164), with the two zeros before it. */
const MOST_DIGITS = 17;

/** Units. */
const [BRACKET, PLUS, ZERO, ONE, NINE] = [0x28, 0x2b, 0x30, 0x31, 0x39];
/** Of the fourth letter of a container. */
const [LETTER_J, LETTER_U, LETTER_Z] = [0x6a, 0x75, 0x7a];
/** From the first of its letters to the fourth. */
const TO_FOURTH = 3;

export interface JoinedCode {
  /** Without what stands between: tghu7654339. */
  readonly text: string;
  /** Offsets in the folded text. */
  readonly from: number;
  readonly until: number;
}

/** @param folded by `fold`. Those with a space or a bracket in them: others are words already. */
export function joinedCodes(folded: string): JoinedCode[] {
  const codes: JoinedCode[] = [];
  let until = 0;
  for (let at = 0; at < folded.length; at++) {
    const start = beginningAt(folded, at);
    if (start < until) continue;
    SPACED.lastIndex = start;
    const written = SPACED.exec(folded)?.[0];
    if (written === undefined) continue;
    until = start + written.length;
    at = until - 1;
    if (APART.test(written)) addWays(codes, written, { from: start, until });
  }
  return codes;
}

function addWays(codes: JoinedCode[], written: string, at: { from: number; until: number }): void {
  // The zero in brackets is dialled at home only.
  for (const way of new Set([written, written.replace('(0)', '')])) {
    const text = way.replace(/[^\p{L}\p{N}]/gu, '');
    const digits = text.replace(/\D/gu, '').length;
    if (digits >= FEWEST_DIGITS && digits <= MOST_DIGITS) codes.push({ text, ...at });
  }
}

/** Where something may begin that has its first sign here, or the fourth of its letters; -1 where nothing does. */
function beginningAt(folded: string, at: number): number {
  const unit = folded.charCodeAt(at);
  if (unit > LETTER_Z) return -1;
  if (unit >= ZERO && unit <= NINE)
    return !isDigit(folded, at - 1) && beginsGroups(folded, at, unit) ? at : -1;
  if (unit === PLUS || unit === BRACKET) return isDigit(folded, at + 1) ? at : -1;
  if (unit !== LETTER_J && unit !== LETTER_U && unit !== LETTER_Z) return -1;
  const next = folded[at + 1];
  const digit = next === ' ' || next === '-' ? at + 2 : at + 1;
  return isDigit(folded, digit) ? at - TO_FOURTH : -1;
}

/** A number that is dialled with its zero, three digits of which the first is a one, or four. */
const beginsGroups = (folded: string, at: number, unit: number) =>
  unit === ZERO || folded[at + 4] === ' ' || (unit === ONE && folded[at + 3] === ' ');

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= ZERO && unit <= NINE;
}
