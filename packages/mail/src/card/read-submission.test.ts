import { describe, expect, it } from 'vitest';
import { readSubmission, type Submission, writeForm } from './index.ts';
import { unzip } from './unzip.ts';
import { escapeXml, zip } from './zip.ts';

const plain = (subject: string, body: string, headers: string[] = []) =>
  Buffer.from(
    [
      ...headers,
      'From: Anna <anna@haitong.example>',
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      body,
    ].join('\r\n'),
  );

const withFile = (subject: string, name: string, octets: Buffer) =>
  Buffer.from(
    [
      'From: Anna <anna@haitong.example>',
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'See the form.',
      '--b',
      'Content-Type: application/octet-stream',
      `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Content-Transfer-Encoding: base64',
      '',
      octets.toString('base64').replace(/(.{76})/g, '$1\r\n'),
      '--b--',
      '',
    ].join('\r\n'),
  );

const html = (subject: string, body: string) =>
  Buffer.from(
    [
      'From: anna@haitong.example',
      `Subject: ${subject}`,
      'Content-Type: text/html; charset=utf-8',
      '',
      body,
    ].join('\r\n'),
  );

const only = (submission: Submission) => {
  expect(submission.cards).toHaveLength(1);
  return submission.cards[0] as Submission['cards'][number];
};

/** A form of the product with values written into it, as an office program would save it. */
function fill(form: Buffer, values: Record<string, string>): Buffer {
  const files = [...unzip(form, () => true)].map(([name, data]) => {
    let xml = data.toString('utf8');
    for (const [label, value] of Object.entries(values)) {
      const row = new RegExp(
        `(<row r="(\\d+)"[^>]*><c r="A\\d+"[^>]*><is><t[^>]*>${label}(?: \\*)?</t></is></c>)<c r="B\\d+" s="4"/>`,
      );
      xml = xml.replace(
        row,
        (_all, head: string, n: string) =>
          `${head}<c r="B${n}" s="4" t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`,
      );
      const cell = new RegExp(
        `(>${label}(?: \\*)?</w:t>(?:(?!</w:tc>).)*</w:tc><w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr><w:p>)(</w:p>)`,
      );
      xml = xml.replace(
        cell,
        (_all, head: string, tail: string) => `${head}<w:r><w:t>${escapeXml(value)}</w:t></w:r>${tail}`,
      );
    }
    return [name, xml] as const;
  });
  return zip(files);
}

describe('a customer card in the body', () => {
  const expected = { name: 'Acme GmbH', country: '德国', email: 'maria@acme.example', grade: 'B' };
  it.each([
    ['Chinese labels', '客户名称：Acme GmbH\n国家：德国\n邮箱：maria@acme.example\n等级：B'],
    [
      'ASCII colons, indented and numbered',
      '   1. 客户名称: Acme GmbH\n　　2、国家: 德国\n  3) 电子邮件 : maria@acme.example\n - 客户等级: B',
    ],
    ['traditional signs', '客戶名稱：Acme GmbH\n國家：德国\n電子郵箱：maria@acme.example\n客戶等級：B'],
    [
      'bold marks and required stars',
      '**客户名称***：Acme GmbH\n**国家**：德国\n**邮箱**（必填）：maria@acme.example\n**等级**：B',
    ],
    [
      'two languages in one label',
      '客户名称 Customer name: Acme GmbH\n国家/Country: 德国\nE-mail 邮箱: maria@acme.example\nGrade 等级: B',
    ],
    ['cells pasted with tabs', '客户名称\tAcme GmbH\t国家\t德国\n邮箱\tmaria@acme.example\n等级\tB'],
    ['labels above their values', '客户名称\nAcme GmbH\n国家\n德国\n邮箱\nmaria@acme.example\n等级\nB'],
    [
      'a signature below',
      '客户名称：Acme GmbH\n国家：德国\n邮箱：maria@acme.example\n等级：B\n-- \n电话：1234\n备注：none',
    ],
  ])('is read with %s', (_what, body) => {
    const card = only(readSubmission(plain('客户资料卡', body)));
    expect(card).toMatchObject({ kind: 'customer', fileName: null, unreadable: false });
    expect(card.values).toEqual(expected);
  });

  it('is read out of quoted-printable that nobody decoded', () => {
    const body = '=E5=AE=A2=E6=88=B7=E5=90=8D=E7=A7=B0: Acme Gmb=\nH\n=E5=9B=BD=E5=AE=B6: =E5=BE=B7=E5=9B=BD';
    expect(only(readSubmission(plain('客户资料卡', body))).values).toEqual({
      name: 'Acme GmbH',
      country: '德国',
    });
  });

  it('is known by the title in its text, and keeps values of several lines', () => {
    const body =
      'Hello,\n\n《客户资料卡》\n公司名称：海德有限公司\n备注：第一行\n第二行\n\n第四行\n国家：中国\n';
    expect(only(readSubmission(plain('新客户', body))).values).toEqual({
      name: '海德有限公司',
      note: '第一行\n第二行\n\n第四行',
      country: '中国',
    });
  });

  it('is read out of a table of HTML, values beside and below their labels', () => {
    const body =
      '<p>Customer data card</p><table><tr><td>Company name</td><td>Acme <b>GmbH</b></td><td>Country</td><td>Germany</td></tr>' +
      '<tr><td colspan=4>Notes</td></tr><tr><td colspan=4>first<br>second</td></tr></table>';
    expect(only(readSubmission(html('New', body))).values).toEqual({
      name: 'Acme GmbH',
      country: 'Germany',
      note: 'first\nsecond',
    });
  });

  it('is not seen in a mail that only speaks of one, nor in what a reply quotes', () => {
    expect(
      readSubmission(
        plain('Visit', 'Please send me the customer data card of Acme when you have the time, thanks a lot.'),
      ).cards,
    ).toEqual([]);
    const reply =
      'Thanks!\n\n-----Original Message-----\nFrom: Bo <bo@haitong.example>\nSubject: 客户资料卡\n\n客户名称：Acme\n国家：德国';
    expect(readSubmission(plain('Re: hello', reply)).cards).toEqual([]);
  });
});

describe('a contact card', () => {
  it('is read with its own labels', () => {
    const body =
      '客户：Acme GmbH\n时间：2026年5月12日 14:30\n地点：广州\n方式：拜访\n对象：Maria\n内容：谈了价格\n还谈了交期\n结果：同意\n下次联系时间：2026-05-26';
    expect(only(readSubmission(plain('客户接触记录卡', body)))).toMatchObject({
      kind: 'contact',
      values: {
        name: 'Acme GmbH',
        time: '2026年5月12日 14:30',
        place: '广州',
        mode: '拜访',
        person: 'Maria',
        content: '谈了价格\n还谈了交期',
        result: '同意',
        nextDate: '2026-05-26',
      },
    });
  });
});

describe.each(['xlsx', 'docx'] as const)('a form as %s', (format) => {
  it.each([
    ['zh-CN', { 客户名称: 'Acme & Söhne', '国家/地区': '德国', 备注: 'a < b' }, '附件'],
    ['en', { 'Customer name': 'Acme & Söhne', Country: '德国', Note: 'a < b' }, 'Form'],
  ] as const)(
    'that the product hands out in %s is read back as it was filled in',
    (language, values, subject) => {
      const form = fill(writeForm('customer', format, language), values);
      const card = only(readSubmission(withFile(subject, `Acme.${format}`, form)));
      expect(card).toMatchObject({ kind: 'customer', fileName: `Acme.${format}`, unreadable: false });
      expect(card.values).toEqual({ name: 'Acme & Söhne', country: '德国', note: 'a < b' });
    },
  );

  it('left empty has no values, its hints are none', () => {
    const card = only(readSubmission(withFile('x', `f.${format}`, writeForm('contact', format, 'zh-CN'))));
    expect(card).toMatchObject({ kind: 'contact', values: {} });
  });

  it('that declares entities, is cut off or inflates without end is unreadable, at once', () => {
    const bomb = zip([
      [format === 'xlsx' ? 'xl/worksheets/sheet1.xml' : 'word/document.xml', ' '.repeat(60_000_000)],
    ]);
    const laughs = zip([
      [
        format === 'xlsx' ? 'xl/worksheets/sheet1.xml' : 'word/document.xml',
        '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>',
      ],
    ]);
    const cut = writeForm('customer', format, 'en').subarray(0, 900);
    const began = process.threadCpuUsage();
    for (const octets of [bomb, laughs, cut, Buffer.from('PK no zip at all')])
      expect(only(readSubmission(withFile('客户资料卡', `卡.${format}`, octets)))).toMatchObject({
        unreadable: true,
      });
    expect(process.threadCpuUsage(began).user / 1_000).toBeLessThan(5_000);
  });
});

describe('a forwarded mail', () => {
  it.each([
    [
      'Gmail',
      'Fwd: Offer',
      '---------- Forwarded message ---------\nFrom: Maria <maria@acme.example>\nDate: Mon, 2 Mar 2026\nSubject: Offer\nTo: <anna@haitong.example>\n\nHi',
    ],
    [
      'Outlook',
      'FW: Offer',
      'fyi\n\nFrom: Maria [mailto:maria@acme.example]\nSent: Monday\nTo: Anna <anna@haitong.example>\nSubject: Offer\n\nHi',
    ],
    [
      'Outlook in Chinese',
      '转发: Offer',
      '请归档\n\n发件人: Maria <maria@acme.example>\n发送时间: 2026年3月2日\n收件人: anna@haitong.example\n主题: Offer\n\nHi',
    ],
    [
      'Foxmail',
      '转发: Offer',
      '发件人： Maria\n maria@acme.example\n发送时间： 2026-03-02 10:00\n收件人： anna@haitong.example\n主题： Offer\n\nHi',
    ],
    [
      'QQ',
      '转发：Offer',
      '------------------ 原始邮件 ------------------\n发件人: "Maria" <maria@acme.example>;\n发送时间: 2026年3月2日(星期一)\n收件人: "Anna"<anna@haitong.example>;\n主题: Offer\n\nHi',
    ],
    [
      'NetEase',
      '转发:Offer',
      '---- 转发邮件信息 ----\n| 发件人 | Maria<maria@acme.example> |\n| 日期 | 2026年3月2日 |\n| 收件人 | <anna@haitong.example> |\n| 主题 | Offer |\nHi',
    ],
  ])('by %s names its correspondents', (_program, subject, body) => {
    expect(readSubmission(plain(subject, body)).forwarded).toEqual([
      ['maria@acme.example', 'anna@haitong.example'],
    ]);
  });

  it('enclosed whole names them too, and a form inside it is not the sender’s own', () => {
    const inner = withFile(
      '客户资料卡',
      '卡.xlsx',
      fill(writeForm('customer', 'xlsx', 'zh-CN'), { 客户名称: 'Evil' }),
    )
      .toString('utf8')
      .replace('anna@haitong.example', 'eve@evil.example');
    const outer = Buffer.from(
      [
        'From: anna@haitong.example',
        'Subject: look',
        'Content-Type: multipart/mixed; boundary=o',
        '',
        '--o',
        '',
        'see',
        '--o',
        'Content-Type: message/rfc822',
        '',
        inner,
        '--o--',
        '',
      ].join('\r\n'),
    );
    const read = readSubmission(outer);
    expect(read.forwarded).toEqual([['eve@evil.example']]);
    expect(read.cards).toEqual([]);
  });

  it('is none where a reply quotes', () => {
    expect(
      readSubmission(
        plain('Re: Offer', 'ok\n\nFrom: Maria <maria@acme.example>\nSent: Monday\nTo: x@y.example\n\nHi'),
      ).forwarded,
    ).toBeNull();
  });
});
