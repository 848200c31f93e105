import { Select } from 'antd';
import { useApi } from '../api/use-api.ts';
import { useT } from '../i18n/language.tsx';

interface OwnerSelectProps {
  id?: string;
  value?: number | null;
  onChange?: (value: number | null) => void;
  /** Also who has left. */
  withFormer?: boolean;
}

/** A person of the company; who was disabled only where that is asked for. */
export function OwnerSelect({ id, value, onChange, withFormer = false }: OwnerSelectProps) {
  const t = useT();
  const { data, isPending } = useApi('listUsers', {});
  const people = data?.items.filter((user) => withFormer || !user.disabledAt || user.id === value) ?? [];
  return (
    <Select
      id={id}
      allowClear
      loading={isPending}
      value={value ?? undefined}
      onChange={(next: number | undefined) => onChange?.(next ?? null)}
      options={people.map((user) => ({
        value: user.id,
        label: `${user.name} · ${t(`roles.${user.role}`)}`,
      }))}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}
