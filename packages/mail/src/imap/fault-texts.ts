import type { ImapFaultCode } from './faults.ts';

interface Meaning {
  readonly code: ImapFaultCode;
  readonly retryAfterMs?: number;
}

/** RFC 5530 section 3, RFC 3501 7.1, RFC 6154. `vague`: providers use it for every refusal, so words decide. */
export const RESPONSE_CODE_FAULTS: Readonly<Record<string, Meaning & { readonly vague?: boolean }>> = {
  UNAVAILABLE: { code: 'refused-for-now', vague: true },
  INUSE: { code: 'refused-for-now' },
  LIMIT: { code: 'refused-for-now', vague: true },
  'X-GOOGLE-BANDWIDTH': { code: 'refused-for-now' },
  THROTTLED: { code: 'refused-for-now' },
  EXPIRED: { code: 'wrong-password' },
  AUTHENTICATIONFAILED: { code: 'wrong-password', vague: true },
  AUTHORIZATIONFAILED: { code: 'imap-disabled', vague: true },
  PRIVACYREQUIRED: { code: 'starttls-missing' },
  CONTACTADMIN: { code: 'imap-disabled', vague: true },
  NONEXISTENT: { code: 'mailbox-unreadable' },
  NOPERM: { code: 'mailbox-unreadable' },
  SERVERBUG: { code: 'server-error' },
  CORRUPTION: { code: 'server-error' },
  // Gmail says so of its bandwidth, others of a full mailbox.
  OVERQUOTA: { code: 'server-error', vague: true },
  CLIENTBUG: { code: 'server-error' },
  CANNOT: { code: 'server-error' },
};

/**
 * Words of the providers, first match wins. `anywhere`: also outside of signing in (BYE, SELECT, FETCH).
 * The narrow ones come before the wide ones.
 */
export const FAULT_TEXTS: readonly (Meaning & { readonly pattern: RegExp; readonly anywhere?: boolean })[] = [
  // Gmail, support.google.com/mail/accounts/answer/78754
  { pattern: /application-specific password/i, code: 'app-password-needed' },
  { pattern: /web login required|log in via your web browser/i, code: 'app-password-needed' },
  { pattern: /too many simultaneous connections/i, code: 'too-many-connections', anywhere: true },
  { pattern: /exceeded (command or )?bandwidth limits/i, code: 'refused-for-now', anywhere: true },
  { pattern: /your account is not enabled for IMAP use/i, code: 'imap-disabled', anywhere: true },
  { pattern: /IMAP access is disabled/i, code: 'imap-disabled', anywhere: true },

  // Microsoft 365: learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online
  {
    pattern: /basic\s?auth(entication)? is disabled|LogonDenied-BasicAuthBlocked/i,
    code: 'app-password-needed',
  },
  { pattern: /Suggested Backoff Time/i, code: 'refused-for-now', retryAfterMs: 300_000, anywhere: true },
  { pattern: /request is throttled/i, code: 'refused-for-now', retryAfterMs: 300_000, anywhere: true },
  {
    pattern: /user is authenticated but not connected/i,
    code: 'refused-for-now',
    retryAfterMs: 300_000,
    anywhere: true,
  },
  { pattern: /(imap|protocol) (is )?disabled|protocol not enabled/i, code: 'imap-disabled', anywhere: true },

  // QQ and Tencent Exmail: service.mail.qq.com/detail/0/75, service.exmail.qq.com/cgi-bin/help?subtype=1&id=23&no=1001023
  {
    pattern: /account is abnormal|service is not open|please us(e|ing) weixin token/i,
    code: 'app-password-needed',
  },
  {
    pattern: /authorization code|authorized code|授权码|授权密码|专用密码|客户端密码|动态密码/i,
    code: 'app-password-needed',
  },
  {
    pattern: /login frequency limited|frequency limit|登录频率|登录过于频繁/i,
    code: 'refused-for-now',
    anywhere: true,
  },
  { pattern: /未开启|未开通|服务未开|please open (the )?imap/i, code: 'imap-disabled', anywhere: true },

  // NetEase (163, 126, yeah.net, qiye): help.mail.163.com/faqDetail.do?code=d7a5dc8471cd0c0e8b4b8f4f8e49998b374173cfe9171305fa1ce630d7f67ac2eda07326646e6eb0
  { pattern: /unsafe login/i, code: 'refused-for-now', anywhere: true },
  {
    pattern: /client.*(password|auth).*(code|needed|required)|using password to login is not allowed/i,
    code: 'app-password-needed',
  },
  {
    pattern: /imap.*(not (open|enabled|allowed)|service.*closed)|ERR\.LOGIN\.(USER)?IMAP/i,
    code: 'imap-disabled',
    anywhere: true,
  },
  { pattern: /ERR\.LOGIN\.PASSERR/i, code: 'wrong-password' },
  { pattern: /ERR\.LOGIN\.(REQCODE|DOMAINREQCODE)/i, code: 'app-password-needed' },

  // Yahoo, iCloud, Zoho, Yandex, Mail.ru, GMX, Aliyun
  { pattern: /app(lication)?[ -](specific )?password/i, code: 'app-password-needed' },
  {
    pattern: /yandex.*(app password|imap is not enabled)|imap is not enabled/i,
    code: 'imap-disabled',
    anywhere: true,
  },
  {
    pattern: /(you are yet to|please) enable imap|enable imap (for|in) your/i,
    code: 'imap-disabled',
    anywhere: true,
  },
  // Mail.ru: help.mail.ru/mail/security/protection/external
  { pattern: /NEOBHODIM parol prilozheniya/i, code: 'app-password-needed' },
  {
    pattern: /(enable|activate).{0,40}(pop3|imap).{0,60}(gmx|web\.de)/i,
    code: 'imap-disabled',
    anywhere: true,
  },

  // Dovecot (mail_max_userip_connections), Courier (MAXPERIP), Cyrus, Exchange, Coremail
  {
    pattern:
      /maximum number of connections|too many (open |concurrent )?(connections|sessions)|connection(s)? limit/i,
    code: 'too-many-connections',
    anywhere: true,
  },
  { pattern: /同时连接|连接数/i, code: 'too-many-connections', anywhere: true },
  {
    pattern:
      /too many (login|log-in|auth|failed|invalid|bad)|login(s)? too (often|frequent)|try (again )?later|temporar(y|ily)|rate limit|throttl|稍后再试|频繁/i,
    code: 'refused-for-now',
    anywhere: true,
  },
  {
    pattern:
      /(account|mailbox|user).{0,30}(disabled|locked|suspended|blocked|frozen)|账号(已)?(锁定|冻结|禁用)/i,
    code: 'imap-disabled',
  },
  {
    pattern: /server (is )?(shutting|unavailable|busy)|system busy|系统繁忙|internal (server )?error/i,
    code: 'server-error',
    anywhere: true,
  },
];
