import { ForkOutlined } from '@ant-design/icons';
import type { Collision } from '@tradepost/contract';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { CollisionTabs } from './collision-tabs.tsx';
import s from './collisions.module.css';
import { useDecisionWords } from './decision-words.ts';
import { StateTag } from './state-tag.tsx';

/** Collisions of oneself, and of people one leads. */
export default function CollisionsPage() {
  const t = useT();
  const [state, setState] = useState<'open' | 'decided' | 'all'>('open');
  const list = usePages('listCollisions', { query: state === 'all' ? {} : { state } });
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <div className={page.page}>
      <PageHeader title={t('collisions.title')} intro={t('collisions.intro')} />
      <CollisionTabs />
      <div className={s.tools}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: t('collisions.open') },
            { value: 'decided', label: t('collisions.decided') },
            { value: 'all', label: t('collisions.all') },
          ]}
        />
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
      {items?.length === 0 && (
        <EmptyState
          icon={<ForkOutlined />}
          title={t(state === 'open' ? 'collisions.empty' : 'collisions.emptyAll')}
          text={t('collisions.emptyText')}
        />
      )}
      {items && items.length > 0 && (
        <ul className={page.sheet}>
          {items.map((collision) => (
            <Row key={collision.id} collision={collision} />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
    </div>
  );
}

function Row({ collision }: { collision: Collision }) {
  const t = useT();
  const format = useFormat();
  const decisionWords = useDecisionWords();
  return (
    <li className={s.row}>
      <div>
        <Link className={s.name} to={`/collisions/${collision.id}`}>
          {collision.customerName}
        </Link>
        <div className={s.sub}>
          <span>{t('collisions.between', { owner: collision.ownerName, other: collision.userName })}</span>
          <span>{t('collisions.since', { day: format.brief(collision.openedAt) })}</span>
          {collision.decision && <span>{decisionWords(collision.decision, collision)}</span>}
        </div>
      </div>
      <StateTag state={collision.state} />
    </li>
  );
}
