import type { ImapSecurity } from './types.ts';

export interface MailProvider {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string;
  /** Domains of the provider's own addresses. */
  readonly domains: readonly string[];
  readonly imap: { readonly host: string; readonly port: number; readonly security: ImapSecurity };
  /** Where the same user hands mail in (RFC 6409, RFC 8314). */
  readonly smtp: { readonly host: string; readonly port: number; readonly security: ImapSecurity };
  /**
   * Whether what is handed in lies in Sent by itself: 'always', or as its user set it ('setting'), or never ('no').
   * Only where it is 'always' nothing is looked for and nothing is put there.
   */
  readonly savesSent: 'always' | 'setting' | 'no';
  /** What the provider takes as user name. */
  readonly userName: 'address' | 'local-part';
  /** Whether the account's own password is refused to mail programs. */
  readonly appPassword: 'required' | 'optional' | 'no';
  /** The vendor's page on it, which is also the source of the row. */
  readonly helpUrl: string | null;
  /** Ends of the MX names of companies' domains that this provider hosts. */
  readonly mx: readonly string[];
}

const imaps = (host: string): MailProvider['imap'] => ({ host, port: 993, security: 'tls' });
const smtps = (host: string): MailProvider['smtp'] => ({ host, port: 465, security: 'tls' });
const submission = (host: string): MailProvider['smtp'] => ({ host, port: 587, security: 'starttls' });
const byAddress = { userName: 'address' } as const;

const ZOHO_HELP = 'https://www.zoho.com/mail/help/imap-access.html';
const NETEASE_HELP = 'https://help.mail.163.com/faq.do?m=list&categoryID=90';
const QIYE_HELP = 'https://qiye.163.com/help/client-profile.html';

/** A hosted company of Zoho's uses other hosts than its private users do; each data centre has its own. */
const zoho = (region: string, domains: string[], hosted: boolean): MailProvider => ({
  id: `zoho-${hosted ? 'pro-' : ''}${region.replaceAll('.', '-')}`,
  name: `Zoho Mail (${region}${hosted ? ', company domain' : ''})`,
  nameZh: `Zoho 邮箱（${region}${hosted ? '，企业域名' : ''}）`,
  domains,
  imap: imaps(`${hosted ? 'imappro' : 'imap'}.zoho.${region}`),
  smtp: smtps(`${hosted ? 'smtppro' : 'smtp'}.zoho.${region}`),
  savesSent: 'setting',
  ...byAddress,
  appPassword: 'optional',
  helpUrl: ZOHO_HELP,
  mx: hosted ? [`.zoho.${region}`] : [],
});

const netease = (id: string, domain: string): MailProvider => ({
  id,
  name: `NetEase ${domain}`,
  nameZh: `网易 ${domain} 邮箱`,
  domains: [domain, `vip.${domain}`],
  imap: imaps(`imap.${domain}`),
  smtp: smtps(`smtp.${domain}`),
  savesSent: 'setting',
  ...byAddress,
  appPassword: 'required',
  helpUrl: NETEASE_HELP,
  mx: [],
});

/** The common kinds of mail account, the ones of export companies first. */
export const MAIL_PROVIDERS: readonly MailProvider[] = [
  {
    id: 'exmail',
    name: 'Tencent Exmail',
    nameZh: '腾讯企业邮箱',
    domains: ['exmail.qq.com'],
    imap: imaps('imap.exmail.qq.com'),
    smtp: smtps('smtp.exmail.qq.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'optional',
    helpUrl: 'https://service.exmail.qq.com/cgi-bin/help?subtype=1&id=28&no=1000585',
    mx: ['mxbiz1.qq.com', 'mxbiz2.qq.com', '.exmail.qq.com'],
  },
  {
    id: 'netease-qiye',
    name: 'NetEase Qiye (Beijing)',
    nameZh: '网易企业邮箱（北京）',
    domains: ['qiye.163.com'],
    imap: imaps('imap.qiye.163.com'),
    smtp: smtps('smtp.qiye.163.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'optional',
    helpUrl: QIYE_HELP,
    mx: ['qiye163mx01.mxmail.netease.com', 'qiye163mx02.mxmail.netease.com', 'mx.ym.163.com'],
  },
  {
    id: 'netease-qiye-hz',
    name: 'NetEase Qiye (Hangzhou)',
    nameZh: '网易企业邮箱（杭州）',
    domains: [],
    imap: imaps('imaphz.qiye.163.com'),
    smtp: smtps('smtphz.qiye.163.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'optional',
    helpUrl: QIYE_HELP,
    mx: ['hzmx01.mxmail.netease.com', 'hzmx02.mxmail.netease.com'],
  },
  {
    id: 'aliyun-qiye',
    name: 'Alibaba Cloud company mail',
    nameZh: '阿里企业邮箱',
    domains: [],
    imap: imaps('imap.qiye.aliyun.com'),
    smtp: smtps('smtp.qiye.aliyun.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'optional',
    helpUrl: 'https://help.aliyun.com/document_detail/36576.html',
    mx: ['.mxhichina.com', '.qiye.aliyun.com'],
  },
  {
    id: 'aliyun',
    name: 'Aliyun Mail',
    nameZh: '阿里云邮箱',
    domains: ['aliyun.com'],
    imap: imaps('imap.aliyun.com'),
    smtp: smtps('smtp.aliyun.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'no',
    helpUrl: 'https://help.aliyun.com/document_detail/36576.html',
    mx: [],
  },
  {
    id: 'qq',
    name: 'QQ Mail',
    nameZh: 'QQ 邮箱',
    domains: ['qq.com', 'vip.qq.com', 'foxmail.com'],
    imap: imaps('imap.qq.com'),
    smtp: smtps('smtp.qq.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://service.mail.qq.com/detail/0/75',
    mx: [],
  },
  netease('netease-163', '163.com'),
  netease('netease-126', '126.com'),
  { ...netease('netease-yeah', 'yeah.net'), domains: ['yeah.net'] },
  {
    id: 'gmail',
    name: 'Gmail, Google Workspace',
    nameZh: 'Gmail / Google Workspace',
    domains: ['gmail.com', 'googlemail.com'],
    imap: imaps('imap.gmail.com'),
    smtp: smtps('smtp.gmail.com'),
    savesSent: 'always',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://support.google.com/accounts/answer/185833',
    mx: ['.google.com', '.googlemail.com'],
  },
  {
    id: 'outlook',
    name: 'Outlook, Microsoft 365',
    nameZh: 'Outlook / Microsoft 365',
    domains: [
      'outlook.com',
      'hotmail.com',
      'live.com',
      'msn.com',
      'live.cn',
      'outlook.jp',
      'outlook.de',
      'outlook.fr',
    ],
    imap: imaps('outlook.office365.com'),
    smtp: submission('smtp.office365.com'),
    savesSent: 'always',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://support.microsoft.com/office/d088b986-291d-42b8-9564-9c414e2aa040',
    mx: ['.mail.protection.outlook.com', '.mx.microsoft'],
  },
  {
    id: 'outlook-china',
    name: 'Microsoft 365 (21Vianet, China)',
    nameZh: 'Microsoft 365（世纪互联）',
    domains: [],
    imap: imaps('partner.outlook.cn'),
    smtp: submission('smtp.partner.outlook.cn'),
    savesSent: 'always',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://learn.microsoft.com/microsoft-365/admin/services-in-china/services-in-china',
    mx: ['.mail.protection.partner.outlook.cn'],
  },
  zoho('com', ['zoho.com', 'zohomail.com'], false),
  zoho('eu', ['zoho.eu', 'zohomail.eu'], false),
  zoho('in', ['zoho.in', 'zohomail.in'], false),
  zoho('com.cn', ['zoho.com.cn'], false),
  zoho('com', [], true),
  zoho('eu', [], true),
  zoho('in', [], true),
  {
    ...zoho('com.cn', [], true),
    imap: imaps('imap.zoho.com.cn'),
    smtp: smtps('smtp.zoho.com.cn'),
  },
  {
    id: 'yandex',
    name: 'Yandex Mail',
    nameZh: 'Yandex 邮箱',
    domains: [
      'yandex.com',
      'yandex.ru',
      'ya.ru',
      'yandex.by',
      'yandex.kz',
      'yandex.ua',
      'yandex.com.tr',
      'narod.ru',
    ],
    imap: imaps('imap.yandex.com'),
    smtp: smtps('smtp.yandex.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://yandex.com/support/passport/authorization/app-passwords.html',
    mx: ['mx.yandex.net', 'mx.yandex.ru'],
  },
  {
    id: 'mail-ru',
    name: 'Mail.ru',
    nameZh: 'Mail.ru',
    domains: ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru', 'internet.ru', 'xmail.ru'],
    imap: imaps('imap.mail.ru'),
    smtp: smtps('smtp.mail.ru'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://help.mail.ru/mail/security/protection/external',
    mx: ['emx.mail.ru'],
  },
  {
    id: 'icloud',
    name: 'iCloud Mail',
    nameZh: 'iCloud 邮箱',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: imaps('imap.mail.me.com'),
    smtp: submission('smtp.mail.me.com'),
    savesSent: 'no',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://support.apple.com/102525',
    mx: ['.mail.icloud.com'],
  },
  {
    id: 'yahoo',
    name: 'Yahoo Mail',
    nameZh: '雅虎邮箱',
    domains: [
      'yahoo.com',
      'ymail.com',
      'rocketmail.com',
      'yahoo.co.uk',
      'yahoo.de',
      'yahoo.fr',
      'yahoo.es',
      'yahoo.it',
      'yahoo.in',
      'yahoo.co.in',
      'yahoo.com.br',
      'yahoo.com.hk',
      'yahoo.com.tw',
      'yahoo.com.sg',
    ],
    imap: imaps('imap.mail.yahoo.com'),
    smtp: smtps('smtp.mail.yahoo.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'required',
    helpUrl: 'https://help.yahoo.com/kb/SLN4075.html',
    mx: ['.biz.mail.yahoo.com', '.bizmail.yahoo.com'],
  },
  {
    id: 'gmx',
    name: 'GMX (.com)',
    nameZh: 'GMX（.com）',
    domains: ['gmx.com', 'gmx.us', 'gmx.co.uk', 'gmx.fr', 'gmx.es'],
    imap: imaps('imap.gmx.com'),
    smtp: smtps('mail.gmx.com'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'optional',
    helpUrl: 'https://support.gmx.com/pop-imap/imap/server.html',
    mx: [],
  },
  {
    id: 'gmx-net',
    name: 'GMX (.net, .de)',
    nameZh: 'GMX（德国）',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.eu'],
    imap: imaps('imap.gmx.net'),
    smtp: smtps('mail.gmx.net'),
    savesSent: 'setting',
    ...byAddress,
    appPassword: 'optional',
    helpUrl: 'https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html',
    mx: [],
  },
];
