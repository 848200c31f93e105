/** Which template of a kind a letter to a customer begins with. */

export interface Choosable {
  readonly id: number;
  readonly kind: string;
  /** ISO 639-1, or with a country: pt-BR. */
  readonly language: string;
  readonly name: string;
  /** Null: the company's. */
  readonly owner_id: number | null;
}

/** What most customers abroad read. */
const COMMON = 'en';

/**
 * In the first language that there is one of, whole or without its country; of several the person's own, then the first.
 * @param languages that the customer reads, the surest first; null where it is not known.
 */
export function chooseTemplate<T extends Choosable>(
  templates: readonly T[],
  kind: string,
  languages: readonly (string | null)[],
): T | null {
  const ofKind = templates.filter((one) => one.kind === kind);
  for (const language of [...languages, COMMON]) {
    if (language === null) continue;
    const found =
      best(ofKind.filter((one) => one.language.toLowerCase() === language.toLowerCase())) ??
      best(ofKind.filter((one) => baseOf(one.language) === baseOf(language)));
    if (found !== null) return found;
  }
  return null;
}

const baseOf = (language: string) => language.toLowerCase().split('-')[0];

const best = <T extends Choosable>(some: readonly T[]): T | null =>
  some.find(({ owner_id: owner }) => owner !== null) ?? some[0] ?? null;
