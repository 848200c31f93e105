/** Numbers that people write in groups: found by who knows them without the spaces, and the other way round. */

const SPACED = new RegExp(
  // What it may begin with before what may not stand before it: to look at one letter of a word costs least.
  '(?=[a-z]{3}[ujz][ -]?\\d|[\\d+(])(?<![\\p{L}\\p{N}])(?:' +
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
  'gu',
);
const APART = /[ ()]/;
const FEWEST_DIGITS = 7;
/** Of a telephone number (E.164), with the two zeros before it. */
const MOST_DIGITS = 17;

export interface JoinedCode {
  /** Without what stands between: tghu7654339. */
  readonly text: string;
  /** Offsets in the folded text. */
  readonly from: number;
  readonly until: number;
}

/** @param folded by `fold`. Those with a space or a bracket in them: others are words already. */
export function* joinedCodes(folded: string): Generator<JoinedCode> {
  for (const match of folded.matchAll(SPACED)) {
    const [written] = match;
    if (!APART.test(written)) continue;
    const at = { from: match.index, until: match.index + written.length };
    // The zero in brackets is dialled at home only.
    for (const way of new Set([written, written.replace('(0)', '')])) {
      const text = way.replace(/[^\p{L}\p{N}]/gu, '');
      const digits = text.replace(/\D/gu, '').length;
      if (digits >= FEWEST_DIGITS && digits <= MOST_DIGITS) yield { text, ...at };
    }
  }
}
