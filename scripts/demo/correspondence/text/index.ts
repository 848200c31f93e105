import type { Language } from '../types.ts';
import { ARABIC } from './arabic.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';
import { JAPANESE } from './japanese.ts';
import type { Phrasebook } from './phrasebook.ts';
import { PORTUGUESE } from './portuguese.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';

export const PHRASEBOOKS: Readonly<Record<Language, Phrasebook>> = {
  en: ENGLISH,
  zh: CHINESE,
  es: SPANISH,
  ru: RUSSIAN,
  de: GERMAN,
  pt: PORTUGUESE,
  ja: JAPANESE,
  ar: ARABIC,
};
