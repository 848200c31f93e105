import {
  LEFT_OUT_REASONS,
  type LeftOutReason,
  type MassMail,
  type MassMailRecipient,
} from '@tradepost/contract';
import { Button, Select, Skeleton, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { usePages, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { letterState } from '../../i18n/en/letter.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './mass-mail.module.css';
import { MASS_MAIL_STALE } from './stale.ts';

const RecipientPreview = lazy(() => import('./recipient-preview.tsx'));

const VIEWS = ['all', 'waiting', 'made', 'replied', 'bounced', 'unsubscribed', 'failed', 'unknown'] as const;
type View = (typeof VIEWS)[number] | LeftOutReason;

const isReason = (view: View): view is LeftOutReason =>
  (LEFT_OUT_REASONS as readonly string[]).includes(view);

function queryOf(view: View) {
  if (isReason(view)) return { leftOut: view };
  if (view === 'all') return {};
  return view === 'waiting' || view === 'made' ? { state: view } : { result: view };
}

/** Who gets it, what became of it for each, and who does not get it and why. */
export function Recipients({ mail }: { mail: MassMail }) {
  const t = useT();
  const [view, setView] = useState<View>('all');
  const [previewing, setPreviewing] = useState<MassMailRecipient | null>(null);
  const list = usePages(
    'listMassMailRecipients',
    { params: { id: mail.id }, query: queryOf(view) },
    { keepPrevious: true },
  );
  const items = list.data?.pages.flatMap((part) => part.items);
  const started = mail.startedAt !== null;
  const reasons = mail.leftOut.map(({ reason, count }) => ({
    value: reason as View,
    label: t('massMails.reasonCount', { reason: t(`leftOut.${reason}`), count }),
  }));
  return (
    <section aria-labelledby="recipients">
      <div className={s.listHead}>
        <h2 id="recipients" className={page.sectionTitle}>
          {t('massMails.recipients')}
        </h2>
        <Select<View>
          value={view}
          onChange={setView}
          className={s.view ?? ''}
          aria-label={t('massMails.show')}
          options={[
            {
              label: t('massMails.recipients'),
              options: VIEWS.filter((one) => started || one === 'all' || one === 'waiting').map((value) => ({
                value: value as View,
                label: t(`massMails.view.${value}`),
              })),
            },
            ...(reasons.length > 0 ? [{ label: t('massMails.count.leftOut'), options: reasons }] : []),
          ]}
        />
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <Skeleton active />}
      {items && (
        <>
          <ul className={page.sheet}>
            {items.length === 0 && <li className={s.none}>{t('massMails.nobody')}</li>}
            {items.map((recipient) => (
              <RecipientRow
                key={recipient.id}
                mail={mail}
                recipient={recipient}
                onPreview={() => setPreviewing(recipient)}
              />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
      <Suspense>
        {previewing && (
          <RecipientPreview mail={mail} recipient={previewing} onClose={() => setPreviewing(null)} />
        )}
      </Suspense>
    </section>
  );
}

interface RowProps {
  mail: MassMail;
  recipient: MassMailRecipient;
  onPreview: () => void;
}

function RecipientRow({ mail, recipient, onPreview }: RowProps) {
  const t = useT();
  const say = useSay();
  const leaveOut = useWrite('leaveOutRecipient', { stale: MASS_MAIL_STALE });
  const mark = (leftOut: boolean) =>
    leaveOut.mutate(
      { params: { id: mail.id, recipientId: recipient.id }, body: { leftOut } },
      { onError: say.failed },
    );
  const open = mail.mine && mail.state !== 'done' && mail.state !== 'cancelled';
  return (
    <li className={s.recipient}>
      <div className={s.who}>
        <span>
          {recipient.name ?? recipient.address ?? t('massMails.noContact')}
          {recipient.name && recipient.address && <span className={s.soft}> {recipient.address}</span>}
        </span>
        {recipient.customerId !== null && (
          <Link className={s.soft} to={`/customers/${recipient.customerId}`}>
            {recipient.customerName}
          </Link>
        )}
      </div>
      <Outcome recipient={recipient} />
      <div className={s.act}>
        {recipient.address !== null && recipient.state !== 'made' && (
          <Button size="small" type="text" onClick={onPreview}>
            {t('templates.preview')}
          </Button>
        )}
        {recipient.messageId !== null && (
          <Link to={`/messages/${recipient.messageId}`}>
            <Button size="small" type="text" tabIndex={-1}>
              {t('letters.openMail')}
            </Button>
          </Link>
        )}
        {open && recipient.state === 'waiting' && (
          <Button size="small" type="text" onClick={() => mark(true)}>
            {t('massMails.leaveOut')}
          </Button>
        )}
        {open && recipient.leftOut === 'by-hand' && (
          <Button size="small" type="text" onClick={() => mark(false)}>
            {t('massMails.takeIn')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Outcome({ recipient }: { recipient: MassMailRecipient }) {
  const t = useT();
  const format = useFormat();
  const { state, leftOut, letterState: letter } = recipient;
  if (state === 'left-out') return <Tag className={s.tag ?? ''}>{t(`leftOut.${leftOut ?? 'by-hand'}`)}</Tag>;
  if (state === 'waiting') return <span className={s.soft}>{t('massMails.view.waiting')}</span>;
  return (
    <span className={s.outcome}>
      {recipient.repliedAt && <Tag color="success">{t('massMails.count.replied')}</Tag>}
      {recipient.unsubscribedAt && <Tag color="warning">{t('massMails.count.unsubscribed')}</Tag>}
      {recipient.bouncedAt ? (
        <Tag color="error">{t('massMails.count.bounced')}</Tag>
      ) : letter === 'sent' ? (
        <span className={s.soft}>
          {t('letterState.sent')} {recipient.sentAt && format.dateTime(recipient.sentAt)}
        </span>
      ) : (
        <Tag color={letter === 'failed' ? 'error' : letter === 'unknown' ? 'warning' : 'processing'}>
          {letter !== null && Object.hasOwn(letterState, letter)
            ? t(`letterState.${letter as keyof typeof letterState}`)
            : letter}
        </Tag>
      )}
    </span>
  );
}
