/** How mails of the trade write currencies (ISO 4217), longest writing first where one begins another. */
const WRITINGS: readonly (readonly [code: string, ...writings: string[]])[] = [
  ['USD', 'USD', 'US$', 'U.S.$', 'U$', 'US dollars', 'US dollar', 'dollars', '美元', '美金'],
  ['HKD', 'HKD', 'HK$', '港币', '港元'],
  ['AUD', 'AUD', 'AU$', 'A$', '澳元'],
  ['CAD', 'CAD', 'CA$', 'C$', '加元'],
  ['SGD', 'SGD', 'SG$', 'S$'],
  ['BRL', 'BRL', 'R$'],
  ['USD', '$', '＄'],
  ['EUR', 'EUR', 'Euros', 'Euro', '€', '欧元'],
  ['GBP', 'GBP', '£', '英镑'],
  // The yen writes the same sign; a Chinese exporter's mail means its own.
  ['CNY', 'RMB', 'CNY', 'CN¥', '¥', '￥', '人民币', '元'],
  ['JPY', 'JPY', 'JP¥', '日元'],
  ['CHF', 'CHF', 'SFr.'],
  ['INR', 'INR', '₹'],
  ['AED', 'AED'],
  ['SAR', 'SAR'],
  ['RUB', 'RUB', '₽', '卢布'],
  ['MXN', 'MXN'],
  ['TRY', 'TRY', '₺'],
  ['KRW', 'KRW', '₩'],
  ['THB', 'THB', '฿'],
  ['VND', 'VND', '₫'],
  ['PLN', 'PLN', 'zł'],
  ['ZAR', 'ZAR'],
];

const CODE_OF = new Map(
  WRITINGS.flatMap(([code, ...writings]) => writings.map((word) => [word.toLowerCase(), code] as const)),
);

/** @param writing as it stands in the text. */
export const currencyOf = (writing: string): string | null => CODE_OF.get(writing.toLowerCase()) ?? null;

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patternOf = (words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      // A letter never touches another one of its word.
      const start = /^[a-z]/.test(word) ? '(?<![\\p{L}\\d])' : '';
      const end = /[a-z]$/.test(word) ? '(?![\\p{L}])' : '';
      return `${start}${escape(word)}${end}`;
    })
    .join('|');

const ALL = [...CODE_OF.keys()];
/** Words follow their number ("5 euros"); before one they are something else ("Euro 6 engine"). */
export const CURRENCY_BEFORE = patternOf(ALL.filter((word) => !/[a-z]{4}/.test(word)));
export const CURRENCY_AFTER = patternOf(ALL);
