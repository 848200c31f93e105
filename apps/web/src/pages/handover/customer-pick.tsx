import { Checkbox, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { usePages } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Grade } from '../../components/grade.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './handover.module.css';

interface CustomerPickProps {
  fromId: number;
  value: readonly number[];
  onChange: (ids: number[]) => void;
  /** Only these; left out: all of the person's. */
  among?: readonly number[] | undefined;
}

/** Chooses customers of one person one by one. */
export function CustomerPick({ fromId, value, onChange, among }: CustomerPickProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());
  const list = usePages(
    'listCustomers',
    { query: { owner: String(fromId), order: 'name', ...(search ? { search } : {}) } },
    { keepPrevious: true },
  );
  const allowed = among && new Set(among);
  const customers = list.data?.pages
    .flatMap(({ items }) => items)
    .filter(({ id }) => allowed === undefined || allowed.has(id));
  const chosen = new Set(value);
  const toggle = (id: number) =>
    onChange(chosen.has(id) ? value.filter((one) => one !== id) : [...value, id]);
  return (
    <div className={s.pick}>
      <div className={s.tools}>
        <Input.Search
          allowClear
          style={{ maxWidth: 320 }}
          placeholder={t('handover.findCustomer')}
          aria-label={t('handover.findCustomer')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <span className={page.soft} style={{ alignSelf: 'center' }}>
          {t('handover.chosenCount', { count: value.length })}
        </span>
      </div>
      {list.error && !customers && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      {customers?.length === 0 && <p className={page.soft}>{t('handover.noCustomers')}</p>}
      {customers?.map((customer) => (
        <Checkbox key={customer.id} checked={chosen.has(customer.id)} onChange={() => toggle(customer.id)}>
          <span className={s.name}>
            <Grade grade={customer.grade} />
            {customer.name}
            {customer.country && <CountryName code={customer.country} />}
          </span>
        </Checkbox>
      ))}
      <LoadMore pages={list} />
    </div>
  );
}
