import { CheckCircleOutlined, EditOutlined, InboxOutlined, SendOutlined } from '@ant-design/icons';
import { LETTER_BOXES, type LetterBox } from '@tradepost/contract';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { LetterRow } from './letter-row.tsx';

const ICONS: Record<LetterBox, ReactNode> = {
  drafts: <EditOutlined />,
  outbox: <SendOutlined />,
  trouble: <CheckCircleOutlined />,
  sent: <InboxOutlined />,
};
/** What is on its way changes by itself; milliseconds between two looks. */
const LOOK_MS = 5_000;

/** Drafts, what is on its way, what went wrong, or what was sent. */
export default function BoxPage() {
  const t = useT();
  const last = useLocation().pathname.split('/').at(-1);
  const box = LETTER_BOXES.find((one) => one === last) ?? 'drafts';
  const list = usePages(
    'listLetters',
    { query: { box } },
    { refetchInterval: box === 'outbox' || box === 'trouble' ? LOOK_MS : false },
  );
  const items = list.data?.pages.flatMap((part) => part.items);
  if (list.error && !items) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!items)
    return (
      <div className={page.sheet} style={{ padding: 20 }} aria-busy>
        <Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} />
      </div>
    );
  if (items.length === 0)
    return (
      <EmptyState
        icon={ICONS[box]}
        title={t(`letterBox.empty.${box}`)}
        text={t(`letterBox.emptyText.${box}`)}
      />
    );
  return (
    <>
      <ul className={page.sheet}>
        {items.map((letter) => (
          <LetterRow key={letter.id} letter={letter} />
        ))}
      </ul>
      <LoadMore pages={list} />
    </>
  );
}
