import { FilterOutlined } from '@ant-design/icons';
import { SEARCH_GROUPS, SEARCH_ORDERS, type SearchFacets } from '@tradepost/contract';
import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import { ExportMenu } from './export-menu.tsx';
import { Facets } from './facets.tsx';
import { SaveSearch } from './save-search.tsx';
import s from './search.module.css';
import { SearchForm } from './search-form.tsx';
import { type SearchChoice, searchPath } from './search-state.ts';

interface ResultsToolsProps {
  choice: SearchChoice;
  today: string;
  facets: SearchFacets | undefined;
  /** The facets stand beside the list. */
  aside: boolean;
}

const GROUP_WORDS = {
  none: 'search.groupNone',
  thread: 'search.groupThread',
  customer: 'search.groupCustomer',
} as const;

/** How many were found; in which order, grouped by what; and what can be done with them. */
export function ResultsTools({ choice, today, facets, aside }: ResultsToolsProps) {
  const t = useT();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const go = (change: Partial<SearchChoice>) => void navigate(searchPath({ ...choice, ...change }));
  return (
    <div className={s.tools}>
      {facets && (
        <span className={s.count} role="status">
          {t(facets.total.estimate ? 'search.totalAbout' : 'search.total', { count: facets.total.count })}
        </span>
      )}
      {!aside && (
        <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
          {t('search.filters')}
        </Button>
      )}
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
      <SearchForm choice={choice} today={today} />
      <SaveSearch choice={choice} />
      <ExportMenu choice={choice} total={facets?.total} />
      <Drawer open={open} title={t('search.filters')} onClose={() => setOpen(false)} size={320}>
        <Facets choice={choice} today={today} facets={facets} onChoose={() => setOpen(false)} />
      </Drawer>
    </div>
  );
}
