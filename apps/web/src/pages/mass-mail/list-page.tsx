import { NotificationOutlined } from '@ant-design/icons';
import type { MassMailLine } from '@tradepost/contract';
import { Progress, Skeleton } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { useFieldNamesIn } from '../letter/use-field-name.ts';
import s from './mass-mail.module.css';
import { MassMailState } from './state-tag.tsx';

/** Milliseconds between two looks while one is sent. */
const LOOK_MS = 10_000;

/** One's mass mails, and those of one's people. */
export default function ListPage() {
  const t = useT();
  const list = usePages('listMassMails', { query: {} }, { refetchInterval: LOOK_MS });
  const items = list.data?.pages.flatMap((part) => part.items);
  if (list.error && !items) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!items) return <Skeleton active />;
  if (items.length === 0)
    return (
      <EmptyState
        icon={<NotificationOutlined />}
        title={t('massMails.empty')}
        text={t('massMails.emptyText')}
      >
        <Link to="/customers">{t('massMails.toCustomers')}</Link>
      </EmptyState>
    );
  return (
    <>
      <ul className={page.sheet}>
        {items.map((mail) => (
          <Row key={mail.id} mail={mail} />
        ))}
      </ul>
      <LoadMore pages={list} />
    </>
  );
}

function Row({ mail }: { mail: MassMailLine }) {
  const t = useT();
  const format = useFormat();
  const named = useFieldNamesIn();
  const { user } = useSession();
  const { counts } = mail;
  const total = counts.made + counts.waiting;
  const started = mail.startedAt !== null;
  return (
    <li className={s.row}>
      <Link to={`/mass-mails/${mail.id}`} className={s.main}>
        <span className={s.name}>{mail.name}</span>
        <span className={s.subject} dir="auto">
          {named(mail.subject) || t('timeline.noSubject')}
        </span>
        <span className={s.sub}>
          <MassMailState state={mail.state} />
          <span>{t(`templateKind.${mail.kind}`)}</span>
          {mail.ownerId !== user.id && <span>{mail.ownerName}</span>}
          <span>{format.dateTime(mail.startedAt ?? mail.createdAt)}</span>
        </span>
      </Link>
      {started && (
        <div className={s.side}>
          <Progress
            size="small"
            percent={total === 0 ? 100 : Math.floor((100 * counts.made) / total)}
            {...(mail.state === 'stopped' ? { status: 'exception' as const } : {})}
          />
          <span className={s.sub}>
            <span>{t('massMails.sentOf', { sent: counts.sent, total })}</span>
            {counts.replied > 0 && <span>{t('massMails.repliedCount', { count: counts.replied })}</span>}
            {counts.bounced > 0 && <span>{t('massMails.bouncedCount', { count: counts.bounced })}</span>}
          </span>
        </div>
      )}
    </li>
  );
}
