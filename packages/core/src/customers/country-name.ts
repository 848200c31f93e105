import type { Locale } from '@tradepost/db';

const NAMES: Readonly<Record<Locale, Intl.DisplayNames>> = {
  en: new Intl.DisplayNames('en', { type: 'region', style: 'short' }),
  'zh-CN': new Intl.DisplayNames('zh-CN', { type: 'region', style: 'short' }),
};

/** @param country ISO 3166-1 alpha-2; what is none is given back as it is. */
export const countryName = (country: string, locale: Locale): string =>
  /^[A-Z]{2}$/.test(country) ? (NAMES[locale].of(country) ?? country) : country;
