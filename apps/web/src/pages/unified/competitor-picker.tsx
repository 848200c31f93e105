import { Select } from 'antd';
import { useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';

interface CompetitorPickerProps {
  value: number | undefined;
  onChange: (competitorId: number | undefined) => void;
}

/** Finds a competitor by a part of its name. */
export function CompetitorPicker({ value, onChange }: CompetitorPickerProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());
  const { data, isFetching } = useApi(
    'listCompetitors',
    { query: search ? { search } : {} },
    { keepPrevious: true },
  );
  return (
    <Select
      allowClear
      style={{ width: '100%' }}
      aria-label={t('unified.competitor')}
      placeholder={t('unified.competitor')}
      value={value}
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={(next: number | undefined) => onChange(next)}
      options={data?.items.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
