import { Select } from 'antd';
import { useMemo } from 'react';
import { COUNTRY_CODES } from '../format/country-codes.ts';
import { useFormat } from '../format/use-format.ts';
import s from './country.module.css';

/** Addresses of the pictures; a page loads those it shows. Letters in place of flags are all Windows has. */
const FLAGS = import.meta.glob<string>('../../node_modules/country-flag-icons/3x2/??.svg', {
  query: '?url',
  import: 'default',
  eager: true,
});

export function Flag({ code }: { code: string }) {
  const src = FLAGS[`../../node_modules/country-flag-icons/3x2/${code}.svg`];
  return src ? <img className={s.flag} src={src} width={18} height={12} alt="" loading="lazy" /> : null;
}

/** Flag and name; a dash where the country is not known. */
export function CountryName({ code }: { code: string | null }) {
  const format = useFormat();
  if (!code) return <span className={s.none}>–</span>;
  return (
    <span className={s.country}>
      <Flag code={code} />
      <span>{format.country(code)}</span>
    </span>
  );
}

interface CountrySelectProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  placeholder?: string;
}

/** Countries by their name in the person's language; also found by code. */
export function CountrySelect({ id, value, onChange, placeholder }: CountrySelectProps) {
  const format = useFormat();
  const options = useMemo(
    () =>
      COUNTRY_CODES.map((code) => ({ value: code, label: format.country(code) })).sort((a, b) =>
        a.label.localeCompare(b.label, format.locale),
      ),
    [format],
  );
  return (
    <Select
      id={id}
      allowClear
      style={{ width: '100%' }}
      placeholder={placeholder}
      value={value ?? undefined}
      onChange={(code: string | undefined) => onChange?.(code ?? null)}
      options={options}
      showSearch={{
        filterOption: (input, option) =>
          `${option?.label} ${option?.value}`.toLowerCase().includes(input.toLowerCase()),
      }}
      optionRender={({ value: code }) => <CountryName code={String(code)} />}
    />
  );
}
