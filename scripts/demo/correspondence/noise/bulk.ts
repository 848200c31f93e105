/** Newsletters that somebody once subscribed to, and the junk that nobody did. */
import { workingTime } from '../calendar.ts';
import { COLLEAGUES } from '../company.ts';
import type { Random } from '../random.ts';
import type { Span } from '../timeline.ts';
import type { Letter } from '../types.ts';
import { simpleLetter, stranger } from './strangers.ts';

const NEWSLETTERS = [
  stranger('Hardware Trade Weekly', 'news@hardwaretradeweekly.example', 'en', 'gmail', 0),
  stranger('五金资讯周刊', 'newsletter@wujin-zixun.example', 'zh', 'coremail', 480),
  stranger('Ferretería al Día', 'boletin@ferreteriaaldia.example', 'es', 'outlook', 60),
  stranger('Messe Eisenwaren', 'newsletter@messe-eisenwaren.example', 'de', 'outlook', 60),
];
const ISSUES: Readonly<Record<string, readonly (readonly [subject: string, text: string])[]>> = {
  en: [
    [
      'Steel outlook: quieter quarter ahead',
      'Hot-rolled coil eased for the third week. Buyers in Europe wait for the new quota period, mills hold their list prices.',
    ],
    [
      'Five packaging trends in the tool aisle',
      'Cardboard is replacing blister faster than expected. Two chains told us that by next year no new item may come in plastic.',
    ],
    [
      'Freight: what the carriers announced',
      'Three services were merged, transit from Ningbo grows by two days on average.',
    ],
  ],
  zh: [
    [
      '本周钢材行情及出口退税提醒',
      '本周热卷价格小幅回落，市场成交一般。出口退税申报截止日临近，请企业注意。',
    ],
    ['秋季五金展参展商名录', '本届展会共有三千余家企业参展，手动工具区扩大一倍。'],
  ],
  es: [
    [
      'La cerrajería resiste: cifras del trimestre',
      'Las ventas del canal ferretero crecieron un 3 %, con la cerrajería por delante.',
    ],
  ],
  de: [
    [
      'Jetzt Ticket sichern: Eisenwarenmesse',
      'Über 2.700 Aussteller, Halle 3 nur für Handwerkzeuge. Frühbucher sparen bis Ende des Monats.',
    ],
  ],
};
const SPAM: readonly (readonly [
  name: string,
  address: string,
  language: 'en' | 'zh' | 'ru',
  subject: string,
  text: string,
])[] = [
  [
    'SEO Expert',
    'ranking@seo-first-page.example',
    'en',
    'Your website is not on page 1',
    'Hi, I visited your website and found many errors. We can bring you 10,000 visitors a day. Reply YES for a free audit.',
  ],
  [
    '代开发票',
    'fp8899@freemail.example',
    'zh',
    '代开各行业发票 点数低',
    '本公司可代开各地增值税票，验证后付款，电话微信同号。',
  ],
  [
    'Mailbox Administrator',
    'admin@mail-quota-upgrade.example',
    'en',
    'Your mailbox is 98% full - action required',
    'Your mailbox will be suspended in 24 hours. Click below to upgrade your quota: http://mail-quota-upgrade.example/login',
  ],
  [
    'Dr. Samuel Brooke',
    'brooke.inheritance@freemail.example',
    'en',
    'CONFIDENTIAL PARTNERSHIP',
    'I am the attorney of a late engineer who left USD 14.2 million. As you bear the same family name I seek your honest cooperation.',
  ],
  [
    'Рассылка',
    'promo@bazy-dannyh.example',
    'ru',
    'База импортеров России 2025',
    'Продаём базу из 45 000 проверенных адресов закупщиков. Скидка до пятницы.',
  ],
  [
    'Crypto Desk',
    'vip@moon-yield.example',
    'en',
    'Earn 3% daily, guaranteed',
    'Join 40,000 traders. Deposit today and we double it.',
  ],
];

export function bulkLetters(
  span: Span,
  rng: Random,
): { readonly newsletters: Letter[]; readonly spam: Letter[] } {
  const room = span.until.getTime() - span.from.getTime();
  const people = Object.values(COLLEAGUES);
  const moment = () => workingTime(rng, new Date(span.from.getTime() + rng.next() * room), [0, 24], 0);
  const newsletters = Array.from({ length: 60 }, () => {
    const from = rng.pick(NEWSLETTERS);
    const [subject, text] = rng.pick(ISSUES[from.language] ?? []);
    const domain = from.address.split('@')[1] ?? '';
    return simpleLetter(rng, {
      from,
      to: [rng.pick(people)],
      subject,
      paragraphs: [
        text,
        `https://www.${domain}/read/${rng.token(10)}`,
        `${from.name}\nUnsubscribe: https://www.${domain}/u/${rng.token(16)}`,
      ],
      date: moment(),
      kind: 'newsletter',
      headers: [
        ['List-Id', `<weekly.${domain}>`],
        ['List-Unsubscribe', `<https://www.${domain}/u/${rng.token(16)}>, <mailto:unsubscribe@${domain}>`],
        ['Precedence', 'bulk'],
      ],
    });
  });
  const spam = Array.from({ length: 48 }, () => {
    const [name, address, language, subject, text] = rng.pick(SPAM);
    const from = stranger(name, address, language, rng.pick(['outlook', 'gmail', 'coremail'] as const), 0);
    return simpleLetter(rng, {
      from,
      to: [rng.pick(people)],
      subject,
      paragraphs: [text],
      date: moment(),
      kind: 'spam',
      oddity: rng.chance(0.15) ? 'no-message-id' : null,
      headers: [['X-Spam-Flag', 'YES']],
    });
  });
  return { newsletters, spam };
}
