/** A country as people write it → ISO 3166-1 alpha-2. */
// Not the package's main entry, which loads the names in eighty languages.
import countries from 'i18n-iso-countries/index.js';
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import zh from 'i18n-iso-countries/langs/zh.json' with { type: 'json' };

countries.registerLocale(en);
countries.registerLocale(zh);

/** What exporters write and the register does not have. */
const COMMON_NAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  'great britain': 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  america: 'US',
  uae: 'AE',
  korea: 'KR',
  holland: 'NL',
  russia: 'RU',
  vietnam: 'VN',
  turkey: 'TR',
  韩国: 'KR',
  英国: 'GB',
  美国: 'US',
  俄罗斯: 'RU',
  阿联酋: 'AE',
  台湾: 'TW',
  香港: 'HK',
  澳门: 'MO',
};

/** By alpha-2, alpha-3, or name in English or Chinese; null where it is none. */
export function countryCode(text: string): string | null {
  const name = text.trim();
  const upper = name.toUpperCase();
  if (/^[A-Z]{2}$/.test(upper) && countries.isValid(upper)) return upper;
  return (
    COMMON_NAMES[name.toLowerCase()] ??
    (/^[A-Z]{3}$/.test(upper) ? countries.alpha3ToAlpha2(upper) : undefined) ??
    countries.getAlpha2Code(name, 'en') ??
    countries.getAlpha2Code(name, 'zh') ??
    null
  );
}
