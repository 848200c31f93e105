/** The tables behind `office.ts`. All companies, people and domains are invented (RFC 2606). */
import type { NewActivity, NewCustomer, ReleaseReason } from '@tradepost/contract';
import type { Colleague } from './correspondence/company.ts';

type Owner = Colleague['id'];

interface Card extends Pick<NewCustomer, 'name' | 'country' | 'city' | 'contacts' | 'productsOfInterest'> {
  readonly owner: Owner;
}

function card(
  text: string,
  person: string,
  address: string,
  mobile: string,
  interest: readonly string[],
): Card {
  const [name = '', country = '', city = '', owner = 'leo'] = text.split(' / ');
  const [who = '', title = ''] = person.split('|');
  return {
    name,
    country,
    city,
    owner: owner as Owner,
    productsOfInterest: [...interest],
    contacts: [
      { name: who, title, addresses: [address], channels: [{ kind: 'mobile', value: mobile }], isMain: true },
    ],
  };
}

export const CARDS: readonly Card[] = [
  card(
    'Birchwood Home Centers / US / Duluth / leo',
    'Karen Lindahl|Buyer',
    'klindahl@birchwoodhc.example',
    '+1 555 0142',
    ['hinges', 'drawer slides'],
  ),
  card(
    'Gebrüder Tannhof OHG / DE / Kassel / leo',
    'Jonas Tannhof|Geschäftsführer',
    'j.tannhof@tannhof.example',
    '+49 30 2312 7001',
    ['locks'],
  ),
  card(
    'Ferramenta Bellocchio Srl / IT / Brescia / lucia',
    'Paola Bellocchio|Acquisti',
    'paola@bellocchio.example',
    '+39 030 000 114',
    ['hinges'],
  ),
  card(
    'Materiales Quetzal S.A. / GT / Guatemala / lucia',
    'Rodrigo Paz|Compras',
    'rpaz@matquetzal.example',
    '+502 5555 0117',
    ['hand tools', 'locks'],
  ),
  card(
    'Savanna Builders Supply / KE / Nairobi / victor',
    'Grace Wanjiru|Procurement',
    'grace@savannabuild.example',
    '+254 700 000 118',
    ['padlocks'],
  ),
  card(
    'Bukit Perkasa Trading Sdn Bhd / MY / Penang / victor',
    'Farid Ismail|Director',
    'farid@bukitperkasa.example',
    '+60 12 000 0119',
    ['drawer slides'],
  ),
  card(
    'Mekong Hardware JSC / VN / Da Nang / victor',
    'Tran Minh Chau|Import Manager',
    'chau@mekonghw.example',
    '+84 90 000 0120',
    ['hinges', 'hand tools'],
  ),
  card(
    'Casa Fixa Lda. / PT / Porto / lucia',
    'Inês Moura|Compras',
    'ines@casafixa.example',
    '+351 910 000 121',
    ['door handles'],
  ),
];

interface Made extends Omit<NewActivity, 'state' | 'doneAt' | 'plannedAt'> {
  readonly customer: string;
  readonly by: Owner;
}

export const CONTACTS_MADE: readonly (Made & { readonly daysAgo: number })[] = [
  {
    customer: 'Harlan & Pike Supply Inc.',
    by: 'leo',
    daysAgo: 6,
    kind: 'call',
    direction: 'outbound',
    person: 'Megan Doyle',
    content: 'Asked for the forecast of the spring season; wants 2 × 40HQ before the holiday.',
    result: 'Sends the forecast on Friday',
  },
  {
    customer: 'Brückner Eisenwaren GmbH',
    by: 'leo',
    daysAgo: 29,
    kind: 'trade-fair',
    place: '广州琶洲 Pazhou, hall 9.1',
    way: '展位洽谈',
    person: 'Stefan Vogt',
    content: '来展位看了新款缓冲铰链，对盐雾测试 72 小时的报告感兴趣。',
    result: '要求寄样 5 套并附测试报告',
  },
  {
    customer: 'Al Rimal Building Materials LLC',
    by: 'victor',
    daysAgo: 3,
    kind: 'chat',
    channel: 'WhatsApp',
    direction: 'inbound',
    person: 'Al Rimal',
    content: 'Asks whether the locks can carry their brand on the box.',
    result: '可以，起订量 3000 套',
  },
  {
    customer: 'Ferragens Paulista Ltda.',
    by: 'lucia',
    daysAgo: 40,
    kind: 'visit',
    place: 'São Paulo',
    way: '飞机，当地代理陪同',
    person: 'Compras',
    content: '参观仓库，库存偏高，上半年采购放缓。',
    result: '三月再谈年度框架',
  },
  {
    customer: 'Kitazawa Kanamono K.K.',
    by: 'victor',
    daysAgo: 12,
    kind: 'fax',
    direction: 'inbound',
    person: '北沢',
    content: '传真确认包装图稿。',
    result: '按图稿第 3 版生产',
  },
];

export const PLANS: readonly (Made & { readonly inDays: number })[] = [
  {
    customer: 'Thornbury & Wells Ltd',
    by: 'leo',
    inDays: 2,
    kind: 'call',
    person: 'Purchasing',
    content: 'Settle the price of the second order',
  },
  {
    customer: 'Comercializadora Tornimex S.A. de C.V.',
    by: 'lucia',
    inDays: 9,
    kind: 'visit',
    place: 'Monterrey',
    content: '拜访总部，带新样册',
  },
];

export const RELEASED: readonly {
  readonly name: string;
  readonly country: string;
  readonly owner: Owner;
  readonly reason: ReleaseReason;
}[] = [
  { name: 'Halden Byggvarer AS', country: 'NO', owner: 'leo', reason: 'no-reply' },
  { name: 'Sahel Quincaillerie', country: 'SN', owner: 'victor', reason: 'no-demand' },
  { name: 'Ferretería La Colina', country: 'CO', owner: 'lucia', reason: 'overloaded' },
  { name: 'Vltava Kování s.r.o.', country: 'CZ', owner: 'leo', reason: 'no-reply' },
  { name: 'Timor Construct', country: 'TL', owner: 'victor', reason: 'too-small' },
];
