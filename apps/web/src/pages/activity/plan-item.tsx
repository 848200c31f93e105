import type { Activity } from '@tradepost/contract';
import { Button, Dropdown } from 'antd';
import { EllipsisOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './activity.module.css';
import { useActivityActions } from './activity-actions.tsx';
import { KIND_ICONS, kindName } from './activity-words.tsx';

/** Something that is planned: when, what, with whom, whose it is, and what can be done about it. */
export function PlanItem({ plan, customer }: { plan: Activity; customer?: ReactNode }) {
  const t = useT();
  const format = useFormat();
  const actions = useActivityActions();
  const Icon = KIND_ICONS[plan.kind];
  const at = plan.plannedAt ?? plan.createdAt;
  const [now] = useState(() => Date.now());
  const late = Date.parse(at) < now;
  return (
    <li className={`${s.plan} ${late ? s.late : ''}`}>
      <Icon className={s.planIcon ?? ''} aria-hidden />
      <div className={s.planBody}>
        <div>
          <span className={s.planTitle}>{kindName(plan, t)}</span>
          {customer && <> · {customer}</>}
          {plan.person && ` · ${plan.person}`}
          {plan.place && ` · ${plan.place}`}
        </div>
        <div>
          <time
            dateTime={at}
            className={`${s.planWhen} ${late ? s.lateWhen : ''}`}
          >{`${format.longDate(at)} ${format.time(at)}`}</time>
          {late && <span className={s.lateWhen}> · {t('activities.overdue')}</span>}
          {plan.assigneeName && <span className={s.planText}> · {plan.assigneeName}</span>}
        </div>
        {plan.content && (
          <div className={s.planText} dir="auto">
            {plan.content}
          </div>
        )}
      </div>
      {actions.may(plan) && (
        <div className={s.planButtons}>
          <Button size="small" onClick={() => actions.complete(plan)}>
            {t('activities.markDone')}
          </Button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'edit', label: t('common.edit') },
                { key: 'cancel', label: t('activities.cancelPlan'), danger: true },
              ],
              onClick: ({ key }) => (key === 'edit' ? actions.edit(plan) : actions.cancel(plan)),
            }}
          >
            <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={t('common.more')} />
          </Dropdown>
        </div>
      )}
    </li>
  );
}
