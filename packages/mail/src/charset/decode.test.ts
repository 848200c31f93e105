import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { cleanBlock, cleanLine, cut } from './clean-text.ts';
import { decodeText } from './decode.ts';
import { canonicalCharset } from './label.ts';

const bytes = (text: string, encoding: string): Buffer => Buffer.from(iconv.encode(text, encoding));

describe('decodeText', () => {
  it.each([
    ['GB2312 that is really GBK', 'gb2312', 'gbk', '朱镕基 报價單'],
    ['GB2312 that is really GB18030', 'gb2312', 'gb18030', '㐂 € 订单'],
    ['ISO-8859-1 that is really windows-1252', 'iso-8859-1', 'win1252', '“Price” – 50 €'],
    ['us-ascii with UTF-8', 'us-ascii', 'utf8', 'Angebot für Müller'],
    ['us-ascii with GBK', 'us-ascii', 'gbk', '您好，请报价'],
    ['KS C 5601 that is really windows-949', 'ks_c_5601-1987', 'cp949', '똠방각하 견적'],
    ['Big5 with Hong Kong characters', 'big5', 'big5-hkscs', '我哋嘅訂單'],
    ['ISO-8859-1 that is really UTF-8', 'iso-8859-1', 'utf8', 'Señor Peña'],
    ['UTF-8 that is really GBK', 'utf-8', 'gbk', '关于订单的交期，请确认'],
    ['GB2312 that is really UTF-8', 'gb2312', 'utf8', '您好，附件是报价单，请查收'],
    ['GB2312 that is really UTF-8, two characters of it', 'gb2312', 'utf8', '你好'],
    ['GBK that is really UTF-8 in Spanish', 'gbk', 'utf8', 'Señor Núñez, ¿cotización?'],
    ['GB18030 that is really UTF-8 in Russian', 'gb18030', 'utf8', 'Здравствуйте, вышлите цену'],
    ['GB2312 that is really UTF-8 with a pictograph', 'gb2312', 'utf8', 'Thanks 👍'],
    ['Big5 that is really UTF-8', 'big5', 'utf8', '報價單'],
    ['Shift_JIS that is really UTF-8', 'shift_jis', 'utf8', 'お世話になっております'],
    ['EUC-KR that is really UTF-8', 'euc-kr', 'utf8', 'Señor'],
    ['UTF-16 that is really UTF-8', 'utf-16', 'utf8', '报价 für Müller'],
    ['ISO-8859-1 that is really GBK', 'iso-8859-1', 'gbk', 'Dear Anna, 请查收附件, best regards'],
    ['windows-1252 that is really GBK, a name', 'windows-1252', 'gbk', '张伟'],
    ['ISO-8859-1 that is really Big5', 'iso-8859-1', 'big5', '您好，請報價'],
    ['ISO-8859-1 that is really Shift_JIS', 'iso-8859-1', 'cp932', 'お世話になっております。'],
    ['ISO-8859-1 that is really windows-949', 'iso-8859-1', 'cp949', '안녕하세요. 견적서'],
    ['ISO-8859-1 that is really windows-1251', 'iso-8859-1', 'win1251', 'Здравствуйте, вышлите цену'],
    ['ISO-8859-1 that is really windows-1256', 'iso-8859-1', 'win1256', 'مرحبا، مرفق عرض الأسعار'],
    ['ISO-8859-1 that is Swedish letters side by side', 'iso-8859-1', 'win1252', 'ÅÄÖ åäö'],
    ['ISO-8859-1 that is ornaments', 'iso-8859-1', 'win1252', '»»» Açaí ±±±± ©©'],
    ['a label nobody knows', 'x-made-up', 'utf8', 'Überweisung'],
    ['KOI8-R', 'koi8-r', 'koi8-r', 'Запрос цены'],
    ['Shift_JIS', 'shift_jis', 'cp932', '見積書①'],
    ['a Windows name', 'cp1251', 'win1251', 'Счёт'],
    ['UTF-16 without a mark', 'utf-16', 'utf-16le', 'Quotation 报价'],
  ])('reads %s', (_, label, encoding, text) => {
    expect(decodeText(bytes(text, encoding), label)).toBe(text);
  });

  it.each([
    ['HZ', 'hz-gb-2312', '~{<:Ky2;S{#,NpJ)l6HK!#~} ~~', '己所不欲，勿施於人。 ~'],
    ['ISO-2022-JP', 'iso-2022-jp', '\x1b$B$"\x1b(Bx', 'あx'],
    ['ISO-2022-JP without a label', null, '\x1b$B$"\x1b(Bx', 'あx'],
    [
      'ISO-2022-JP with an empty shift between two words',
      'iso-2022-jp',
      '\x1b$B$"\x1b(B\x1b$B$"\x1b(B',
      'ああ',
    ],
    ['ISO-2022-KR', 'iso-2022-kr', '\x1b$)C\x0e0!\x0f a', '가 a'],
    ['UTF-7', 'utf-7', 'Hi +ZeVnLIqe-!', 'Hi 日本語!'],
  ])('reads %s', (_, label, octets, text) => {
    expect(decodeText(Buffer.from(octets, 'latin1'), label)).toBe(text);
  });

  it.each([
    ['联通', [0xc1, 0xaa, 0xcd, 0xa8]],
    ['目录', [0xc4, 0xbf, 0xc2, 0xbc]],
  ])('believes a declared Chinese charset where %s might be UTF-8 by chance', (text, octets) => {
    expect(decodeText(Buffer.from(octets), 'gb2312')).toBe(text);
  });

  it.each([null, 'us-ascii', 'iso-8859-1', 'gb2312', 'euc-kr'])(
    'reads UTF-8 under the label %s in which a line was broken within a character, and one that was cut',
    (label) => {
      const text = '您好，附件是报价单，请查收。谢谢';
      const broken = Buffer.concat([
        bytes(text, 'utf8').subarray(0, 10),
        Buffer.from('\r\n '),
        bytes(text, 'utf8').subarray(10),
      ]);
      expect(decodeText(broken, label)).toMatch(/^您好，\ufffd+\r\n \ufffd+件是报价单，请查收。谢谢$/);
      expect(decodeText(bytes(text, 'utf8').subarray(0, 40), label)).toMatch(
        /^您好，附件是报价单，请查收\ufffd?$/,
      );
    },
  );

  it('drops a byte order mark', () => {
    expect(decodeText(Buffer.from('\ufeffhé'), 'utf-8')).toBe('hé');
  });

  it('keeps what is readable of UTF-8 that is cut within a character', () => {
    expect(decodeText(Buffer.from('您好，谢谢').subarray(0, 14), 'utf-8')).toMatch(/^您好，谢/);
  });
});

describe('undeclared octets', () => {
  it.each([
    ['gb18030', '询价'],
    ['gb18030', '回复: 关于订单PO-2024/118的交期'],
    ['gb18030', '张伟'],
    ['utf8', 'é'],
    ['utf8', 'Señor'],
    ['utf8', 'Да'],
    ['gb18030', '深圳市华强电子有限公司'],
    ['gb18030', '谢谢！'],
    ['big5', '報價單'],
    ['big5-hkscs', '關於貴公司訂單'],
    ['cp932', '見積書の件'],
    ['cp932', 'お世話になっております'],
    ['euc-jp', '山田太郎です'],
    ['cp949', '견적 요청'],
    ['cp949', '안녕하세요 주문 관련'],
    ['koi8-r', 'Запрос цены'],
    ['koi8-r', 'Иванов Иван'],
    ['koi8-u', 'Доброго дня, надсилаю пропозицію'],
    ['win1251', 'Запрос цены'],
    ['win1251', 'Счёт на оплату'],
    ['ibm866', 'Запрос цены на товар'],
    ['win1252', 'Angebot für Müller'],
    ['win1252', 'Señor José Peña'],
    ['win1252', 'Señor, el año próximo habrá más información, ¿cómo está? Ñandú'],
    ['win1252', '¿Qué precio tiene? ¡Gracias!'],
    ['win1252', 'Freight £100, 1¼ inch'],
    ['win1252', '“Quote” – 50€'],
    ['win1252', 'Cotação de preços'],
    ['win1252', 'ORDEN DE COMPRA Nº 5'],
    ['win1252', 'protégé\u00a0and über-road map'],
    ['win1250', 'Zamówienie części zamiennych źródło'],
    ['win1250', 'Proszę o ofertę, żeby złożyć zamówienie'],
    ['win1250', 'Myślę, że życie jest piękne'],
    ['win1254', 'Sipariş için teşekkür ederim, ığdır'],
    ['win1253', 'Προσφορά τιμής'],
    ['win1255', 'הצעת מחיר'],
    ['win1256', 'طلب عرض أسعار'],
    ['win874', 'ใบเสนอราคา'],
  ])('in %s read as %s', (encoding, text) => {
    expect(decodeText(bytes(text, encoding), null)).toBe(text);
  });

  it('follow the charset of the rest of the message where they are too short to tell', () => {
    const name = bytes('ÅÄÖ', 'win1252');
    expect(decodeText(name, null, 'iso-8859-1')).toBe('ÅÄÖ');
  });
});

describe('canonicalCharset', () => {
  it.each([
    ['"GB2312"', 'gb18030'],
    ['utf8', 'utf-8'],
    ['ISO_8859-1', 'windows-1252'],
    ['iso-8859-1;', 'windows-1252'],
    ['windows1252', 'windows-1252'],
    ['US-ASCII', null],
    ['unknown-8bit', null],
    ['', null],
    ['x'.repeat(1000), null],
  ])('%s is %s', (label, name) => {
    expect(canonicalCharset(label)).toBe(name);
  });
});

describe('cleaned text', () => {
  it('has no NUL, no control characters and no lone surrogate', () => {
    expect(cleanBlock('a\0b\x07c\ud800d\r\ne\rf\tg')).toBe('abc\ufffdd\ne\nf\tg');
  });

  it('has no bidi override on a line that people trust', () => {
    expect(cleanLine('invoice\u202efdp.exe\u2066 x\r\n y')).toBe('invoicefdp.exe x y');
  });

  it('is never cut within a surrogate pair', () => {
    expect(cut('ab😀', 3)).toBe('ab');
  });
});
