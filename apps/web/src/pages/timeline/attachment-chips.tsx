import type { MailEntry } from '@tradepost/contract';
import { api } from '../../api/instance.ts';
import { FileIcon } from '../../components/file-icon.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './timeline.module.css';

/** So many stand on the timeline; the message has them all. */
const SHOWN = 4;

export function AttachmentChips({
  messageId,
  attachments,
}: {
  messageId: number;
  attachments: MailEntry['attachments'];
}) {
  const t = useT();
  const format = useFormat();
  if (attachments.length === 0) return null;
  return (
    <ul className={s.files}>
      {attachments.slice(0, SHOWN).map((file) => {
        const name = file.fileName ?? t('timeline.unnamedFile');
        return (
          <li key={file.partPath}>
            <a
              className={s.file}
              href={api.url('getAttachment', { params: { id: messageId, partPath: file.partPath } })}
              download={file.fileName ?? ''}
              title={`${t('common.download')}: ${name}`}
            >
              <FileIcon {...file} />
              <span className={s.fileName} dir="auto">
                {name}
              </span>
              <span className={s.fileSize}>{format.bytes(file.size)}</span>
            </a>
          </li>
        );
      })}
      {attachments.length > SHOWN && (
        <li className={s.fileSize}>{t('timeline.attachmentsMore', { count: attachments.length - SHOWN })}</li>
      )}
    </ul>
  );
}
