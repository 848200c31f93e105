import { CloseOutlined, PaperClipOutlined, ReloadOutlined } from '@ant-design/icons';
import { LETTER_LIMITS, type Letter } from '@tradepost/contract';
import { Progress } from 'antd';
import { api } from '../../api/instance.ts';
import { useErrorWords } from '../../components/error-notice.tsx';
import { FileIcon } from '../../components/file-icon.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './composer.module.css';
import type { LetterFiles } from './use-letter-files.ts';

/** What goes along with the letter, and what is on its way to it. */
export function FileStrip({ letter, files }: { letter: Letter; files: LetterFiles }) {
  const t = useT();
  const format = useFormat();
  const words = useErrorWords();
  const attached = letter.files.filter(({ contentId }) => contentId === null);
  if (attached.length === 0 && files.uploads.length === 0) return null;
  const octets = letter.files.reduce((sum, { size }) => sum + size, 0);
  return (
    <div className={s.files}>
      <PaperClipOutlined aria-hidden />
      <ul className={s.fileList} aria-label={t('letters.files')}>
        {attached.map((file) => (
          <li key={file.id} className={s.file}>
            <FileIcon fileName={file.fileName} contentType={file.contentType} />
            <a
              href={api.url('getLetterFile', { params: { id: letter.id, fileId: file.id } })}
              download={file.fileName}
              className={s.fileName}
              dir="auto"
            >
              {file.fileName}
            </a>
            <span className={s.faint}>{format.bytes(file.size)}</span>
            <button
              type="button"
              className={s.x}
              aria-label={t('letters.removeFile', { name: file.fileName })}
              onClick={() => void files.remove(file.id)}
            >
              <CloseOutlined />
            </button>
          </li>
        ))}
        {files.uploads.map((upload) => (
          <li key={upload.key} className={`${s.file} ${upload.error ? s.fileFailed : ''}`}>
            <span className={s.fileName} dir="auto">
              {upload.name}
            </span>
            {upload.error ? (
              <>
                <span>{words(upload.error).title}</span>
                <button
                  type="button"
                  className={s.x}
                  aria-label={t('common.retry')}
                  onClick={() => files.retry(upload)}
                >
                  <ReloadOutlined />
                </button>
              </>
            ) : (
              <Progress
                className={s.progress ?? ''}
                size="small"
                showInfo={false}
                percent={Math.round(upload.progress * 100)}
              />
            )}
            <button
              type="button"
              className={s.x}
              aria-label={t('letters.removeFile', { name: upload.name })}
              onClick={() => (upload.error ? files.drop(upload.key) : upload.stop())}
            >
              <CloseOutlined />
            </button>
          </li>
        ))}
      </ul>
      <span className={s.octets}>
        {t('letters.octets', { octets: format.bytes(octets), most: format.bytes(LETTER_LIMITS.octets) })}
      </span>
    </div>
  );
}
