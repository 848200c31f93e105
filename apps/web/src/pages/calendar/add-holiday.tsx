import type { NewHoliday } from '@tradepost/contract';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { useCalendarPreview } from './use-calendar-preview.tsx';
import { DayItem } from '../record/day-item.tsx';
import s from '../record/record.module.css';
import calendar from './calendar.module.css';

/** One day off, or one on which people work. @param year that is shown: where the day begins. */
export function AddHoliday({ country, year }: { country: string; year: number }) {
  const t = useT();
  const [form] = Form.useForm<NewHoliday>();
  const preview = useCalendarPreview();
  const add = useWrite('addHoliday', {
    stale: ['listHolidays', 'getCountry'],
    onSuccess: () => {
      form.resetFields();
      preview.forget();
    },
  });
  const required = { required: true, whitespace: true, message: t('common.required') };
  return (
    <Form<NewHoliday>
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ marginTop: 18 }}
      onValuesChange={preview.forget}
      initialValues={{ kind: 'holiday', day: `${year}-01-01`, yearly: false }}
      onFinish={({ day, ...values }) =>
        add.mutate({ params: { country }, body: { ...values, day: day ?? `${year}-01-01` } })
      }
    >
      <h3 className={s.group}>{t('recordSettings.addDay')}</h3>
      <div className={s.fields}>
        <DayItem name="day" label={t('recordSettings.day')} />
        <Form.Item name="nameZh" label={t('recordSettings.chinese')} rules={[required]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="nameEn" label={t('recordSettings.english')} rules={[required]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="kind" label={t('recordSettings.kind')}>
          <Select
            style={{ minWidth: 150 }}
            options={(['holiday', 'makeup'] as const).map((kind) => ({
              value: kind,
              label: t(`recordSettings.holiday.${kind}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="yearly" valuePropName="checked" label=" ">
          <Checkbox>{t('recordSettings.yearlyLabel')}</Checkbox>
        </Form.Item>
      </div>
      {add.error && <ErrorNotice error={add.error} />}
      {preview.shown}
      <div className={calendar.buttons}>
        {preview.button(async () => {
          const { day, ...values } = await form.validateFields();
          return { country, add: [{ ...values, day: day ?? `${year}-01-01` }] };
        })}
        <Button htmlType="submit" loading={add.isPending}>
          {t('recordSettings.addDay')}
        </Button>
      </div>
    </Form>
  );
}
