import { EllipsisOutlined } from '@ant-design/icons';
import type { ActivityEntry } from '@tradepost/contract';
import { Button, Dropdown } from 'antd';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { ActivityFiles } from '../activity/activity-files.tsx';
import { appName, KIND_ICONS, kindName, kindOf } from '../activity/activity-words.tsx';
import { useActivityActions } from '../activity/activity-actions.tsx';
import { MarketProblemLine } from '../activity/market-problem-line.tsx';
import s from './timeline.module.css';

/** A call, a visit, a chat, a note: what was done beside mail, by whom, with whom, and what came of it. */
export function ActivityItem({ entry }: { entry: ActivityEntry }) {
  const t = useT();
  const format = useFormat();
  const { activity } = entry;
  const actions = useActivityActions();
  const Icon = KIND_ICONS[kindOf(activity)];
  const cancelled = activity.state === 'cancelled';
  const channel = activity.kind === 'chat' && activity.channel ? appName(activity.channel) : activity.channel;
  const facts = [
    activity.marketProblem ? null : activity.kind === 'chat' ? null : channel,
    activity.place,
    activity.way,
  ].filter((fact) => fact !== null);
  return (
    <article className={`${s.entry} ${cancelled ? s.cancelled : ''}`}>
      <div className={s.mark}>
        <Icon
          className={`${s.activityIcon} ${activity.direction ? s[activity.direction] : ''}`}
          aria-hidden
        />
      </div>
      <div className={s.content}>
        <div className={s.line}>
          <span className={s.parties}>
            <span className={s.from}>
              {kindName(activity, t)}
              {activity.kind === 'chat' && channel && ` · ${channel}`}
            </span>
            {activity.person && <span className={s.to}> · {activity.person}</span>}
          </span>
          <span className={s.lineEnd}>
            <time className={s.time} dateTime={entry.occurredAt} title={format.dateTime(entry.occurredAt)}>
              {format.time(entry.occurredAt)}
            </time>
            {actions.may(activity) && !cancelled && (
              <Dropdown
                trigger={['click']}
                menu={{
                  items: [
                    { key: 'edit', label: t('common.edit') },
                    { key: 'cancel', label: t('activities.withdraw'), danger: true },
                  ],
                  onClick: ({ key }) => (key === 'edit' ? actions.edit(activity) : actions.cancel(activity)),
                }}
              >
                <Button
                  size="small"
                  type="text"
                  icon={<EllipsisOutlined />}
                  aria-label={`${t('common.actions')}: ${kindName(activity, t)}`}
                />
              </Dropdown>
            )}
          </span>
        </div>
        <div className={s.tags}>
          {cancelled && (
            <span className={s.warnTag}>
              {t(activity.plannedAt ? 'activities.cancelled' : 'activities.withdrawn')}
            </span>
          )}
          {activity.direction && (
            <span className={s.tag}>
              {t(activity.direction === 'inbound' ? 'activities.directionIn' : 'activities.directionOut')}
            </span>
          )}
        </div>
        {activity.marketProblem && <MarketProblemLine problem={activity.marketProblem} />}
        {activity.content && (
          <p className={`${s.told} ${s.struck}`} dir="auto">
            {activity.content}
          </p>
        )}
        {activity.result && (
          <p className={s.told} dir="auto">
            <span className={s.toldLabel}>
              {t(cancelled ? 'activities.cancelReason' : 'activities.result')}
            </span>{' '}
            {activity.result}
          </p>
        )}
        <p className={s.activityFacts}>
          {[
            ...facts,
            activity.createdByName && t('activities.by', { name: activity.createdByName }),
            activity.nextDate &&
              t('activities.next', { date: format.date(`${activity.nextDate}T12:00:00Z`) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <ActivityFiles activity={activity} />
      </div>
    </article>
  );
}
