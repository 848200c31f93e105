import type { Department, User } from '@tradepost/contract';
import { Form, Input, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useT } from '../../i18n/language.tsx';
import { DepartmentSelect } from './department-select.tsx';
import { branchOf } from './department-tree.ts';

interface Values {
  name: string;
  parentId: number | null;
  headIds: number[];
}

interface DepartmentDrawerProps {
  /** Null: a new one. */
  department: Department | null;
  /** Of a new one. */
  parentId: number | null;
  departments: readonly Department[];
  users: readonly User[];
  onClose: () => void;
}

/** Name, place and heads of a department. */
export function DepartmentDrawer({
  department,
  parentId,
  departments,
  users,
  onClose,
}: DepartmentDrawerProps) {
  const t = useT();
  const options = { stale: ['listDepartments', 'listUsers'] as const, onSuccess: onClose };
  const create = useWrite('createDepartment', options);
  const update = useWrite('updateDepartment', options);
  const heads = new Set(department?.headIds);
  const managers = users.filter(
    ({ id, role, disabledAt }) => heads.has(id) || (role === 'manager' && !disabledAt),
  );
  return (
    <FormDrawer<Values>
      title={t(department ? 'people.departmentEdit' : 'people.departmentNew')}
      submit={t('common.save')}
      onClose={onClose}
      pending={create.isPending || update.isPending}
      error={create.error ?? update.error}
      initialValues={department ?? { name: '', parentId, headIds: [] }}
      onFinish={({ name, parentId: into, headIds }) => {
        const body = { name: name.trim(), parentId: into ?? null };
        if (department) update.mutate({ params: { id: department.id }, body: { ...body, headIds } });
        else create.mutate({ body });
      }}
    >
      <Form.Item
        name="name"
        label={t('people.departmentName')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="parentId" label={t('people.departmentIn')}>
        <DepartmentSelect
          departments={departments}
          placeholder={t('people.departmentTop')}
          {...(department ? { closed: branchOf(departments, department.id) } : {})}
        />
      </Form.Item>
      {department && (
        <Form.Item name="headIds" label={t('people.departmentHeads')} extra={t('people.departmentHeadsHint')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={managers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
