/**
 * Mails made up from what is known of the platforms' layouts: their labels, senders and subjects, no mail of theirs.
 * Real ones of today are still to be held against the rules.
 */

export interface GoldenMail {
  readonly from: string;
  readonly subject: string;
  readonly replyTo?: string;
  readonly text?: string;
  readonly html?: string;
  readonly auth?: string;
}

const rows = (pairs: Readonly<Record<string, string>>) =>
  `<table>${Object.entries(pairs)
    .map(([label, value]) => `<tr><td><b>${label}:</b></td><td>${value}</td></tr>`)
    .join('')}</table>`;
const lines = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs)
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
const link = (host: string) =>
  `<p><a href="https://${host}/x">Reply now</a> <a href="https://${host}/y">Help</a></p>`;
const pass = (domain: string) =>
  `mx.lindqvist.test; dkim=pass header.d=${domain}; spf=pass smtp.mailfrom=bounce@${domain}`;

export const ALIBABA = 'Alibaba.com <feedback@service.alibaba.com>';

export const GOLDEN: Readonly<Record<string, GoldenMail>> = {
  'alibaba, a table with the buyer’s address': {
    from: ALIBABA,
    subject: 'Inquiry about LED strip light',
    html: `<h3>LED strip light 5050</h3>${rows({
      Company: 'Iberia Luz S.L.',
      Country: 'Spain',
      Address: 'Calle Mayor 1, Madrid',
      'E-mail': 'maria@iberialuz.example',
      Tel: '+34 91 123 4567',
      Fax: 'n/a',
      Name: 'Ms. Maria Lopez',
      'Message IP': '83.44.1.*',
    })}${link('message.alibaba.com')}`,
    auth: pass('service.alibaba.com'),
  },
  'alibaba, the address in brackets in the subject': {
    from: ALIBABA,
    subject: '[buyer@steel.example] New inquiry for stainless steel pipe',
    html: `<p>Mr. John Smith has sent you an inquiry.</p>${link('message.alibaba.com')}`,
    auth: pass('service.alibaba.com'),
  },
  'alibaba until 2012, the product and the name as headings': {
    from: ALIBABA,
    subject: 'Inquiry about LED strip light',
    html: `<h3>LED strip light 5050</h3><h4>Ms. Maria Lopez</h4>${rows({ Company: 'Iberia Luz S.L.', Country: 'Spain', 'E-mail': 'maria@iberialuz.example' })}${link('message.alibaba.com')}`,
    auth: pass('service.alibaba.com'),
  },
  'alibaba of July 2012, two labels in a line': {
    from: ALIBABA,
    subject: 'Inquiry from Alibaba.com',
    html: `<p><a href="https://www.alibaba.com/product/1.html"><strong>LED strip light 5050</strong></a></p><p>Message Origin: Spain Message IP: 83.44.1.*</p>${link('message.alibaba.com')}`,
    auth: pass('service.alibaba.com'),
  },
  'alibaba after August 2012, the name as a link': {
    from: ALIBABA,
    subject: '[buyer@steel.example] Inquiry for stainless steel pipe',
    html: `<p><a href="https://message.alibaba.com/customer/customer_detail.htm?id=1">Mr. John Smith</a> has sent you an inquiry.</p>${link('message.alibaba.com')}`,
    auth: pass('service.alibaba.com'),
  },
  'alibaba of 2020, the relay in the text': {
    from: ALIBABA,
    subject: 'You have a new inquiry: Omar Haddad has sent you an inquiry',
    html: `<p>Reply-To: relay-77ab@message.alibaba.com</p><p>We need 500 pcs of your garden chair.</p>${link('message.alibaba.com')}`,
    auth: pass('service.alibaba.com'),
  },
  'alibaba of 2020, in Chinese': {
    from: ALIBABA,
    replyTo: 'relay-91cd@message.alibaba.com',
    subject: '您收到来自Omar Haddad的新询盘',
    html: `${rows({ 国家: '埃及', 产品: '花园椅', 采购数量: '500 件' })}${link('message.alibaba.com')}`,
    auth: pass('alibaba.com'),
  },
  'made-in-china, labels in Chinese': {
    from: 'inquiry@made-in-china.com',
    subject: '新询盘：液压机',
    text: lines({
      发件人: 'Olga Ivanova 女士',
      邮箱: 'olga@press.example',
      '国家/地区': '哈萨克斯坦',
      电话: '+7 727 123',
      产品: '液压机 100t',
    }),
    auth: pass('made-in-china.com'),
  },
  'hktdc, labels in Chinese': {
    from: 'hktdcenquiry@sourcing.hktdc.org',
    subject: '詢盤：木製玩具',
    text: lines({
      聯絡人: 'Lucas Martin',
      公司名稱: 'Martin Jouets SARL',
      '國家/地區': '法国',
      產品: '木製玩具',
      數量: '1,000',
    }),
    auth: pass('hktdc.org'),
  },
  'alibaba of 2016, name and company in nested tables without labels': {
    from: ALIBABA,
    subject: 'New inquiry: garden chair',
    html: `<table><tr><td><table><tr><td>Ahmed Khan</td></tr><tr><td>Khan Trading LLC</td></tr></table></td></tr><tr><td>We need 500 pcs of your chair</td></tr></table><i style="display:none">{"feedbackid":"123456789"}</i>${link('message.alibaba.com')}`,
    auth: pass('service.alibaba.com'),
  },
  'our own inquiry that was sent': {
    from: ALIBABA,
    subject: 'Your inquiry to Foshan Lighting Co. has been sent',
    html: link('message.alibaba.com'),
  },
  'an answer to our own inquiry': {
    from: ALIBABA,
    subject: 'Foshan Lighting has replied to your inquiry',
    html: link('message.alibaba.com'),
  },
  'a quotation for our own inquiry': {
    from: ALIBABA,
    subject: 'You have received a quotation for your inquiry',
    html: link('message.alibaba.com'),
  },
  'our own inquiry, in Chinese': {
    from: ALIBABA,
    subject: '您的询盘已成功发送给供应商',
    html: link('message.alibaba.com'),
  },
  'an answer to our own inquiry, in Chinese': {
    from: ALIBABA,
    subject: '供应商回复了您的询盘',
    html: link('message.alibaba.com'),
  },
  'an urgent message in a conversation': {
    from: ALIBABA,
    subject: 'Urgent! Ahmed has sent you a message',
    html: link('message.alibaba.com'),
  },
  'alibaba, only a relay': {
    from: ALIBABA,
    replyTo: 'relay-8f3a@message.alibaba.com',
    subject: 'You have a new inquiry: Ahmed Khan has sent you an inquiry',
    html: `<p>Hello, we need 500 pcs of your garden chair.</p>${link('message.alibaba.com')}`,
    auth: pass('alibaba.com'),
  },
  'alibaba, labels in Chinese': {
    from: ALIBABA,
    subject: '您收到一条新询盘',
    html: `${rows({ 联系人: 'Carlos Pereira 先生', 公司名称: 'Pereira Ltda', '国家/地区': '巴西', 产品名称: '节能灯', 采购数量: '2000 Pieces' })}${link('message.alibaba.com')}`,
    auth: pass('alibaba.com'),
  },
  'made-in-china, a table of nine labels': {
    from: 'Made-in-China.com <inquiry@made-in-china.com>',
    subject: 'New inquiry from Peter Hansen',
    html: `<div id="mail_cont">${rows({
      Sender: 'Mr. Peter Hansen',
      Email: 'peter@hansen-maskin.example',
      'Country/Region': 'Denmark',
      Telephone: '+45 33 12 34 56',
      Company: 'Hansen Maskin A/S',
      Homepage: 'www.hansen-maskin.example',
      Fax: 'n/a',
      "Sender's IP Address": '80.1.2.3',
      "Sender's IP Location": 'Denmark',
    })}${link('www.made-in-china.com')}</div>`,
    auth: pass('made-in-china.com'),
  },
  'made-in-china, plain text': {
    from: 'inquiry@mail.made-in-china.com',
    subject: 'Inquiry for hydraulic press',
    text: lines({
      Sender: 'Olga Ivanova',
      Email: 'olga@press.example',
      'Country/Region': 'Kazakhstan',
      Company: 'N/A',
      Product: 'Hydraulic press 100t',
    }),
  },
  'global sources, two pairs in a row': {
    from: 'Global Sources <inquiry@globalsources.com>',
    subject: 'You have an inquiry from Kim Lee',
    html: `<table>
      <tr><td>Name</td><td>Mr Kim Lee</td><td>Business Email</td><td>kim@seoul-trade.example</td></tr>
      <tr><td>Company Name</td><td>Seoul Trade Co.</td><td>Country/Territory</td><td>Korea, South</td></tr>
      <tr><td>Phone Number</td><td>+82 2 123 4567</td><td>Business Type</td><td>Importer</td></tr></table>${link('www.globalsources.com')}`,
    auth: 'mx.lindqvist.test; dmarc=pass header.from=globalsources.com',
  },
  'global sources, labels in Chinese': {
    from: 'inquiry@globalsources.com',
    subject: '新询盘：蓝牙耳机',
    text: lines({
      姓名: 'Tom Brown',
      商务邮箱: 'tom@brown.example',
      公司名称: 'Brown Audio',
      '国家/地区': '美国',
      产品: '蓝牙耳机',
    }),
  },
  'global sources, each label above its value': {
    from: 'inquiry@globalsources.com',
    subject: 'Inquiry about earphones',
    text: 'Name:\nMrs Anna Rossi\nCompany Name:\nRossi Srl\nCountry/Territory:\nItaly\nBusiness Email:\nanna@rossi.example\n',
  },
  'hktdc, the address’s domain alone': {
    from: 'hktdcenquiry@sourcing.hktdc.org',
    subject: 'Enquiry from Lucas Martin',
    text: lines({
      'Buyer name': 'Lucas Martin',
      Company: 'Martin Jouets SARL',
      'Country/Region': 'France',
      'Business Type': 'Retailer',
      Email: '@martin-jouets.example',
      Product: 'Wooden toys',
    }),
    auth: pass('sourcing.hktdc.org'),
  },
  'hktdc, no header of the receiving server': {
    from: 'hktdcenquiry@sourcing.hktdc.org',
    subject: 'New enquiry',
    text: lines({ Name: 'Sara Cohen', Company: 'Cohen Gifts', Location: 'Israel', Quantity: '1,000 sets' }),
  },
  'a sender who only looks like the platform': {
    from: 'Alibaba.com <feedback@service-alibaba.com>',
    subject: 'You have a new inquiry',
    html: rows({ Name: 'John', Company: 'Acme', Country: 'United States', 'E-mail': 'john@acme.example' }),
    auth: pass('service-alibaba.com'),
  },
  'a domain of which the platform’s is a part': {
    from: 'feedback@service.alibaba.com.evil.example',
    subject: 'New inquiry for you',
    text: lines({ Name: 'John', Company: 'Acme', Country: 'United States', Email: 'john@acme.example' }),
    auth: pass('evil.example'),
  },
  'the platform’s address, refused by SPF and DMARC': {
    from: ALIBABA,
    subject: 'You have a new inquiry',
    text: lines({ Name: 'John', Company: 'Acme', Country: 'United States', Email: 'john@acme.example' }),
    auth: 'mx.lindqvist.test; spf=fail smtp.mailfrom=x@evil.example; dmarc=fail header.from=service.alibaba.com',
  },
  'passed, but for another domain': {
    from: ALIBABA,
    subject: 'You have a new inquiry',
    text: lines({ Name: 'John', Company: 'Acme', Country: 'United States', Email: 'john@acme.example' }),
    auth: 'mx.lindqvist.test; spf=pass smtp.mailfrom=x@evil.example',
  },
  'a message in a conversation': {
    from: ALIBABA,
    subject: 'Tom, you have a message from Lily!',
    html: `<p>Lily has sent you a message.</p>${link('message.alibaba.com')}`,
    auth: pass('alibaba.com'),
  },
  'a newsletter': {
    from: 'Alibaba.com <discover@service.alibaba.com>',
    subject: 'Weekly digest: hot products and new inquiries in your industry',
    html: `<p>Grow your business.</p>${link('www.alibaba.com')}`,
    auth: pass('alibaba.com'),
  },
  'a notice of an order': {
    from: 'credit@notice.alibaba.com',
    subject: 'Payment received for order 1234',
    html: rows({ 'Order number': '1234', Quantity: '5', Product: 'Chairs' }),
    auth: pass('notice.alibaba.com'),
  },
  'a webinar of made-in-china': {
    from: 'edm@made-in-china.com',
    subject: 'Webinar: more inquiries for your products',
    html: `<p>Join us</p>${link('www.made-in-china.com')}`,
  },
  'an alert of global sources': {
    from: 'productalert@globalsources.com',
    subject: 'New products this week',
    html: `<p>See them</p>${link('www.globalsources.com')}`,
  },
};

export function rawMail(mail: GoldenMail, to = 'sales@lindqvist.test', id = mail.subject): string {
  const head = [
    ...(mail.auth === undefined ? [] : [`Authentication-Results: ${mail.auth}`]),
    `From: ${mail.from}`,
    `To: ${to}`,
    ...(mail.replyTo === undefined ? [] : [`Reply-To: ${mail.replyTo}`]),
    `Subject: =?utf-8?B?${Buffer.from(mail.subject).toString('base64')}?=`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${Buffer.from(id).toString('hex').slice(0, 60)}@platform.example>`,
    'MIME-Version: 1.0',
    `Content-Type: text/${mail.html === undefined ? 'plain' : 'html'}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
  ];
  return [...head, '', mail.html ?? mail.text ?? '', ''].join('\r\n');
}
