import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './settings.module.css';

/** Shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useT();
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`Tradepost\r\n\r\n${codes.join('\r\n')}\r\n`)}`;
  return (
    <section aria-label={t('people.codesTitle')}>
      <h2 className={s.formTitle}>{t('people.codesTitle')}</h2>
      <p className={s.sub}>{t('people.codesText')}</p>
      <ul className={s.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={s.actions}>
        <Button icon={<DownloadOutlined />} href={file} download="tradepost-recovery-codes.txt">
          {t('people.codesDownload')}
        </Button>
        <Button type="primary" onClick={onKept}>
          {t('people.codesKept')}
        </Button>
      </div>
    </section>
  );
}
