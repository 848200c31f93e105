import { FileTexts } from '../resources/file-text.ts';
import { ADMINS, route } from './route.ts';

export const fileTextRoutes = {
  getFileTexts: route({
    method: 'GET',
    path: '/api/v1/file-texts',
    tag: 'search',
    access: ADMINS,
    summary: 'How many files of the archive were read for the search, how many wait, and why some were not',
    reply: FileTexts,
  }),
};
