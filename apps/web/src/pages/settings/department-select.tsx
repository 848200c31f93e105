import type { Department } from '@tradepost/contract';
import { TreeSelect } from 'antd';
import { useT } from '../../i18n/language.tsx';
import { makeTree, treeOptions } from './department-tree.ts';

interface DepartmentSelectProps {
  id?: string;
  value?: number | null;
  onChange?: (value: number | null) => void;
  departments: readonly Department[];
  /** Ids that cannot be chosen. */
  closed?: ReadonlySet<number>;
  placeholder?: string;
}

/** One department, or none. */
export function DepartmentSelect({
  id,
  value,
  onChange,
  departments,
  closed,
  placeholder,
}: DepartmentSelectProps) {
  const t = useT();
  return (
    <TreeSelect<number>
      {...(id === undefined ? {} : { id })}
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll
      style={{ width: '100%' }}
      value={(value ?? undefined) as number}
      placeholder={placeholder ?? t('people.departmentNone')}
      onChange={(next: number | undefined) => onChange?.(next ?? null)}
      treeData={treeOptions(makeTree(departments), closed)}
    />
  );
}
