import { OUTGOING_STATES, type OutgoingMail, type OutgoingState } from '@tradepost/contract';
import { App, Button, Select, Skeleton, Space, Tag } from 'antd';
import { useState } from 'react';
import { usePages, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { outgoingKind } from '../../i18n/en/policy.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import settings from '../settings/settings.module.css';
import s from './policy.module.css';
import { useOutgoingFault } from './use-outgoing-fault.ts';

/** Mail of the product's own, with what became of it; a person decides about what failed or is unknown. */
export function OutgoingMails() {
  const t = useT();
  const [state, setState] = useState<OutgoingState | 'all'>('all');
  const pages = usePages(
    'listOutgoingMail',
    { query: state === 'all' ? {} : { state } },
    { keepPrevious: true },
  );
  const items = pages.data?.pages.flatMap((one) => one.items);
  return (
    <section aria-labelledby="outgoing-mails">
      <div className={s.listHead}>
        <h2 id="outgoing-mails" className={page.sectionTitle}>
          {t('policy.mails')}
        </h2>
        <Select<OutgoingState | 'all'>
          value={state}
          onChange={setState}
          style={{ width: 140 }}
          aria-label={t('policy.state')}
          options={[
            { value: 'all', label: t('policy.stateAll') },
            ...OUTGOING_STATES.map((value) => ({ value, label: t(`outgoingState.${value}`) })),
          ]}
        />
      </div>
      {pages.error && !items && <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      <div className={page.sheet}>
        {pages.isPending && (
          <div style={{ padding: 20 }}>
            <Skeleton active title={false} paragraph={{ rows: 3 }} />
          </div>
        )}
        {items?.length === 0 && <p className={s.none}>{t('policy.mailsEmpty')}</p>}
        <ul>
          {items?.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </ul>
      </div>
      {items !== undefined && items.length > 0 && <LoadMore pages={pages} />}
    </section>
  );
}

const COLORS = {
  queued: 'default',
  sending: 'processing',
  sent: 'success',
  failed: 'error',
  unknown: 'warning',
  dropped: 'default',
} as const;

function MailRow({ mail }: { mail: OutgoingMail }) {
  const t = useT();
  const format = useFormat();
  const faultWords = useOutgoingFault();
  const kind = Object.hasOwn(outgoingKind, mail.kind)
    ? t(`outgoingKind.${mail.kind as keyof typeof outgoingKind}`)
    : mail.kind;
  const about = [mail.recipientName ?? mail.to, kind, t('policy.attempts', { count: mail.attempts })];
  return (
    <li className={settings.row}>
      <div className={s.mail}>
        <span className={settings.name} dir="auto">
          {mail.subject}
        </span>
        <div className={settings.sub}>
          {about.join(' · ')} ·{' '}
          <time dateTime={mail.sentAt ?? mail.createdAt}>
            {format.dateTime(mail.sentAt ?? mail.createdAt)}
          </time>
        </div>
        {mail.fault && mail.state !== 'sent' && (
          <div className={settings.sub}>
            {faultWords(mail.fault.code)}
            {mail.fault.detail && <code className={s.said}>{mail.fault.detail}</code>}
          </div>
        )}
      </div>
      <Tag color={COLORS[mail.state]} style={{ justifySelf: 'start' }}>
        {t(`outgoingState.${mail.state}`)}
      </Tag>
      <MailActions mail={mail} />
    </li>
  );
}

function MailActions({ mail }: { mail: OutgoingMail }) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const stale = ['listOutgoingMail', 'getOutgoingServer'] as const;
  const resend = useWrite('resendOutgoingMail', { stale, onSuccess: () => say.done(t('policy.resent')) });
  const drop = useWrite('dropOutgoingMail', { stale, onSuccess: () => say.done(t('policy.dropped')) });
  const args = { params: { id: mail.id } };
  const doResend = () => resend.mutateAsync(args).catch(say.failed);
  const askResend = () =>
    mail.state === 'unknown'
      ? void modal.confirm({
          title: t('policy.resendUnknownTitle'),
          content: t('policy.resendUnknownText'),
          okText: t('policy.resend'),
          onOk: doResend,
        })
      : void doResend();
  const askDrop = () =>
    modal.confirm({
      title: t('policy.dropTitle'),
      okText: t('policy.drop'),
      okButtonProps: { danger: true },
      onOk: () => drop.mutateAsync(args).catch(say.failed),
    });
  const open = mail.state === 'failed' || mail.state === 'unknown';
  if (!open && mail.state !== 'queued') return <span />;
  return (
    <Space wrap size={4}>
      {open && (
        <Button size="small" onClick={askResend}>
          {t('policy.resend')}
        </Button>
      )}
      <Button size="small" type="text" onClick={askDrop}>
        {t('policy.drop')}
      </Button>
    </Space>
  );
}
