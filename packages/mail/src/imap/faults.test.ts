import { describe, expect, test } from 'vitest';
import { cleanDetail, DETAIL_LIMIT } from './clean-detail.ts';
import { classifyFault, ImapFault, type ImapFaultCode } from './faults.ts';

/** A tagged NO to LOGIN or AUTHENTICATE, as imapflow throws it. */
const refusal = (response: string, serverResponseCode?: string) =>
  Object.assign(new Error('Command failed'), {
    authenticationFailed: true,
    responseStatus: 'NO',
    response,
    serverResponseCode,
  });

describe('refusals of signing in', () => {
  test.each<[string, string | undefined, ImapFaultCode]>([
    ['[AUTHENTICATIONFAILED] Invalid credentials (Failure)', 'AUTHENTICATIONFAILED', 'wrong-password'],
    ['LOGIN failed.', undefined, 'wrong-password'],
    ['Authentication failed.', 'AUTHENTICATIONFAILED', 'wrong-password'],
    ['LOGIN Login error or password error', undefined, 'wrong-password'],
    ['Password has expired', 'EXPIRED', 'wrong-password'],
    ['Account exceeded command or bandwidth limits. (Failure)', 'OVERQUOTA', 'refused-for-now'],
    ['The mailbox is over its quota', 'OVERQUOTA', 'server-error'],
    [
      'Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      'ALERT',
      'app-password-needed',
    ],
    [
      'Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)',
      'ALERT',
      'app-password-needed',
    ],
    ['Web login required.', 'WEBALERT', 'app-password-needed'],
    [
      'Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy. More information at https://help.mail.qq.com/detail/108/1023',
      undefined,
      'app-password-needed',
    ],
    [
      'Login fail. Please use your authorization code to login. More information at http://service.mail.qq.com',
      undefined,
      'app-password-needed',
    ],
    ['Login fail. Please using weixin token', undefined, 'app-password-needed'],
    ['登录失败，请使用授权码登录', undefined, 'app-password-needed'],
    ['Basic authentication is disabled.', undefined, 'app-password-needed'],
    [
      'NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Application password is REQUIRED',
      'AUTHENTICATIONFAILED',
      'app-password-needed',
    ],
    [
      'Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access.',
      'ALERT',
      'imap-disabled',
    ],
    [
      'You are yet to enable IMAP for your account. Please contact your administrator',
      undefined,
      'imap-disabled',
    ],
    ['Too many simultaneous connections. (Failure)', 'ALERT', 'too-many-connections'],
    [
      'Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)',
      'UNAVAILABLE',
      'too-many-connections',
    ],
    ['Temporary authentication failure.', 'UNAVAILABLE', 'refused-for-now'],
    ['Too many login failures. Try again later.', 'AUTHENTICATIONFAILED', 'refused-for-now'],
    ['User is authenticated but not connected.', undefined, 'refused-for-now'],
    ['Not now', 'INUSE', 'refused-for-now'],
    ['[UNAVAILABLE] not now', undefined, 'refused-for-now'],
    ['Encryption is required', 'PRIVACYREQUIRED', 'starttls-missing'],
  ])('%s [%s] → %s', (text, responseCode, code) => {
    expect(classifyFault(refusal(text, responseCode))).toMatchObject({ code });
  });
});

describe('failures of the connection', () => {
  test.each<[object, ImapFaultCode]>([
    [{ code: 'ENOTFOUND' }, 'unknown-host'],
    [{ code: 'EAI_AGAIN' }, 'unknown-host'],
    [{ code: 'ECONNREFUSED' }, 'unreachable'],
    [{ code: 'ENETUNREACH' }, 'unreachable'],
    [{ errors: [{ code: 'EHOSTUNREACH' }, { code: 'ECONNREFUSED' }] }, 'unreachable'],
    [{ code: 'ETIMEDOUT' }, 'timeout'],
    [{ code: 'GREETING_TIMEOUT' }, 'timeout'],
    [{ code: 'ECONNRESET' }, 'connection-lost'],
    [{ code: 'NoConnection', reason: 'Idle for too long' }, 'connection-lost'],
    [{ code: 'NoConnection', reason: 'Too many connections' }, 'too-many-connections'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'tls-certificate'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls-certificate'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', tlsFailed: true }, 'tls-certificate'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'tls-certificate'],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'tls-handshake'],
    [{ code: 'EPROTO' }, 'tls-handshake'],
    [{ tlsFailed: true, message: 'Server does not support STARTTLS' }, 'starttls-missing'],
    [{ code: 'NOT_IMAP', message: 'SSH-2.0' }, 'not-imap'],
    [
      { responseStatus: 'NO', responseText: 'EXAMINE Unsafe Login. Please contact kefu@188.com for help' },
      'refused-for-now',
    ],
    [
      { responseStatus: 'NO', responseText: 'Mailbox does not exist', serverResponseCode: 'NONEXISTENT' },
      'mailbox-unreadable',
    ],
    [
      {
        responseStatus: 'NO',
        responseText: 'no',
        response: { attributes: [{ section: [{ value: 'INUSE' }] }] },
      },
      'refused-for-now',
    ],
    [{ responseStatus: 'BAD', responseText: 'Unknown command' }, 'server-error'],
    [{ message: 'anything' }, 'server-error'],
    ['a string', 'server-error'] as never,
  ])('%j → %s', (error, code) => expect(classifyFault(error).code).toBe(code));

  test('a throttled account is left alone for at least the time Microsoft wants', () => {
    const fault = (throttleReset: number) => classifyFault({ code: 'ETHROTTLE', throttleReset });
    expect([fault(1_000), fault(900_000)]).toMatchObject([
      { code: 'refused-for-now', retryAfterMs: 300_000 },
      { code: 'refused-for-now', retryAfterMs: 900_000 },
    ]);
  });

  test('of a certificate that cannot be verified, the reason is told without words for programmers', () => {
    const message =
      'unable to verify the first certificate; if the root CA is installed locally, try running Node.js with --use-system-ca';
    expect(classifyFault({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', message })).toMatchObject({
      code: 'tls-certificate',
      detail: 'unable to verify the first certificate',
    });
  });

  test('a fault stays what it is', () => {
    const fault = new ImapFault('timeout', 'x');
    expect(classifyFault(fault)).toBe(fault);
  });
});

describe('the detail', () => {
  test('is one line of at most 300 characters', () => {
    expect(cleanDetail('a\r\n\tb\u202Ec\u0000 d')).toBe('a b c d');
    expect(Array.from(cleanDetail('中😀'.repeat(400)) ?? '')).toHaveLength(DETAIL_LIMIT);
    expect(cleanDetail(' \n ')).toBeNull();
  });

  test.each(['pass word', 'p\u0001ss', 'geheim'])(
    'has no trace of the password %j, nor of its base64',
    (password) => {
      const said = `user ${password} and ${Buffer.from(password).toString('base64')} ${'x'.repeat(285)}${password}`;
      const detail = cleanDetail(said, [password]) ?? '';
      expect(detail).not.toContain(password);
      expect(detail).not.toContain(Buffer.from(password).toString('base64'));
      expect(detail).toMatch(/^user ••• and •••/);
    },
  );
});
