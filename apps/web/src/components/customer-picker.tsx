import { Select } from 'antd';
import { useState } from 'react';
import { useApi } from '../api/use-api.ts';
import { useT } from '../i18n/language.tsx';
import { CountryName } from './country.tsx';
import { useSettled } from './use-settled.ts';

interface CustomerPickerProps {
  id?: string;
  value?: number | undefined;
  onChange?: (customerId: number | undefined, name: string) => void;
  autoFocus?: boolean;
}

/** Finds a customer by a part of its name, an address or a domain. */
export function CustomerPicker({ id, value, onChange, autoFocus = false }: CustomerPickerProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());
  const { data, isFetching } = useApi(
    'listCustomers',
    { query: { order: 'name', ...(search ? { search } : {}) } },
    { keepPrevious: true },
  );
  return (
    <Select
      id={id}
      allowClear
      autoFocus={autoFocus}
      style={{ width: '100%' }}
      placeholder={t('filing.pick')}
      value={value}
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={(next: number | undefined, option) =>
        onChange?.(next, option && !Array.isArray(option) ? String(option.label) : '')
      }
      options={data?.items.map((customer) => ({
        value: customer.id,
        label: customer.name,
        country: customer.country,
      }))}
      optionRender={({ label, data: { country } }) => (
        <span style={{ display: 'flex', justifyContent: 'space-between', gap: 12 }}>
          <span>{label}</span>
          <span style={{ color: 'var(--tp-faint)' }}>
            <CountryName code={country} />
          </span>
        </span>
      )}
    />
  );
}
