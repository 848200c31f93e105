/** The language of the page: which one, its words, and the change of it. */
import { report } from '../report.ts';
import type { SessionInfo } from '@tradepost/contract';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { makeTranslate, type Translate, type Translation } from './translate.ts';

export type Locale = SessionInfo['user']['locale'];
export const LOCALES: readonly Locale[] = ['zh-CN', 'en'];
/** A language is always named in itself. */
export const LOCALE_NAMES: Record<Locale, string> = { 'zh-CN': '简体中文', en: 'English' };

const STORE_KEY = 'tradepost.locale';

interface LanguagePack {
  locale: Locale;
  dictionary: Translation;
  antd: object;
}

/** Only the chosen language is loaded. */
async function loadLanguage(locale: Locale): Promise<LanguagePack> {
  if (locale === 'zh-CN') {
    const [words, antd] = await Promise.all([import('./zh-CN/index.ts'), import('antd/es/locale/zh_CN')]);
    return { locale, dictionary: words.zhCN, antd: antd.default };
  }
  const [words, antd] = await Promise.all([import('./en/index.ts'), import('antd/es/locale/en_US')]);
  return { locale, dictionary: words.en, antd: antd.default };
}

/** What this browser chose before, else the first of its languages that we speak, else English. */
export function preferredLocale(stored: string | null, browser: readonly string[]): Locale {
  if (stored === 'en' || stored === 'zh-CN') return stored;
  for (const tag of browser) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

interface Language {
  locale: Locale;
  t: Translate;
  antd: object;
  setLocale: (locale: Locale) => void;
}

const LanguageContext = createContext<Language | null>(null);

function readStored(): string | null {
  try {
    return localStorage.getItem(STORE_KEY);
  } catch {
    return null; // Storage may be forbidden; the browser's language serves.
  }
}

function store(locale: Locale): void {
  try {
    localStorage.setItem(STORE_KEY, locale);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** Shows nothing until the words are there (one small file), so that no key flashes by. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState<Locale>(() => preferredLocale(readStored(), navigator.languages));
  const [pack, setPack] = useState<LanguagePack | null>(null);

  useEffect(() => {
    let current = true;
    loadLanguage(wanted).then((loaded) => {
      if (!current) return;
      document.documentElement.lang = loaded.locale;
      setPack(loaded);
    }, report);
    return () => {
      current = false;
    };
  }, [wanted]);

  const setLocale = useCallback((locale: Locale) => {
    store(locale);
    setWanted(locale);
  }, []);

  const language = useMemo(
    () =>
      pack && {
        locale: pack.locale,
        t: makeTranslate(pack.dictionary, pack.locale),
        antd: pack.antd,
        setLocale,
      },
    [pack, setLocale],
  );
  return language && <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('useLanguage needs a LanguageProvider');
  return language;
}

export const useT = (): Translate => useLanguage().t;
