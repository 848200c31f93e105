/** A forgotten password: a one-time link, mailed to the address that the person is known by. */
import type { DB, Locale } from '@tradepost/db';
import { findUserByEmail } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { mayMailReset } from './guesses.ts';
import { invitationUrl, makeInvitation } from './invitation.ts';
import { hashToken } from './token.ts';

/** Mail lies about in mailboxes: shorter than what is handed over in person. */
const LINK_HOURS = 1;

/**
 * Says nothing of whether there is such a person. An older link stays good until one of them is used: whoever
 * asks in another's name must not void what an administrator has just sent.
 * @throws TradepostError 'too-many-requests' for a network that asks too often.
 */
export async function mailResetLink(
  { db, publicUrl }: { readonly db: Kysely<DB>; readonly publicUrl: string },
  request: { readonly email: string; readonly ip: string },
): Promise<void> {
  const email = request.email.trim().toLowerCase();
  if (!(await mayMailReset(db, { email, ip: request.ip }))) return;
  const user = await findUserByEmail(db, email);
  if (user === undefined || user.disabled_at !== null) return;
  await db.transaction().execute(async (tx) => {
    const { token } = await makeInvitation(
      tx,
      { kind: 'reset', email: user.email, role: user.role },
      LINK_HOURS,
    );
    const words = WORDS[user.locale];
    await queueMail(tx, {
      recipientId: user.id,
      to: user.email,
      kind: 'password-reset',
      // One mail per link; what names it must not open it.
      period: hashToken(token).toString('base64url'),
      subject: words.subject,
      text: words.text(user.name, invitationUrl(publicUrl, token)),
    });
    await appendAudit(tx, {
      actorId: null,
      action: 'user.reset-link-mailed',
      subjectKind: 'user',
      subjectId: user.id,
      detail: { ip: request.ip },
    });
  });
}

const WORDS: Readonly<Record<Locale, { subject: string; text: (name: string, url: string) => string }>> = {
  en: {
    subject: 'A new password for Tradepost',
    text: (name, url) =>
      [
        `Dear ${name},`,
        '',
        'somebody, probably you, has asked for a new password. Set it here:',
        '',
        url,
        '',
        'The link works once, within an hour. Setting a password signs you out everywhere else.',
        'If it was not you, do nothing: your password stays as it is.',
      ].join('\n'),
  },
  'zh-CN': {
    subject: 'Tradepost 重设密码',
    text: (name, url) =>
      [
        `${name}，您好：`,
        '',
        '有人（应该是您本人）申请重设登录密码。请打开以下链接设置新密码：',
        '',
        url,
        '',
        '链接一小时内有效，且只能使用一次。设置新密码后，其他设备上的登录会全部退出。',
        '如果不是您本人操作，请忽略此邮件，您的密码不会改变。',
      ].join('\n'),
  },
};
