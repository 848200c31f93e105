import { PlusOutlined } from '@ant-design/icons';
import type { CustomField } from '@tradepost/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../i18n/language.tsx';
import { FieldDrawer } from './field-drawer.tsx';
import s from './record.module.css';

/** Fields that the company adds to the record. */
export function FieldsSheet({ fields }: { fields: readonly CustomField[] }) {
  const { t, locale } = useLanguage();
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null);
  return (
    <section className={s.sheet}>
      <h2>{t('recordSettings.fields')}</h2>
      <p>{t('recordSettings.fieldsText')}</p>
      {fields.length === 0 && <p className={s.days}>{t('recordSettings.fieldsNone')}</p>}
      <ul>
        {fields.map((field) => (
          <li key={field.id} className={s.item}>
            <span>
              <span className={s.strong}>{locale === 'en' ? field.labelEn : field.labelZh}</span>
              <span className={s.sub}>
                {` · ${t(`recordSettings.kind.${field.kind}`)} · ${field.key}`}
                {field.archived && ` · ${t('recordSettings.archived')}`}
              </span>
            </span>
            <Button
              size="small"
              aria-label={`${t('common.edit')}: ${field.key}`}
              onClick={() => setEditing(field)}
            >
              {t('common.edit')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={s.actions}>
        <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {t('recordSettings.addField')}
        </Button>
      </div>
      {editing && <FieldDrawer field={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </section>
  );
}
