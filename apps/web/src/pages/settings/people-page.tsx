import { UserAddOutlined } from '@ant-design/icons';
import type { Department, User } from '@tradepost/contract';
import { Button, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { branchOf } from './department-tree.ts';
import { type Choice, DepartmentsPanel } from './departments-panel.tsx';
import { InviteModal } from './invite-modal.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import s from './settings.module.css';

/** The people of the company, and the departments they are in. */
export default function PeoplePage() {
  const t = useT();
  const may = useMay();
  const [inviting, setInviting] = useState(false);
  const [editing, setEditing] = useState<number | null>(null);
  const [chosen, setChosen] = useState<Choice>('all');
  const users = useApi('listUsers', {});
  const departments = useApi('listDepartments', {});
  const error = users.error ?? departments.error;
  if (error && !(users.data && departments.data))
    return (
      <ErrorNotice error={error} onRetry={() => void Promise.all([users.refetch(), departments.refetch()])} />
    );
  if (!users.data || !departments.data)
    return (
      <div className={page.sheet} style={{ padding: 20 }}>
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      </div>
    );
  const everybody = users.data.items;
  const tree = departments.data.items;
  const people = everybody.filter(isIn(chosen, tree));
  const edited = everybody.find(({ id }) => id === editing);
  return (
    <>
      <div className={s.bar}>
        <p>{t('settings.peopleIntro')}</p>
        {may('inviteUser') && (
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
            {t('settings.invite')}
          </Button>
        )}
      </div>
      <div className={s.split}>
        <DepartmentsPanel
          departments={tree}
          users={everybody}
          chosen={chosen}
          onChoose={setChosen}
          mayChange={may('updateDepartment')}
        />
        <div className={page.sheet}>
          {people.length === 0 && <p className={s.empty}>{t('people.nobodyHere')}</p>}
          <ul>
            {people.map((user) => (
              <Person key={user.id} user={user} departments={tree} onEdit={() => setEditing(user.id)} />
            ))}
          </ul>
        </div>
      </div>
      {inviting && (
        <InviteModal
          departments={tree}
          departmentId={typeof chosen === 'number' ? chosen : null}
          onClose={() => setInviting(false)}
        />
      )}
      {edited && <PersonDrawer user={edited} departments={tree} onClose={() => setEditing(null)} />}
    </>
  );
}

function isIn(chosen: Choice, departments: readonly Department[]): (user: User) => boolean {
  if (chosen === 'all') return () => true;
  if (chosen === 'top') return ({ departmentId }) => departmentId === null;
  const branch = branchOf(departments, chosen);
  return ({ departmentId }) => departmentId !== null && branch.has(departmentId);
}

interface PersonProps {
  user: User;
  departments: readonly Department[];
  onEdit: () => void;
}

function Person({ user, departments, onEdit }: PersonProps) {
  const t = useT();
  const format = useFormat();
  const myself = useSession().user;
  const mayEdit = useMay()('updateUser') && (user.role !== 'owner' || myself.role === 'owner');
  const department = departments.find(({ id }) => id === user.departmentId);
  const heads = departments.filter(({ headIds }) => headIds.includes(user.id)).map(({ name }) => name);
  const leadsAll = user.role === 'manager' && user.departmentId === null && departments.length > 0;
  return (
    <li className={`${s.row} ${user.disabledAt ? s.off : ''}`}>
      <div>
        <span className={s.name}>{user.name}</span>
        {user.id === myself.id && <span className={s.sub}> · {t('settings.you')}</span>}
        {user.disabledAt && <span className={s.sub}> · {t('settings.disabled')}</span>}
        <div className={s.sub}>
          {user.email} ·{' '}
          <span style={{ whiteSpace: 'nowrap' }}>
            {t('settings.joined')} {format.date(user.createdAt)}
          </span>
        </div>
      </div>
      <div className={s.place}>
        <div>{t(`roles.${user.role}`)}</div>
        <div className={s.sub}>
          {department?.name}
          {leadsAll && t('people.leadsAll')}
          {heads.length > 0 && <Tag>{t('people.headOf', { names: heads.join(' · ') })}</Tag>}
        </div>
      </div>
      {mayEdit && (
        <Button aria-label={`${t('people.personEdit')}: ${user.name}`} onClick={onEdit}>
          {t('people.personEdit')}
        </Button>
      )}
    </li>
  );
}
