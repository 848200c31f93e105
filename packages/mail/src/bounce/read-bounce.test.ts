import { describe, expect, it } from 'vitest';
import { parseMessage } from '../parse/message.ts';
import { type FailedRecipient, readBounce } from './read-bounce.ts';

const report = (lines: string) =>
  readBounce({ reports: [`Reporting-MTA: dns; mx.example\n\n${lines}`], text: '', failedRecipients: null });
const said = (text: string, failedRecipients: string | null = null) =>
  readBounce({ reports: [], text, failedRecipients });
const short = (found: FailedRecipient[]) => found.map(({ address, permanent }) => `${address} ${permanent}`);

describe('a delivery report', () => {
  it.each([
    ['no such user', 'Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown', true],
    ['a domain that is wrong', 'Status: 5.1.2', true],
    ['a host that is not found', 'Status: 5.4.4\nDiagnostic-Code: smtp; Host not found', true],
    [
      'Microsoft’s "access denied" of an unknown recipient',
      'Status: 5.4.1\nDiagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied',
      true,
    ],
    ['a mailbox that is disabled', 'Status: 5.2.1', true],
    ['5.0.0 with words', 'Status: 5.0.0\nDiagnostic-Code: smtp; 550 No such user here', true],
    [
      '5.5.0 mailbox unavailable',
      'Status: 5.5.0\nDiagnostic-Code: smtp;550 5.5.0 Requested action not taken: mailbox unavailable',
      true,
    ],
    ['a full mailbox', 'Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full', false],
    ['too large a mail', 'Status: 5.2.3', false],
    [
      'what is taken for spam',
      'Status: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 Message rejected as spam by policy',
      false,
    ],
    ['an unknown user behind a policy code', 'Status: 5.7.1\nDiagnostic-Code: smtp; 550 user unknown', true],
    ['our own address refused', 'Status: 5.1.8', false],
    ['what may still arrive', 'Status: 4.4.1\nDiagnostic-Code: smtp; 450 user unknown', false],
  ])('of %s', (_, fields, permanent) => {
    const found = report(`Final-Recipient: rfc822; Maria.Souza@Acme.example\nAction: failed\n${fields}`);
    expect(short(found)).toEqual([`maria.souza@acme.example ${permanent}`]);
  });

  it('names each recipient, folded fields too, and leaves out those that were delivered or wait', () => {
    const found = report(
      [
        'Original-Recipient: rfc822;sales@acme.example',
        'Final-Recipient: rfc822; someone@inner.acme.example',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach',
        '  does not exist.',
        '',
        'Final-Recipient: rfc822; <two@acme.example>',
        'Action: delayed',
        'Status: 4.4.1',
        '',
        'Final-Recipient: rfc822; three@acme.example',
        'Action: delivered',
        'Status: 2.0.0',
      ].join('\n'),
    );
    expect(found).toEqual([
      {
        address: 'sales@acme.example',
        status: '5.1.1',
        diagnostic: '550-5.1.1 The email account that you tried to reach does not exist.',
        permanent: true,
      },
    ]);
  });

  it('may be nonsense', () => {
    expect(report('Final-Recipient: nobody\nAction: failed')).toEqual([]);
    expect(report(`Final-Recipient: rfc822; ${'a'.repeat(2_000)}@x.example\nAction: failed`)).toEqual([]);
    expect(report(`${'Final-Recipient: rfc822; a@x.example\n\n'.repeat(5_000)}`).length).toBeLessThanOrEqual(
      100,
    );
  });
});

describe('a bounce without a report', () => {
  it('of qmail', () => {
    const text = `Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<joao@bolt.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 <joao@bolt.example>: Recipient address rejected: User unknown
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

To: joao@bolt.example
Cc: chen@lindqvist.test`;
    expect(short(said(text))).toEqual(['joao@bolt.example true']);
  });

  it('of Exim, which names them in a field', () => {
    const text = `This message was created automatically by mail delivery software.

  joao@bolt.example
    host mx.bolt.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<joao@bolt.example>:
    550 No such user`;
    expect(short(said(text, 'joao@bolt.example'))).toEqual(['joao@bolt.example true']);
  });

  it('of Chinese providers', () => {
    const qq = `很抱歉您发送的邮件被退回，以下是该邮件的相关信息：
退信原因 收件人邮件地址（li.wei@bolt.example）不存在，邮件无法送达。
host mx.bolt.example said: 550 Mailbox not found`;
    expect(short(said(qq))).toEqual(['li.wei@bolt.example true']);
    const full = '您给 li.wei@bolt.example 的邮件被退回：对方邮箱已满 552';
    expect(short(said(full))).toEqual(['li.wei@bolt.example false']);
  });

  it('that only says it may take a while names nobody', () => {
    const text = 'Your mail to joao@bolt.example is delayed.\n\nWe will keep trying for 5 days.';
    expect(said(text)).toEqual([]);
  });

  it('reads a long text in no time', () => {
    const start = process.threadCpuUsage();
    said(`${'user@example.com '.repeat(200_000)} user unknown`);
    said(`${'a@'.repeat(100_000)}`);
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(2_000);
  });
});

describe('the parser', () => {
  const dsn = (type: string) => `From: Mail Delivery Subsystem <mailer-daemon@mx.example>
To: anna@lindqvist.test
Subject: Undelivered
Content-Type: ${type}; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; joao@bolt.example
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

From: anna@lindqvist.test
To: joao@bolt.example
Cc: other@bolt.example
Subject: Offer

Dear Joao
--b--
`;
  it('gives what a bounce says, and nothing for any other mail', () => {
    const bounce = parseMessage(Buffer.from(dsn('multipart/report')));
    expect(bounce.automatic).toBe('bounce');
    expect(bounce.failedRecipients).toMatchObject([
      { address: 'joao@bolt.example', status: '5.1.1', permanent: true },
    ]);
    const ordinary = parseMessage(
      Buffer.from('From: a@b.example\nSubject: Fwd\n\n<joao@bolt.example>: 550 5.1.1 user unknown\n'),
    );
    expect(ordinary.failedRecipients).toEqual([]);
  });
});
