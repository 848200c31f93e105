import { ControlOutlined } from '@ant-design/icons';
import { parseQuery } from '@tradepost/contract';
import { Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePhone } from '../../components/use-media.ts';
import { useLanguage } from '../../i18n/language.tsx';
import {
  choicesOf,
  FORM_CHOICES,
  FORM_DAYS,
  FORM_TEXTS,
  type FormValues,
  readForm,
  writeForm,
} from './form-values.ts';
import s from './search.module.css';
import { type SearchChoice, searchPath } from './search-state.ts';
import { useChoiceName } from './use-choice-name.ts';

/** The query as a form, for who does not know its language; what is chosen there is written into the box. */
export function SearchForm({ choice, today }: { choice: SearchChoice; today: string }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<ControlOutlined />} onClick={() => setOpen(true)}>
        {t('search.form')}
      </Button>
      <FormDrawer open={open} choice={choice} today={today} onClose={() => setOpen(false)} />
    </>
  );
}

interface FormDrawerProps {
  open: boolean;
  choice: SearchChoice;
  today: string;
  onClose: () => void;
}

function FormDrawer({ open, choice, today, onClose }: FormDrawerProps) {
  const { t, locale } = useLanguage();
  const nameOf = useChoiceName();
  const navigate = useNavigate();
  const phone = usePhone();
  const [form] = Form.useForm<FormValues>();
  const values = Form.useWatch([], form) as FormValues | undefined;
  const q = values ? writeForm(values, today, locale) : choice.q;
  const parsed = q === '' ? null : parseQuery(q, today);
  const search = () => {
    if (parsed?.ok !== true) return;
    onClose();
    void navigate(searchPath({ ...choice, q }));
  };
  return (
    <Drawer
      open={open}
      title={t('search.form')}
      onClose={onClose}
      destroyOnHidden
      size={phone ? '100%' : 560}
      footer={
        <div className={s.formFoot}>
          <code dir="auto">{q}</code>
          {parsed?.ok === false && <p role="alert">{t(`searchFault.${parsed.fault.code}`)}</p>}
          <Button type="primary" disabled={parsed?.ok !== true} onClick={search}>
            {t('search.title')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={readForm(choice.q, today)}
        onFinish={search}
      >
        <Form.Item name="words" label={t('search.formWords')} extra={t('search.formWordsHint')}>
          <Input autoFocus allowClear />
        </Form.Item>
        <div className={s.formGrid}>
          {FORM_TEXTS.map((field) => (
            <Form.Item key={field} name={field} label={t(`searchField.${field}`)}>
              <Input allowClear />
            </Form.Item>
          ))}
          {FORM_DAYS.map((field) => (
            <Form.Item key={field} name={field} label={t(`searchField.${field}`)}>
              <Input allowClear placeholder="2026-03, 7d…" />
            </Form.Item>
          ))}
          {FORM_CHOICES.map((field) => (
            <Form.Item key={field} name={field} label={t(`searchField.${field}`)}>
              <Select
                allowClear
                options={choicesOf(field).map((value) => ({ value, label: nameOf(field, value) }))}
              />
            </Form.Item>
          ))}
        </div>
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
