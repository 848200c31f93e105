/** Languages written from right to left (ISO 639-1). */
const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** By the language where it is known: an English mail may begin with an Arabic name. */
export const textDirection = (language: string | null): 'ltr' | 'rtl' | 'auto' =>
  language === null ? 'auto' : RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
