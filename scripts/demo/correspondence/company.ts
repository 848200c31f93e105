/** The sample company and its people. Everyone and everything is made up; domains are reserved (RFC 2606). */
import type { ClientName, Language, Person } from './types.ts';

export const COMPANY = {
  name: 'Ningbo Yongfan Hardware Co., Ltd.',
  nameZh: '宁波甬帆五金有限公司',
  street: 'No. 188 Chuangye Road, Yinzhou District, Ningbo 315100, China',
  domain: 'yongfan-tools.example',
  /** The older domain, still on old business cards. */
  domains: ['yongfan-tools.example', 'nbyongfan.example'],
  phone: '+86 574 5555 0188',
} as const;

const CHINA = 480;

export interface Colleague extends Person {
  readonly id: 'leo' | 'lucia' | 'victor' | 'helen';
  readonly nameZh: string;
  readonly role: 'salesperson' | 'manager';
  readonly aliases: readonly string[];
}

function colleague(
  id: Colleague['id'],
  nameZh: string,
  name: string,
  title: string,
  titleZh: string,
  role: Colleague['role'],
  client: ClientName,
  language: Language,
  extension: string,
  aliases: readonly string[],
): Colleague {
  const [first = name, last = ''] = name.split(' ');
  const address = `${id}@${COMPANY.domain}`;
  const bilingual = client === 'outlook';
  return {
    id,
    nameZh,
    // Half of the house writes its Chinese name too, which decides the charsets of everybody's replies.
    name: bilingual ? `${name} ${nameZh}` : name,
    first,
    last,
    address,
    title,
    role,
    client,
    language,
    zone: CHINA,
    aliases,
    signature: [
      bilingual ? `${name} (${nameZh})` : name,
      bilingual ? `${title} ${titleZh}` : title,
      bilingual ? `${COMPANY.name} ${COMPANY.nameZh}` : COMPANY.name,
      `Tel: ${COMPANY.phone}-${extension}   Mobile/WeChat: +86 138 0574 0${extension}`,
      `${address}   www.${COMPANY.domain}`,
    ].join('\n'),
  };
}

export const COLLEAGUES: Readonly<Record<Colleague['id'], Colleague>> = {
  leo: colleague(
    'leo',
    '陈磊',
    'Leo Chen',
    'Senior Sales',
    '外贸业务主管',
    'salesperson',
    'outlook',
    'en',
    '102',
    ['leo@nbyongfan.example'],
  ),
  lucia: colleague(
    'lucia',
    '林晓燕',
    'Lucia Lin',
    'Sales, Iberia & Latin America',
    '西语区业务',
    'salesperson',
    'foxmail',
    'es',
    '105',
    [],
  ),
  victor: colleague(
    'victor',
    '王志远',
    'Victor Wang',
    'Sales, CIS & Middle East',
    '俄语区及中东业务',
    'salesperson',
    'foxmail',
    'ru',
    '108',
    [],
  ),
  helen: colleague(
    'helen',
    '沈慧',
    'Helen Shen',
    'Export Manager',
    '外贸部经理',
    'manager',
    'outlook',
    'en',
    '101',
    [`info@${COMPANY.domain}`, `sales@${COMPANY.domain}`],
  ),
};

/** The owner reads Chinese, has no mail account of his own in the archive, and sees everything. */
export const OWNER = { name: '郑国梁', email: `boss@${COMPANY.domain}` } as const;
