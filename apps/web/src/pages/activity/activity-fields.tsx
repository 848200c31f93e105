import type { ActivityKind, Contact, MarketProblemInput } from '@tradepost/contract';
import { AutoComplete, Form, Input, Select } from 'antd';
import { OwnerSelect } from '../../components/people.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './activity.module.css';
import { CHAT_OPTIONS } from './activity-words.tsx';
import { MarketProblemFields } from './market-problem-fields.tsx';

export interface ActivityValues {
  /** As the clock on the wall shows it. */
  at: string;
  direction: 'inbound' | 'outbound' | null;
  place: string | null;
  way: string | null;
  channel: string | null;
  contactId: number | null;
  person: string | null;
  content: string | null;
  result: string | null;
  nextDate: string | null;
  assigneeId: number | null;
  problem: MarketProblemInput;
}

interface ActivityFieldsProps {
  kind: ActivityKind;
  problem: boolean;
  planned: boolean;
  contacts: readonly Contact[];
}

/** The eight of a contact record card, those of them that fit the kind; fewer for a plan and for a note. */
export function ActivityFields({ kind, problem, planned, contacts }: ActivityFieldsProps) {
  const t = useT();
  const form = Form.useFormInstance<ActivityValues>();
  const note = kind === 'note';
  const meets = ['meeting', 'visit', 'trade-fair'].includes(kind);
  return (
    <>
      {problem && <MarketProblemFields />}
      <div className={s.pair}>
        <Form.Item
          name="at"
          label={t(planned ? 'activities.plannedAt' : 'activities.doneAt')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input type="datetime-local" />
        </Form.Item>
        {!note && (
          <Form.Item name="direction" label={t('activities.direction')}>
            <Select
              allowClear
              options={[
                { value: 'outbound', label: t('activities.directionOut') },
                { value: 'inbound', label: t('activities.directionIn') },
              ]}
            />
          </Form.Item>
        )}
      </div>
      {planned && (
        <Form.Item name="assigneeId" label={t('activities.assignee')}>
          <OwnerSelect />
        </Form.Item>
      )}
      {!note && (
        <div className={s.pair}>
          <Form.Item name="contactId" label={t('activities.contact')}>
            <Select<number>
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={contacts.map((contact) => ({
                value: contact.id,
                label: contact.name ?? contact.addresses[0] ?? '–',
              }))}
              onChange={(id: number | undefined) => {
                const name = contacts.find((contact) => contact.id === id)?.name;
                if (name && !form.getFieldValue('person')) form.setFieldValue('person', name);
              }}
            />
          </Form.Item>
          <Form.Item name="person" label={t('activities.person')} tooltip={t('activities.personHint')}>
            <Input maxLength={300} />
          </Form.Item>
        </div>
      )}
      {kind === 'chat' && (
        <Form.Item name="channel" label={t('activities.app')}>
          <AutoComplete options={CHAT_OPTIONS} />
        </Form.Item>
      )}
      {meets && (
        <div className={s.pair}>
          <Form.Item name="place" label={t('activities.place')}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="way" label={t('activities.way')} tooltip={t('activities.wayHint')}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
      )}
      {!note && kind !== 'chat' && (
        <Form.Item name="channel" label={t('activities.channel')}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Form.Item name="content" label={t(planned ? 'activities.planContent' : 'activities.content')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} />
      </Form.Item>
      {!planned && !(note && !problem) && (
        <Form.Item name="result" label={t('activities.result')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={20_000} />
        </Form.Item>
      )}
      {!planned && (
        <Form.Item name="nextDate" label={t('activities.nextDate')} extra={t('activities.nextDateHint')}>
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
      )}
    </>
  );
}
