import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import type { Department, User } from '@tradepost/contract';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { DepartmentDrawer } from './department-drawer.tsx';
import { type DepartmentNode, makeTree } from './department-tree.ts';
import s from './settings.module.css';

/** Everybody, one department with all below it, or those in none. */
export type Choice = number | 'all' | 'top';

interface DepartmentsPanelProps {
  departments: readonly Department[];
  users: readonly User[];
  chosen: Choice;
  onChoose: (choice: Choice) => void;
  mayChange: boolean;
}

/** The departments as a tree beside the people. */
export function DepartmentsPanel({ departments, users, chosen, onChoose, mayChange }: DepartmentsPanelProps) {
  const t = useT();
  const [editing, setEditing] = useState<Department | 'new' | null>(null);
  const active = users.filter(({ disabledAt }) => !disabledAt);
  const line = (choice: Choice, name: string, count: number, depth: number) => (
    <button
      type="button"
      className={`${s.branch} ${choice === chosen ? s.chosen : ''}`}
      style={{ paddingInlineStart: 12 + depth * 16 }}
      aria-pressed={choice === chosen}
      onClick={() => onChoose(choice)}
    >
      <span>{name}</span>
      <span className={s.count}>{count}</span>
    </button>
  );
  const node = (department: DepartmentNode, depth: number) => (
    <li key={department.id}>
      <div className={s.branchRow}>
        {line(department.id, department.name, department.everybody, depth)}
        {mayChange && department.id === chosen && (
          <DepartmentActions
            department={department}
            onEdit={() => setEditing(department)}
            onGone={() => onChoose('all')}
          />
        )}
      </div>
      {department.children.length > 0 && (
        <ul>{department.children.map((child) => node(child, depth + 1))}</ul>
      )}
    </li>
  );
  return (
    <aside aria-label={t('people.departments')} className={s.panel}>
      <div className={page.sheet}>
        {line('all', t('people.all'), active.length, 0)}
        <ul>{makeTree(departments).map((department) => node(department, 0))}</ul>
        {departments.length > 0 &&
          line(
            'top',
            t('people.atTop'),
            active.filter(({ departmentId }) => departmentId === null).length,
            0,
          )}
      </div>
      {departments.length === 0 && <p className={s.hint}>{t('people.departmentsNone')}</p>}
      {mayChange && (
        <Button type="dashed" block icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {t('people.departmentNew')}
        </Button>
      )}
      {editing && (
        <DepartmentDrawer
          department={editing === 'new' ? null : editing}
          parentId={typeof chosen === 'number' ? chosen : null}
          departments={departments}
          users={users}
          onClose={() => setEditing(null)}
        />
      )}
    </aside>
  );
}

interface ActionsProps {
  department: Department;
  onEdit: () => void;
  onGone: () => void;
}

function DepartmentActions({ department, onEdit, onGone }: ActionsProps) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const remove = useWrite('deleteDepartment', {
    stale: ['listDepartments'],
    onSuccess: () => {
      onGone();
      say.done(t('people.departmentDeleted'));
    },
  });
  const askRemove = () =>
    modal.confirm({
      title: t('people.departmentDeleteTitle', { name: department.name }),
      content: t('people.departmentDeleteText'),
      okText: t('people.departmentDelete'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params: { id: department.id } }).catch(say.failed),
    });
  return (
    <>
      <Tooltip title={t('people.departmentEdit')}>
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={`${t('people.departmentEdit')}: ${department.name}`}
          onClick={onEdit}
        />
      </Tooltip>
      <Tooltip title={t('people.departmentDelete')}>
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined />}
          aria-label={`${t('people.departmentDelete')}: ${department.name}`}
          onClick={askRemove}
        />
      </Tooltip>
    </>
  );
}
