/** The mails of the story. */
import { randomBytes } from 'node:crypto';

/** A 1×1 PNG. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const REMOTE_PICTURE = 'http://pictures.example/banner.png';
export const FILE_NAME = '报价单 2026-118.xlsx';
/** No real sheet: what matters is that every octet comes back. */
export const FILE = randomBytes(70_000);

const lines = (octets: Buffer) => octets.toString('base64').replace(/.{76}/g, '$&\r\n');

/** Text and HTML, an inline picture, one elsewhere, a script, and an attachment with a Chinese name. */
export const offerMail = (to: string) =>
  Buffer.from(
    [
      'From: Maria Lindqvist <maria@lindqvist-marine.example>',
      `To: ${to}`,
      'Subject: =?utf-8?B?UmU6IOaKpeS7tyAyMDI2LTExOA==?=',
      `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
      'Message-ID: <offer-118@lindqvist-marine.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=mixed',
      '',
      '--mixed',
      'Content-Type: multipart/related; boundary=related',
      '',
      '--related',
      'Content-Type: multipart/alternative; boundary=alternative',
      '',
      '--alternative',
      'Content-Type: text/plain; charset=gbk',
      'Content-Transfer-Encoding: base64',
      '',
      // 您好，请见附件报价单。 in GBK.
      lines(Buffer.from('c4fabac3a3acc7ebbcfbb8bdbcfeb1a8bcdbb5a5a1a3', 'hex')),
      '--alternative',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '<p onclick="alert(1)">您好，<b>请见附件报价单。</b></p><script>alert(1)</script>',
      `<img src="cid:logo@x" width="40" height="40"><img src="${REMOTE_PICTURE}">`,
      '--alternative--',
      '--related',
      'Content-Type: image/png',
      'Content-ID: <logo@x>',
      'Content-Disposition: inline; filename=logo.png',
      'Content-Transfer-Encoding: base64',
      '',
      lines(PNG),
      '--related--',
      '--mixed',
      'Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(FILE_NAME)}`,
      'Content-Transfer-Encoding: base64',
      '',
      lines(FILE),
      '--mixed--',
      '',
    ].join('\r\n'),
  );
