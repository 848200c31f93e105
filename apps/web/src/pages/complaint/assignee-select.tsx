import { Select } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';

interface AssigneeSelectProps {
  id?: string;
  value?: number | null;
  onChange?: (value: number | null) => void;
  customerId: number;
  placeholder?: string;
}

/** A colleague who sees the customer. */
export function AssigneeSelect({ id, value, onChange, customerId, placeholder }: AssigneeSelectProps) {
  const t = useT();
  const { data, isPending } = useApi('listAssignees', { params: { id: customerId } });
  return (
    <Select<number>
      id={id}
      allowClear
      loading={isPending}
      placeholder={placeholder}
      value={value ?? null}
      onChange={(next: number | undefined) => onChange?.(next ?? null)}
      showSearch={{ optionFilterProp: 'label' }}
      options={
        data?.items.map((person) => ({
          value: person.id,
          label: `${person.name} · ${person.isOwner ? t('promises.isOwner') : t(`roles.${person.role}`)}`,
        })) ?? []
      }
    />
  );
}
