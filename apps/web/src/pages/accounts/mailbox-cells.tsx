import type { Mailbox } from '@tradepost/contract';
import { App, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { skipReason, specialUse } from '../../i18n/en/mailboxes.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import type { Column } from './accounting.ts';
import s from './accounts.module.css';

/** RFC 6154 writes \Sent; a server may write it in any case. */
function useSpecialUse(): (attribute: string | null) => string | null {
  const t = useT();
  return (attribute) => {
    const key = attribute?.replace(/^\\/, '').toLowerCase() ?? '';
    return Object.hasOwn(specialUse, key) ? t(`specialUse.${key as keyof typeof specialUse}`) : null;
  };
}

export function MailboxName({ mailbox }: { mailbox: Mailbox }) {
  const t = useT();
  const useOf = useSpecialUse();
  const use = mailbox.path.toUpperCase() === 'INBOX' ? t('specialUse.inbox') : useOf(mailbox.specialUse);
  const reason = mailbox.skipReason;
  const why =
    reason &&
    (Object.hasOwn(skipReason, reason) ? t(`skipReason.${reason as keyof typeof skipReason}`) : reason);
  return (
    <span className={s.mailbox}>
      <span className={s.mailboxPath} dir="auto">
        {mailbox.path}
      </span>
      {use && use.toLowerCase() !== mailbox.path.toLowerCase() && <span className={s.sub}>{use}</span>}
      {mailbox.kind === 'import' && <span className={s.sub}>{t('mailboxes.imported')}</span>}
      {mailbox.kind === 'letters' && <span className={s.sub}>{t('mailboxes.sentFromHere')}</span>}
      {why && <span className={s.sub}>{t('mailboxes.leftOutWhy', { why })}</span>}
      {mailbox.accounting.leftOutByRule > 0 && (
        <span className={s.sub}>
          {t('mailboxes.leftOutByRule', { count: mailbox.accounting.leftOutByRule })}
        </span>
      )}
      {mailbox.vanishedAt && <span className={s.sub}>{t('mailboxes.vanishedFolder')}</span>}
      {mailbox.fault && (
        <span className={s.subBad} title={mailbox.fault.detail ?? undefined}>
          {t(`faultTitle.${mailbox.fault.code}`)}
        </span>
      )}
    </span>
  );
}

/** Numbers that ask for attention stand out; zeros stand back. */
export function Count({ column, value }: { column: Column; value: number | null }) {
  const format = useFormat();
  if (value === null) return <span className={s.zero}>–</span>;
  const asks = value > 0 && (column === 'quarantined' || column === 'missing');
  return <span className={value === 0 ? s.zero : asks ? s.attention : ''}>{format.number(value)}</span>;
}

type Choice = 'rule' | 'include' | 'exclude';

/** Shows what was chosen; a choice outranks the rule until "by the rule" takes it back. */
export function MailboxChoice({ mailbox }: { mailbox: Mailbox }) {
  const t = useT();
  const say = useSay();
  const may = useMay()('chooseMailbox');
  const { modal } = App.useApp();
  const choose = useWrite('chooseMailbox', {
    stale: ['listMailboxes', 'getMailAccount', 'listMailAccounts'],
  });
  if (mailbox.kind !== 'imap') return null;
  if (!may) return t(mailbox.included ? 'mailboxes.included' : 'mailboxes.leftOut');

  const value: Choice = mailbox.chosen === null ? 'rule' : mailbox.chosen ? 'include' : 'exclude';
  const set = (chosen: boolean | null) =>
    choose.mutateAsync({ params: { id: mailbox.id }, body: { chosen } }).catch(say.failed);
  const onChange = (next: Choice) => {
    if (next !== 'exclude') return void set(next === 'include' ? true : null);
    modal.confirm({
      title: t('mailboxes.excludeTitle', { path: mailbox.path }),
      content: t('mailboxes.excludeText'),
      okText: t('mailboxes.choiceExclude'),
      onOk: () => set(false),
    });
  };
  return (
    <Select<Choice>
      size="small"
      variant="filled"
      value={value}
      loading={choose.isPending}
      disabled={mailbox.skipReason === 'not-selectable'}
      onChange={onChange}
      popupMatchSelectWidth={false}
      style={{ minWidth: 104 }}
      aria-label={t('mailboxes.choiceLabel', { path: mailbox.path })}
      options={[
        { value: 'include', label: t('mailboxes.choiceInclude') },
        { value: 'exclude', label: t('mailboxes.choiceExclude') },
        { value: 'rule', label: t('mailboxes.choiceRule') },
      ]}
    />
  );
}
