import {
  type Activity,
  ACTIVITY_KINDS,
  type ActivityKind,
  MARKET_PROBLEM,
  type NewActivity,
} from '@tradepost/contract';
import { Form, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { fromWallClock, toWallClock } from '../../format/zoned-time.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import { ActivityFields, type ActivityValues } from './activity-fields.tsx';
import { KIND_ICONS } from './activity-words.tsx';
import { FilePicker } from './file-picker.tsx';
import { ACTIVITY_STALE } from './stale.ts';
import { useUploads } from './use-uploads.ts';

interface ActivityDrawerProps {
  customerId: number;
  /** complete: a plan becomes what was done. */
  mode: 'add' | 'edit' | 'complete';
  activity: Activity | null;
  onClose: () => void;
}

const CHOICES = [...ACTIVITY_KINDS, MARKET_PROBLEM] as const;
type Choice = ActivityKind | typeof MARKET_PROBLEM;

/** Plans a contact, records one, changes one, or says how a plan went. */
export default function ActivityDrawer({ customerId, mode, activity, onClose }: ActivityDrawerProps) {
  const t = useT();
  const say = useSay();
  const { timeZone } = useFormat();
  const { user } = useSession();
  const customer = useApi('getCustomer', { params: { id: customerId } });
  const [choice, setChoice] = useState<Choice>(
    activity?.marketProblem ? MARKET_PROBLEM : (activity?.kind ?? 'call'),
  );
  const [state, setState] = useState<'planned' | 'done'>(
    mode === 'edit' && activity?.state === 'planned' ? 'planned' : 'done',
  );
  const [opened] = useState(() => new Date().toISOString());
  const [files, setFiles] = useState<File[]>([]);
  const uploads = useUploads();
  const problem = choice === MARKET_PROBLEM;
  const planned = state === 'planned' && !problem;
  const options = {
    stale: ACTIVITY_STALE,
    onSuccess: async (saved: Activity) => {
      const failed = await uploads.send(saved.id, files);
      if (failed === null) say.done(t('activities.saved'));
      else say.failed(failed);
      onClose();
    },
  };
  const add = useWrite('addActivity', options);
  const update = useWrite('updateActivity', options);
  const complete = useWrite('completeActivity', options);

  const submit = (values: ActivityValues) => {
    const at = values.at ? fromWallClock(values.at, timeZone) : null;
    const told = contentOf(values, choice);
    if (mode === 'add')
      add.mutate({
        params: { id: customerId },
        body: {
          ...told,
          kind: problem ? 'note' : choice,
          state: planned ? 'planned' : 'done',
          ...(planned ? { plannedAt: at, assigneeId: values.assigneeId ?? user.id } : { doneAt: at }),
          ...(problem && values.problem ? { marketProblem: values.problem } : {}),
        } as NewActivity,
      });
    else if (activity && mode === 'complete')
      complete.mutate({ params: { id: activity.id }, body: { ...told, doneAt: at } });
    else if (activity)
      update.mutate({
        params: { id: activity.id },
        body: {
          ...told,
          ...(at === null ? {} : planned ? { plannedAt: at } : { doneAt: at }),
          ...(planned && values.assigneeId ? { assigneeId: values.assigneeId } : {}),
          ...(problem && values.problem ? { marketProblem: values.problem } : {}),
        },
      });
  };

  const title =
    mode === 'edit'
      ? 'activities.editTitle'
      : mode === 'complete'
        ? 'activities.doneTitle'
        : planned
          ? 'activities.planTitle'
          : 'activities.recordTitle';
  const write = mode === 'add' ? add : mode === 'edit' ? update : complete;
  const startAt = mode === 'edit' ? (activity?.doneAt ?? activity?.plannedAt ?? null) : null;
  return (
    <FormDrawer<ActivityValues>
      title={t(title)}
      submit={t('common.save')}
      onClose={onClose}
      pending={write.isPending || uploads.busy}
      error={write.error}
      initialValues={{
        ...(activity ? valuesOf(activity) : { assigneeId: user.id }),
        at: toWallClock(startAt ?? opened, timeZone),
        problem: {
          difficulty: 'price',
          severity: 2,
          ...(activity?.marketProblem ?? (customer.data ? { country: customer.data.country } : {})),
        },
      }}
      onFinish={submit}
    >
      {mode === 'add' && (
        <>
          <Form.Item label={t('activities.kind')} htmlFor="activity-kind">
            <Select<Choice>
              id="activity-kind"
              value={choice}
              onChange={setChoice}
              options={CHOICES.map((value) => {
                const Icon = KIND_ICONS[value];
                const label =
                  value === MARKET_PROBLEM ? 'activities.marketProblem' : (`activities.${value}` as const);
                return {
                  value,
                  label: (
                    <span>
                      <Icon aria-hidden /> {t(label)}
                    </span>
                  ),
                };
              })}
            />
          </Form.Item>
          {!problem && (
            <Form.Item>
              <Segmented
                block
                aria-label={t('activities.mode')}
                value={state}
                onChange={setState}
                options={[
                  { value: 'done', label: t('activities.done') },
                  { value: 'planned', label: t('activities.plan') },
                ]}
              />
            </Form.Item>
          )}
        </>
      )}
      <ActivityFields
        kind={problem ? 'note' : choice}
        problem={problem}
        planned={planned}
        contacts={customer.data?.contacts ?? []}
      />
      <FilePicker files={files} onChange={setFiles} activity={mode === 'add' ? null : activity} />
    </FormDrawer>
  );
}

const blank = (value: string | null | undefined) => (value?.trim() ? value.trim() : null);

function contentOf(values: ActivityValues, choice: Choice) {
  const note = choice === 'note' || choice === MARKET_PROBLEM;
  return {
    ...(note ? {} : { direction: values.direction ?? null, channel: blank(values.channel) }),
    place: blank(values.place),
    way: blank(values.way),
    contactId: values.contactId ?? null,
    person: blank(values.person),
    content: blank(values.content),
    result: blank(values.result),
    nextDate: blank(values.nextDate),
  };
}

const valuesOf = (activity: Activity): Partial<ActivityValues> => ({
  direction: activity.direction,
  place: activity.place,
  way: activity.way,
  channel: activity.channel,
  contactId: activity.contactId,
  person: activity.person,
  content: activity.content,
  result: activity.result,
  nextDate: activity.nextDate,
  assigneeId: activity.assigneeId,
});
