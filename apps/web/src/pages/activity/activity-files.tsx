import type { Activity } from '@tradepost/contract';
import { api } from '../../api/instance.ts';
import { FileIcon } from '../../components/file-icon.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from '../timeline/timeline.module.css';

/** The files of an activity, each to download. */
export function ActivityFiles({ activity }: { activity: Activity }) {
  const t = useT();
  const format = useFormat();
  if (activity.files.length === 0) return null;
  return (
    <ul className={s.files}>
      {activity.files.map((file) => (
        <li key={file.id}>
          <a
            className={s.file}
            href={api.url('getActivityFile', { params: { id: activity.id, fileId: file.id } })}
            download={file.fileName}
            title={`${t('common.download')}: ${file.fileName}`}
          >
            <FileIcon {...file} />
            <span className={s.fileName} dir="auto">
              {file.fileName}
            </span>
            <span className={s.fileSize}>{format.bytes(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
