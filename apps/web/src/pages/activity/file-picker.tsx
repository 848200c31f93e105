import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import type { Activity } from '@tradepost/contract';
import { Button, Form } from 'antd';
import { useRef } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { FileIcon } from '../../components/file-icon.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './activity.module.css';
import { ACTIVITY_STALE } from './stale.ts';

/** Octets that the server takes of one file. */
const MOST_OCTETS = 25 * 1024 * 1024;

interface FilePickerProps {
  /** To be sent when the form is saved. */
  files: readonly File[];
  onChange: (files: File[]) => void;
  /** Whose files are there already. */
  activity: Activity | null;
}

export function FilePicker({ files, onChange, activity }: FilePickerProps) {
  const t = useT();
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const remove = useWrite('removeActivityFile', { stale: ACTIVITY_STALE });
  const there = (remove.data ?? activity)?.files ?? [];
  const choose = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    for (const file of chosen.filter(({ size }) => size > MOST_OCTETS))
      say.refused(t('activities.fileTooLarge', { name: file.name }));
    onChange([...files, ...chosen.filter(({ size }) => size > 0 && size <= MOST_OCTETS)]);
    if (input.current) input.current.value = '';
  };
  return (
    <Form.Item label={t('activities.files')} extra={t('activities.addFilesHint')}>
      <input
        ref={input}
        type="file"
        multiple
        style={{ display: 'none' }}
        aria-label={t('activities.addFiles')}
        onChange={(event) => choose(event.target.files)}
      />
      <Button icon={<PaperClipOutlined />} onClick={() => input.current?.click()}>
        {t('activities.addFiles')}
      </Button>
      <ul className={s.chosenFiles}>
        {activity &&
          there.map((file) => (
            <FileRow
              key={file.id}
              name={file.fileName}
              type={file.contentType}
              size={file.size}
              onRemove={() =>
                remove.mutate(
                  { params: { id: activity.id, fileId: file.id } },
                  { onError: (error) => say.failed(error) },
                )
              }
            />
          ))}
        {files.map((file, index) => (
          <FileRow
            key={`${file.name} ${index}`}
            name={file.name}
            type={file.type}
            size={file.size}
            onRemove={() => onChange(files.filter((each) => each !== file))}
          />
        ))}
      </ul>
    </Form.Item>
  );
}

interface FileRowProps {
  name: string;
  type: string;
  size: number;
  onRemove: () => void;
}

function FileRow({ name, type, size, onRemove }: FileRowProps) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={s.chosenFile}>
      <FileIcon fileName={name} contentType={type} />
      <span className={s.chosenName} dir="auto">
        {name}
      </span>
      <span className={s.right}>{format.bytes(size)}</span>
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('activities.removeFile', { name })}
        onClick={onRemove}
      />
    </li>
  );
}
