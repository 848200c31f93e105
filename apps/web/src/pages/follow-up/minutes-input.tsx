import { InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';

/** 60 days, as the contract has it. */
const MOST_MINUTES = 60 * 24 * 60;

interface MinutesInputProps {
  id?: string;
  value?: number | null;
  onChange?: (value: number | null) => void;
  label: string;
}

/** A span that is kept in minutes and typed in minutes or hours; empty: never. */
export function MinutesInput({ id, value = null, onChange, label }: MinutesInputProps) {
  const t = useT();
  const [chosen, setChosen] = useState<1 | 60>(60);
  // A preset may bring what is no whole hour.
  const unit = value !== null && value % 60 !== 0 ? 1 : chosen;
  return (
    <Space.Compact>
      <InputNumber
        id={id}
        min={1}
        max={MOST_MINUTES / unit}
        precision={0}
        style={{ width: 84 }}
        aria-label={label}
        placeholder={t('followUp.never')}
        value={value === null ? null : value / unit}
        onChange={(next) => onChange?.(next === null ? null : next * unit)}
      />
      <Select
        style={{ width: 112 }}
        aria-label={t('followUp.unit', { what: label })}
        value={unit}
        options={[
          { value: 1, label: t('followUp.unitMinutes') },
          { value: 60, label: t('followUp.unitHours') },
        ]}
        onChange={(next: 1 | 60) => {
          setChosen(next);
          if (value !== null) onChange?.(Math.min(MOST_MINUTES, (value / unit) * next));
        }}
      />
    </Space.Compact>
  );
}
