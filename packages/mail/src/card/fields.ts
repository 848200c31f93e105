/** The fields of the two cards: their names as the product prints them, and the words that people use for them. */

/** 《客户资料卡》 is a customer card, 《客户接触记录卡》 a contact card. */
export type CardKind = 'customer' | 'contact';
export type CardLanguage = 'en' | 'zh-CN';

export interface CardField {
  readonly key: CardKey;
  readonly zh: string;
  readonly en: string;
  /** Other labels, in any spelling that `labelKey` makes equal. */
  readonly also: readonly string[];
  /** Several lines belong to it. */
  readonly long?: true;
  readonly required?: true;
}

export const CARD_KEYS = [
  'number',
  'name',
  'localName',
  'country',
  'region',
  'city',
  'address',
  'website',
  'source',
  'businessType',
  'scale',
  'grade',
  'productsInterest',
  'productsInUse',
  'evaluation',
  'owner',
  'contactName',
  'contactTitle',
  'email',
  'phone',
  'mobile',
  'fax',
  'whatsapp',
  'wechat',
  'note',
  'time',
  'mode',
  'place',
  'person',
  'content',
  'result',
  'nextDate',
] as const;
export type CardKey = (typeof CARD_KEYS)[number];

const NUMBER: CardField = {
  key: 'number',
  zh: '客户编号',
  en: 'Customer no.',
  also: ['编号', '客户号', 'customer number', 'customer id', 'number', 'no'],
};
const NAME: CardField = {
  key: 'name',
  zh: '客户名称',
  en: 'Customer name',
  also: [
    '客户',
    '公司名称',
    '公司',
    '单位名称',
    '单位',
    '客户公司',
    '企业名称',
    '英文名称',
    'company name',
    'company',
    'customer',
    'name of company',
    'name of customer',
    'client',
    'client name',
    'account',
  ],
  required: true,
};
const EMAIL: CardField = {
  key: 'email',
  zh: '电子邮箱',
  en: 'E-mail',
  also: [
    '邮箱',
    '邮箱地址',
    '电子邮件',
    '邮件',
    '邮件地址',
    '联系邮箱',
    '联系人邮箱',
    'email',
    'mail',
    'email address',
    'contact email',
    'e mail',
  ],
};

const CUSTOMER_FIELDS: readonly CardField[] = [
  NAME,
  NUMBER,
  {
    key: 'localName',
    zh: '本地语言名称',
    en: 'Name in own language',
    also: ['中文名称', '本国名称', '当地名称', 'local name', 'chinese name'],
  },
  {
    key: 'country',
    zh: '国家/地区',
    en: 'Country',
    also: ['国家', '国别', '所在国家', '所在国', 'country region', 'nation'],
  },
  {
    key: 'region',
    zh: '州/省',
    en: 'Region',
    also: ['省', '州', '省份', '区域', '所在区域', 'state', 'province', 'state province'],
  },
  { key: 'city', zh: '城市', en: 'City', also: ['所在城市', 'town'] },
  {
    key: 'address',
    zh: '地址',
    en: 'Address',
    also: ['公司地址', '详细地址', '通讯地址', '联系地址', 'street', 'postal address', 'company address'],
    long: true,
  },
  {
    key: 'website',
    zh: '网址',
    en: 'Website',
    also: ['网站', '公司网址', '主页', 'web', 'web site', 'homepage', 'url'],
  },
  { key: 'source', zh: '客户来源', en: 'Source', also: ['来源', '信息来源', 'lead source'] },
  {
    key: 'businessType',
    zh: '客户类型',
    en: 'Business type',
    also: ['业务类型', '经营性质', '企业性质', '公司性质', '类型', 'type of business', 'type'],
  },
  {
    key: 'scale',
    zh: '公司规模',
    en: 'Company size',
    also: ['规模', '企业规模', '员工人数', 'scale', 'size', 'employees'],
  },
  {
    key: 'grade',
    zh: '客户等级',
    en: 'Grade',
    also: ['等级', '级别', '客户级别', '客户分级', 'customer grade', 'class', 'level'],
  },
  {
    key: 'productsInterest',
    zh: '意向产品',
    en: 'Products of interest',
    also: [
      '感兴趣产品',
      '感兴趣的产品',
      '需求产品',
      '客户需求',
      'interested products',
      'interested in',
      'product interest',
    ],
    long: true,
  },
  {
    key: 'productsInUse',
    zh: '目前使用产品',
    en: 'Products in use',
    also: [
      '目前所使用产品',
      '目前所使用的产品',
      '目前所使用产品的情况',
      '正在使用的产品',
      '现用产品',
      'products used',
      'current products',
      'products now used',
    ],
    long: true,
  },
  {
    key: 'evaluation',
    zh: '对本公司产品的评价',
    en: 'Evaluation of our products',
    also: [
      '产品评价',
      '对我司产品的评价',
      '对我公司产品的评价',
      '评价',
      'evaluation',
      'opinion of our products',
    ],
    long: true,
  },
  {
    key: 'owner',
    zh: '业务员',
    en: 'Salesperson',
    also: ['负责业务员', '负责人', '跟进人', '所属业务员', 'sales', 'sales person', 'owner', 'sales rep'],
  },
  {
    key: 'contactName',
    zh: '联系人',
    en: 'Contact',
    also: ['联系人姓名', '姓名', 'contact name', 'contact person', 'attn', 'person'],
  },
  {
    key: 'contactTitle',
    zh: '职务',
    en: 'Job title',
    also: ['职位', '职称', '联系人职务', 'title', 'position', 'job position'],
  },
  EMAIL,
  {
    key: 'phone',
    zh: '电话',
    en: 'Phone',
    also: ['联系电话', '联系方式', '座机', '固定电话', '公司电话', 'tel', 'telephone', 'phone number'],
  },
  {
    key: 'mobile',
    zh: '手机',
    en: 'Mobile',
    also: ['手机号', '手机号码', '移动电话', 'cell', 'cell phone', 'mobile phone', 'mobile number'],
  },
  { key: 'fax', zh: '传真', en: 'Fax', also: ['传真号', 'fax number'] },
  { key: 'whatsapp', zh: 'WhatsApp', en: 'WhatsApp', also: ['whats app', 'whatsapp账号'] },
  { key: 'wechat', zh: '微信', en: 'WeChat', also: ['微信号', 'weixin', 'wechat id', 'we chat'] },
  {
    key: 'note',
    zh: '备注',
    en: 'Note',
    also: ['说明', '其他', '其它', 'notes', 'remark', 'remarks', 'comment', 'comments'],
    long: true,
  },
];

const CONTACT_FIELDS: readonly CardField[] = [
  NAME,
  NUMBER,
  EMAIL,
  {
    key: 'time',
    zh: '接触时间',
    en: 'Time',
    also: [
      '时间',
      '日期',
      '接触日期',
      '拜访时间',
      '拜访日期',
      '联系时间',
      '联系日期',
      '洽谈时间',
      'date',
      'date and time',
      'contact time',
      'contact date',
      'time of contact',
      'when',
    ],
    required: true,
  },
  {
    key: 'mode',
    zh: '接触方式',
    en: 'Mode',
    also: [
      '方式',
      '联系方式',
      '接触形式',
      '拜访方式',
      '沟通方式',
      'contact mode',
      'mode of contact',
      'contact type',
      'type of contact',
      'way of contact',
      '接触类型',
      'way',
      'how',
      'method',
      'channel',
    ],
    required: true,
  },
  {
    key: 'place',
    zh: '地点',
    en: 'Place',
    also: ['接触地点', '拜访地点', '洽谈地点', 'location', 'venue', 'where'],
  },
  {
    key: 'person',
    zh: '接触对象',
    en: 'Person met',
    also: [
      '接触人',
      '对象',
      '联系人',
      '客户联系人',
      '拜访对象',
      '洽谈对象',
      '接触人员',
      'person',
      'contact',
      'contact person',
      'met with',
      'who',
      'spoke to',
    ],
  },
  {
    key: 'content',
    zh: '接触内容',
    en: 'Content',
    also: [
      '内容',
      '洽谈内容',
      '拜访内容',
      '沟通内容',
      '主要内容',
      'subject matter',
      'topics',
      'details',
      'what was discussed',
      'discussion',
    ],
    long: true,
    required: true,
  },
  {
    key: 'result',
    zh: '接触结果',
    en: 'Result',
    also: ['结果', '洽谈结果', '拜访结果', '结论', 'outcome', 'conclusion', 'results'],
    long: true,
  },
  {
    key: 'nextDate',
    zh: '下次联系日期',
    en: 'Next date',
    also: [
      '下次联系时间',
      '下次跟进时间',
      '下次跟进日期',
      '下次接触时间',
      '下次接触日期',
      '下次拜访时间',
      '跟进日期',
      '下次日期',
      'next contact',
      'next contact date',
      'next follow up',
      'next follow up date',
      'follow up date',
      'next time',
      'next step date',
    ],
  },
];

export const CARD_FIELDS: Readonly<Record<CardKind, readonly CardField[]>> = {
  customer: CUSTOMER_FIELDS,
  contact: CONTACT_FIELDS,
};

export const CARD_TITLES: Readonly<Record<CardKind, Readonly<Record<CardLanguage, string>>>> = {
  customer: { 'zh-CN': '客户资料卡', en: 'Customer data card' },
  contact: { 'zh-CN': '客户接触记录卡', en: 'Contact record card' },
};

/** As the product prints it. */
export const fieldLabel = (field: CardField, language: CardLanguage) =>
  language === 'zh-CN' ? field.zh : field.en;
