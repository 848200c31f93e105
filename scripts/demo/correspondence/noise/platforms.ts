/** Inquiries that a trade platform relays: the buyer's words in a robot's frame. */
import { workingTime } from '../calendar.ts';
import { COLLEAGUES, COMPANY } from '../company.ts';
import { PRODUCTS } from '../products.ts';
import type { Random } from '../random.ts';
import type { Span } from '../timeline.ts';
import type { Letter } from '../types.ts';
import { simpleLetter, stranger } from './strangers.ts';

/** Invented platforms under reserved names, with frames as the real ones use. */
const BAZAAR = stranger('TradeBazaar Feedback', 'feedback@service.tradebazaar.example', 'en', 'gmail', 480);
const SOURCING = stranger(
  'Pacific Sourcing Inquiries',
  'inquiry@pacificsourcing.example',
  'en',
  'outlook',
  480,
);
const MADE = stranger('中制网 询盘', 'noreply@zhongzhi-b2b.example', 'zh', 'coremail', 480);

const BUYERS: readonly (readonly [name: string, company: string, country: string, address: string])[] = [
  ['Mr. Daniel Okafor', 'Okafor & Sons Building Supply', 'Nigeria', 'okafor.sons@freemail.example'],
  ['Ms. Linh Tran', 'Saigon Fixing JSC', 'Vietnam', 'linh.tran@saigonfixing.example'],
  ['Mr. Pieter Vos', 'Vos Gereedschap BV', 'Netherlands', 'p.vos@vosgereedschap.example'],
  ['Mrs. Ana Popescu', 'Carpat Tools SRL', 'Romania', 'ana@carpattools.example'],
  ['Mr. Jacob Mensah', 'n/a', 'Ghana', 'j.mensah2020@freemail.example'],
  ['Mr. Luca Bianchi', 'Ferramenta Bianchi', 'Italy', 'acquisti@ferrbianchi.example'],
  ['Mr. Ahmed Benali', 'Atlas Quincaillerie', 'Morocco', 'a.benali@atlasquinc.example'],
  ['Ms. Kate Sullivan', 'Emerald DIY Ltd', 'Ireland', 'kate@emeralddiy.example'],
];
const WISHES = [
  'Hello, I am interested in this product. Please send me the price, MOQ and delivery time.',
  'We plan to buy {qty} pieces as a trial, later containers. What is FOB price? Do you accept LC at sight?',
  'Please quote for the whole range with packing photos. We are a chain of 14 stores.',
  'Need urgent price for {qty} pcs. Also send certificates. Our agent in Guangzhou can inspect.',
];

export function platformLetters(span: Span, rng: Random): Letter[] {
  const room = span.until.getTime() - span.from.getTime();
  return Array.from({ length: 32 }, (_, i) => {
    const [name, company, country, address] = rng.pick(BUYERS);
    const product = rng.pick(PRODUCTS);
    const wish = rng.pick(WISHES).replace('{qty}', String(product.moq));
    const date = workingTime(rng, new Date(span.from.getTime() + rng.next() * room), [0, 20], 480);
    const to = rng.chance(0.5)
      ? [{ name: '', address: `sales@${COMPANY.domain}` }]
      : [rng.pick(Object.values(COLLEAGUES))];
    if (i % 3 === 0) {
      return simpleLetter(rng, {
        from: BAZAAR,
        to,
        subject: `You have a new inquiry: ${name.replace(/^M\w+\. /, '')} has sent you an inquiry`,
        paragraphs: [
          `Dear ${COMPANY.name},`,
          `${name} is interested in ${product.names.en}`,
          wish,
          'Reply within 24 hours to keep your response rate.',
        ],
        rows: [
          ['Name', name],
          ['Company', company],
          ['Country/Region', country],
          ['Message Origin', country],
        ],
        date,
        kind: 'platform',
        headers: [['Reply-To', `${name} <${rng.token(18)}@reply.tradebazaar.example>`]],
      });
    }
    if (i % 3 === 1) {
      return simpleLetter(rng, {
        from: SOURCING,
        to,
        subject: `Inquiry from ${company === 'n/a' ? name : company} about ${product.names.en}`,
        paragraphs: ['You have received a buyer inquiry.', wish, `Inquiry was sent from: ${country}`],
        rows: [
          ['Name', name],
          ['Business Email', address],
          ['Company Name', company],
          ['Country/Territory', country],
          ['Phone Number', 'n/a'],
          ['Business Type', 'Importer'],
          ['Product', `${product.names.en} (${product.code})`],
        ],
        date,
        kind: 'platform',
        headers: [['Reply-To', address]],
      });
    }
    return simpleLetter(rng, {
      from: MADE,
      to,
      subject: `询盘通知：${product.names.zh}`,
      paragraphs: ['尊敬的会员，您收到一条新询盘：', wish, '请登录后台及时回复。'],
      rows: [
        ['联系人', name],
        ['电子邮件', address],
        ['公司名称', company],
        ['国家/地区', country],
        ['产品名称', product.names.zh],
        ['采购数量', String(product.moq)],
      ],
      date,
      kind: 'platform',
    });
  });
}
