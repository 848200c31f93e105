import { LETTER_LIMITS } from '@tradepost/contract';
import { useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { api } from '../../api/instance.ts';
import { useSay } from '../../components/use-say.ts';
import type { Picture } from '../../editor/open-editor.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import type { DraftKeeper } from './draft-keeper.ts';

/** A file on its way to the server. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly error: unknown;
  readonly file: File | null;
  readonly stop: () => void;
}

export interface LetterFiles {
  readonly uploads: readonly Upload[];
  /** Something is on its way still. */
  readonly busy: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly addPicture: (file: Blob) => Promise<Picture | null>;
  readonly retry: (upload: Upload) => void;
  readonly drop: (key: number) => void;
  readonly remove: (fileId: number) => Promise<void>;
}

let nextKey = 0;

/** Files of a letter: one after the other, with their progress; what is too much is said before it is sent. */
export function useLetterFiles(keeper: DraftKeeper): LetterFiles {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const last = useRef(Promise.resolve());
  const { id } = keeper.state().letter;
  const change = (key: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));

  /** @returns whether there is room for so many octets more. */
  const fits = (files: readonly Blob[]): boolean => {
    const there = [...keeper.state().letter.files, ...uploads.filter(({ error }) => !error)];
    const octets = [...there, ...files].reduce((sum, { size }) => sum + size, 0);
    if (there.length + files.length > LETTER_LIMITS.files)
      say.refused(t('letters.tooManyFiles', { most: LETTER_LIMITS.files }));
    else if (octets > LETTER_LIMITS.octets)
      say.refused(t('letters.filesTooLarge', { most: format.bytes(LETTER_LIMITS.octets) }));
    else return true;
    return false;
  };

  /** In line behind those before it: a slow line is not shared. */
  const inLine = (work: () => Promise<void>) => {
    last.current = last.current.then(work, work);
    return last.current;
  };

  const send = (file: File, key: number) => {
    const stopping = new AbortController();
    setUploads((all) => [
      ...all.filter((one) => one.key !== key),
      { key, name: file.name, size: file.size, progress: 0, error: null, file, stop: () => stopping.abort() },
    ]);
    void inLine(async () => {
      if (stopping.signal.aborted) return drop(key);
      try {
        const letter = await api.upload(
          'addLetterFile',
          { params: { id }, query: { name: nameOf(file), ...typeOf(file) }, file },
          { signal: stopping.signal, onProgress: (progress) => change(key, { progress }) },
        );
        keeper.adopt(letter);
        drop(key);
      } catch (error) {
        if (stopping.signal.aborted) drop(key);
        else change(key, { error, progress: 0 });
      }
    });
  };

  return {
    uploads,
    busy: uploads.some(({ error }) => error === null),
    add: (files) => {
      const whole = files.filter(({ size }) => size > 0);
      if (whole.length > 0 && fits(whole)) for (const file of whole) send(file, nextKey++);
    },
    addPicture: async (file) => {
      if (!fits([file])) return null;
      let picture: Picture | null = null;
      await inLine(async () => {
        try {
          const before = new Set(keeper.state().letter.files.map((one) => one.id));
          const letter = await api.upload('addLetterFile', {
            params: { id },
            query: { name: file instanceof File ? nameOf(file) : 'picture', ...typeOf(file), inline: true },
            file,
          });
          keeper.adopt(letter);
          const added = letter.files.find((one) => !before.has(one.id) && one.contentId !== null);
          if (added?.contentId)
            picture = {
              cid: added.contentId,
              src: api.url('getLetterPicture', { params: { id, fileId: added.id } }),
            };
        } catch (error) {
          if (error instanceof ApiError && error.code === 'unprocessable')
            say.refused(t('letters.noPicture'));
          else say.failed(error);
        }
      });
      return picture;
    },
    retry: ({ file, key }) => file && send(file, key),
    drop,
    remove: async (fileId) => {
      try {
        keeper.adopt(await api.call('removeLetterFile', { params: { id, fileId } }));
      } catch (error) {
        say.failed(error);
      }
    },
  };
}

const nameOf = (file: File) => (file.name || 'file').slice(0, 255);
const typeOf = ({ type }: Blob) => (type === '' ? {} : { type: type.slice(0, 100) });
