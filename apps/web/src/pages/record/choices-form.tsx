import type { Choice } from '@tradepost/contract';
import { Button, Form } from 'antd';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { ChoiceRows } from './choice-rows.tsx';
import s from './record.module.css';
import { useSaveSettings } from './use-save-settings.ts';

interface ChoicesFormProps {
  title: string;
  field: 'businessTypes' | 'scales';
  choices: readonly Choice[];
}

/** One of the company's lists. */
export function ChoicesForm({ title, field, choices }: ChoicesFormProps) {
  const t = useT();
  const save = useSaveSettings();
  return (
    <section className={s.sheet}>
      <h2>{title}</h2>
      <p>{t('recordSettings.listText')}</p>
      <Form<{ choices: Choice[] }>
        requiredMark={false}
        initialValues={{ choices }}
        onFinish={(values) => save.mutate({ body: { [field]: values.choices } })}
      >
        <ChoiceRows name="choices" />
        {save.error && <ErrorNotice error={save.error} />}
        <div className={s.actions}>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
