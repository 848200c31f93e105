import { SEARCH_GROUPS, SEARCH_ORDERS } from '@tradepost/contract';
import { Select } from 'antd';
import { useNavigate } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import s from './search.module.css';
import { type SearchChoice, searchPath } from './search-state.ts';

interface ResultsToolsProps {
  choice: SearchChoice;
  today: string;
  /** A message is open beside the list. */
  narrow: boolean;
}

const GROUP_WORDS = {
  none: 'search.groupNone',
  thread: 'search.groupThread',
  customer: 'search.groupCustomer',
} as const;

/** In which order, and grouped by what. */
export function ResultsTools({ choice }: ResultsToolsProps) {
  const t = useT();
  const navigate = useNavigate();
  const go = (change: Partial<SearchChoice>) => void navigate(searchPath({ ...choice, ...change }));
  return (
    <div className={s.tools}>
      <span className={s.space} />
      <Select
        aria-label={t('search.order')}
        value={choice.order}
        popupMatchSelectWidth={false}
        onChange={(order) => go({ order })}
        options={SEARCH_ORDERS.map((value) => ({ value, label: t(`search.${value}`) }))}
      />
      <Select
        aria-label={t('search.group')}
        value={choice.group}
        popupMatchSelectWidth={false}
        onChange={(group) => go({ group })}
        options={SEARCH_GROUPS.map((value) => ({ value, label: t(GROUP_WORDS[value]) }))}
      />
    </div>
  );
}
