import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ACTIVITY_STALE } from './stale.ts';

/** Sends files to an activity, one after the other: the server takes them so, and a slow line is not shared. */
export function useUploads() {
  const [busy, setBusy] = useState(false);
  const write = useWrite('addActivityFile', { stale: ACTIVITY_STALE });
  return {
    busy,
    /** @returns the first error; those before it have been kept. */
    async send(activityId: number, files: readonly File[]): Promise<unknown> {
      setBusy(true);
      try {
        for (const file of files)
          await write.mutateAsync({
            params: { id: activityId },
            query: { name: file.name.slice(0, 255), ...(file.type ? { type: file.type.slice(0, 100) } : {}) },
            file,
          });
        return null;
      } catch (error) {
        return error;
      } finally {
        setBusy(false);
      }
    },
  };
}
