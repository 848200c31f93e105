import { describe, expect, it } from 'vitest';
import { parseMessage } from '../parse/index.ts';

describe('automatic mail', () => {
  it.each<[string[], string | null]>([
    [['From: ann@x.com'], null],
    [['Auto-Submitted: auto-replied'], 'auto-reply'],
    [['Auto-Submitted: auto-generated (cron)'], 'auto-generated'],
    [['Auto-Submitted: no'], null],
    [['Precedence: bulk'], 'bulk'],
    [['Precedence: auto_reply'], 'auto-reply'],
    [['List-Id: <a.b>', 'Precedence: list'], 'list'],
    [['List-Unsubscribe: <mailto:x@y.z>'], 'bulk'],
    [['X-Autoreply: yes'], 'auto-reply'],
    [['X-Autoreply: no'], null],
    [['Subject: 自动回复: 询价'], 'auto-reply'],
    [['Subject: Re: Automatic reply: x'], null],
    [['X-Auto-Response-Suppress: DR, OOF'], null],
    [['From: MAILER-DAEMON@mx.com', 'Auto-Submitted: auto-replied'], 'bounce'],
    [['From: postmaster@mx.com', 'Return-Path: <>'], 'bounce'],
    [['From: postmaster@customer.com', 'Return-Path: <postmaster@customer.com>'], null],
    [['From: PostMaster@qq.com', 'Subject: 来自qq.com的退信'], 'bounce'],
    [['From: Postmaster@163.com', 'Subject: 系统退信'], 'bounce'],
    [['From: postmaster@x.com', 'Subject: Undeliverable: PO 118'], 'bounce'],
    [['From: postmaster@customer.com', 'Subject: Order 118'], null],
    [['From: ann@x.com', 'Subject: Undeliverable: PO 118'], null],
    [['Content-Type: multipart/report; report-type=delivery-status; boundary=x'], 'bounce'],
    [['Content-Type: multipart/report; report-type=disposition-notification; boundary=x'], 'auto-reply'],
  ])('%s is %s', (lines, automatic) => {
    expect(parseMessage(Buffer.from(`${lines.join('\r\n')}\r\n\r\nx`)).automatic).toBe(automatic);
  });
});
