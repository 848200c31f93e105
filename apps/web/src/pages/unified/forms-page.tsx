import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { api } from '../../api/instance.ts';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { Trust } from './trust.tsx';
import s from './unified.module.css';

const FORMATS = ['xlsx', 'docx'] as const;
const LANGUAGES = ['zh-CN', 'en'] as const;

/** Where cards are sent, the empty forms, what happens to a mail; for administrators who is believed. */
export default function FormsPage() {
  const t = useT();
  const { data, error, refetch } = useApi('listUnifiedMailboxes', {});
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <section className={`${page.sheet} ${s.section}`}>
        <h2>{t('unified.sendTo')}</h2>
        {data?.items.map((box) => (
          <div key={box.accountId} className={s.address}>
            <a href={`mailto:${box.address}`}>{box.address}</a>
          </div>
        ))}
        {data?.items.length === 0 && <p className={page.soft}>{t('unified.noBoxText')}</p>}
      </section>
      <section className={`${page.sheet} ${s.section}`}>
        <h2>{t('unified.formsTitle')}</h2>
        <p className={page.soft}>{t('unified.formsText')}</p>
        <FormRow card="customer" />
        <FormRow card="contact" />
      </section>
      <section className={`${page.sheet} ${s.section}`}>
        <h2>{t('unified.howTitle')}</h2>
        <ul>
          <li>{t('unified.how1')}</li>
          <li>{t('unified.how2')}</li>
          <li>{t('unified.how3')}</li>
          <li>{t('unified.how4')}</li>
        </ul>
      </section>
      {data?.items.map((box) => box.trust && <Trust key={box.accountId} box={box} trust={box.trust} />)}
    </>
  );
}

function FormRow({ card }: { card: 'customer' | 'contact' }) {
  const t = useT();
  return (
    <div className={s.forms}>
      <span>{t(card === 'customer' ? 'unified.customerCard' : 'unified.contactCard')}</span>
      {LANGUAGES.flatMap((lang) =>
        FORMATS.map((format) => (
          <Button
            key={`${lang} ${format}`}
            size="small"
            icon={<DownloadOutlined />}
            href={api.url('getUnifiedForm', { params: { card, format }, query: { lang } })}
            download
          >
            {t(lang === 'en' ? 'unified.inEnglish' : 'unified.inChinese')} {format.toUpperCase()}
          </Button>
        )),
      )}
    </div>
  );
}
