import { Skeleton } from 'antd';
import { usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { EntryList } from '../timeline/entry-list.tsx';

/** The unfiled mail with one correspondent. */
export function SenderMails({ address }: { address: string }) {
  const list = usePages('listUnfiledMessages', { query: { address } });
  const entries = list.data?.pages.flatMap(({ items }) => items);
  if (list.error && !entries) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!entries)
    return (
      <div style={{ padding: 24 }}>
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    );
  return (
    <div style={{ '--tp-month-top': '0px' } as React.CSSProperties}>
      <EntryList entries={entries} hrefOf={(id) => `/messages/${id}`} />
      <LoadMore pages={list} />
    </div>
  );
}
