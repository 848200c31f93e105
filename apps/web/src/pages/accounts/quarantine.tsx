import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { useQuarantineReason } from '../message/quarantine-reason.ts';
import s from './accounts.module.css';

/** Mails that are archived as they came, but could not be read whole. */
export function Quarantine({ accountId }: { accountId: number }) {
  const t = useT();
  const format = useFormat();
  const words = useQuarantineReason();
  const list = usePages('listQuarantine', { params: { id: accountId } });
  const mails = list.data?.pages.flatMap(({ items }) => items);
  return (
    <section id="quarantine" aria-labelledby="quarantine-title">
      <h2 id="quarantine-title" className={page.sectionTitle}>
        {t('mailboxes.quarantineTitle')}
      </h2>
      {list.error && !mails && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      <div className={page.sheet}>
        {list.isPending && (
          <div style={{ padding: 20 }}>
            <Skeleton active title={false} paragraph={{ rows: 2 }} />
          </div>
        )}
        {mails && (
          <p className={s.sums} style={{ border: 0 }}>
            {t(mails.length === 0 ? 'mailboxes.quarantineEmpty' : 'mailboxes.quarantineText')}
          </p>
        )}
        {mails && mails.length > 0 && (
          <>
            <ul className={s.cards} style={{ borderTop: '1px solid var(--tp-line)' }}>
              {mails.map((mail) => (
                <li key={mail.id} className={s.cardBox}>
                  <div className={s.cardTop}>
                    <Link to={`/messages/${mail.id}`} dir="auto">
                      {mail.subject || t('timeline.noSubject')}
                    </Link>
                    <span className={`${s.sub} tp-number`} style={{ whiteSpace: 'nowrap' }}>
                      {format.bytes(mail.size)} · {format.date(mail.occurredAt)}
                    </span>
                  </div>
                  <div className={s.sub}>
                    {words(mail.reason)}
                    {mail.detail && ` · ${mail.detail}`}
                  </div>
                </li>
              ))}
            </ul>
            <LoadMore pages={list} />
          </>
        )}
      </div>
    </section>
  );
}
