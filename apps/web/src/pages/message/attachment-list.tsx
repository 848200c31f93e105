import { DownloadOutlined, FileProtectOutlined } from '@ant-design/icons';
import type { Attachment } from '@tradepost/contract';
import { useState } from 'react';
import { api } from '../../api/instance.ts';
import { FileIcon } from '../../components/file-icon.tsx';
import { useFileTextNote } from '../../components/use-file-text-note.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './message.module.css';

/** So many are shown at first; a mail may have a thousand parts. */
const SHOWN = 12;

interface AttachmentListProps {
  messageId: number;
  attachments: readonly Attachment[];
  /** Octets of the whole mail. */
  size: number;
}

/** What came with the mail, to download; and the mail itself as it came. */
export function AttachmentList({ messageId, attachments, size }: AttachmentListProps) {
  const t = useT();
  const format = useFormat();
  const noteOf = useFileTextNote();
  const [all, setAll] = useState(false);
  const files = attachments.filter(({ inline }) => !inline);
  const shown = all ? files : files.slice(0, SHOWN);
  return (
    <div className={s.files}>
      {shown.map((file) => (
        <a
          key={file.partPath}
          className={s.file}
          href={api.url('getAttachment', { params: { id: messageId, partPath: file.partPath } })}
          download={file.fileName ?? ''}
        >
          <span className={s.fileIcon}>
            <FileIcon {...file} />
          </span>
          <span className={s.fileText}>
            <span className={s.fileName} dir="auto">
              {file.fileName ?? t('timeline.unnamedFile')}
            </span>
            <span className={s.fileSize} title={noteOf(file) ?? undefined}>
              {[format.bytes(file.size), noteOf(file)].filter(Boolean).join(' · ')}
            </span>
          </span>
          <DownloadOutlined className={s.fileGet ?? ''} aria-label={t('common.download')} />
        </a>
      ))}
      {files.length > shown.length && (
        <button type="button" className="tp-link" onClick={() => setAll(true)}>
          {t('timeline.attachmentsMore', { count: files.length - shown.length })}
        </button>
      )}
      <a
        className={s.original}
        href={api.url('getMessageRaw', { params: { id: messageId } })}
        download={`${messageId}.eml`}
      >
        <FileProtectOutlined /> {t('message.original')}
        <span className={s.fileSize}>{format.bytes(size)}</span>
      </a>
    </div>
  );
}
