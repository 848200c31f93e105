import { UndoOutlined } from '@ant-design/icons';
import type { Handover } from '@tradepost/contract';
import { App, Button, Progress, Skeleton } from 'antd';
import { useParams } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import s from './handover.module.css';
import { HandoverItems } from './handover-items.tsx';
import { StateTag } from './state-tag.tsx';

const ACCOUNT_WORDS = {
  done: 'handover.accountDone',
  undone: 'handover.accountUndone',
  kept: 'handover.accountKept',
} as const;

/** One hand-over: how far it is, what became of each customer, and the way back. */
export default function HandoverPage() {
  const t = useT();
  const format = useFormat();
  const id = Number(useParams()['id']);
  const { data: handover, error, refetch } = useApi('getHandover', { params: { id } }, { enabled: id > 0 });
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !handover)
    return (
      <div className={page.page}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!handover)
    return (
      <div className={page.page} aria-busy>
        <Skeleton active />
      </div>
    );
  const { counts } = handover;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const title = t('handover.line', {
    from: handover.fromName,
    to: handover.successors.map(({ name }) => name).join(', ') || '–',
  });
  return (
    <div className={page.page}>
      <PageHeader
        title={title}
        heading={
          <span className={s.name}>
            {title} <StateTag state={handover.state} />
          </span>
        }
        back={{ to: '/handovers', label: t('handover.title') }}
        actions={handover.undoUntil && <Undo handover={handover} />}
        intro={
          <>
            {t('handover.byOn', {
              name: handover.createdByName ?? t('handover.commandLine'),
              day: format.dateTime(handover.createdAt),
            })}
            {handover.reason && ` · ${handover.reason}`}
            {handover.undoUntil &&
              ` · ${t('handover.undoUntil', { time: format.dateTime(handover.undoUntil) })}`}
          </>
        }
      />
      {(handover.state === 'running' || handover.state === 'undoing') && <Watch id={id} />}
      {handover.state === 'running' && (
        <div role="status">
          {t('handover.running', { done: total - counts.waiting, total })}
          <Progress
            percent={total === 0 ? 100 : Math.floor(((total - counts.waiting) / total) * 100)}
            showInfo={false}
          />
        </div>
      )}
      {handover.state === 'undoing' && <p role="status">{t('handover.undoing')}</p>}
      {handover.note && <p className={s.note}>{handover.note}</p>}
      <h2 className={page.sectionTitle}>{t('handover.stepHeirs')}</h2>
      <div className={s.shares}>
        {handover.successors.map((heir) => (
          <div key={heir.userId} className={`${page.sheet} ${s.share}`}>
            <h3>
              <span>{heir.name}</span>
              <span className="tp-number">{format.number(heir.customers)}</span>
            </h3>
            {heir.unread > 0 && (
              <span className={`${s.tag} ${s.warn}`}>
                {t('handover.unreadCount', { count: heir.unread })}
              </span>
            )}
          </div>
        ))}
      </div>
      {handover.accounts.length > 0 && (
        <ul className={s.plain} style={{ marginTop: 14 }}>
          {handover.accounts.map((account) => (
            <li key={account.accountId}>
              {account.state === 'done'
                ? t(ACCOUNT_WORDS.done, {
                    address: account.address,
                    to: account.toName ?? t('handover.nobody'),
                  })
                : t(ACCOUNT_WORDS[account.state], { address: account.address })}
            </li>
          ))}
        </ul>
      )}
      <HandoverItems key={handover.state} handoverId={id} counts={counts} />
    </div>
  );
}

/** Looks again every second, while there is something to see. */
function Watch({ id }: { id: number }) {
  useApi('getHandover', { params: { id } }, { refetchInterval: 1_000 });
  return null;
}

function Undo({ handover }: { handover: Handover }) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const undo = useWrite('undoHandover', {
    stale: ['getHandover', 'listHandovers', 'listHandoverItems', 'listCustomers', 'listMailAccounts'],
  });
  const ask = () =>
    modal.confirm({
      title: t('handover.undoTitle'),
      content: t('handover.undoText', { name: handover.fromName }),
      okText: t('handover.undo'),
      okButtonProps: { danger: true },
      onOk: () => undo.mutateAsync({ params: { id: handover.id } }).catch(say.failed),
    });
  return (
    <Button icon={<UndoOutlined />} loading={undo.isPending} onClick={ask}>
      {t('handover.undo')}
    </Button>
  );
}
