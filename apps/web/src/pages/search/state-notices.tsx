import type { SearchPage } from '@tradepost/contract';
import { Alert } from 'antd';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './search.module.css';
import type { SearchChoice } from './search-state.ts';

/** What a reader must know of these results before he believes that they are all. */
export function StateNotices({ page, choice }: { page: SearchPage; choice: SearchChoice }) {
  const t = useT();
  const format = useFormat();
  const { index, boundedTo } = page;
  return (
    <div className={s.notices}>
      {page.state === 'timed-out' && (
        <Alert
          type="warning"
          showIcon
          title={t('search.timedOutTitle')}
          description={t('search.timedOutText')}
        />
      )}
      {index.state === 'building' && (
        <Alert
          type="info"
          showIcon
          title={t('search.buildingTitle')}
          description={
            index.since !== null && index.percent !== null
              ? t('search.building', { percent: index.percent, since: format.date(index.since) })
              : t('search.buildingPlain')
          }
        />
      )}
      {boundedTo !== null && (
        <p className={s.note}>
          {t(choice.order === 'relevance' ? 'search.bounded' : 'search.boundedGroups', { count: boundedTo })}
        </p>
      )}
    </div>
  );
}
