/** Who gets what of: mail that people write, its approval and its templates. */
import { letterApprovalRoutes, letterRoutes, letterTemplateRoutes } from '@tradepost/contract';
import { type Area, area, both } from './area.ts';

const SOON = both('401 503 503 503 503 503 403');
const SOON_LEADERS = both('401 503 503 503 403 403 403');
const SOON_ADMINS = both('401 503 503 403 403 403 403');
const at = (url: string, body?: object, headers?: Record<string, string>) => ({
  ...SOON,
  call: () => ({ url: `/api/v1/${url}`, ...(body && { body }), ...(headers && { headers }) }),
});
const make = async () => null;

export const letterArea: Area = area(letterRoutes, make, {
  listLetterSenders: at('letter-senders'),
  listSignatures: at('signatures'),
  setSignature: at('signatures', { accountId: null, html: '' }),
  listLetters: at('letters?box=drafts'),
  countLetters: at('letters/counts'),
  createLetter: at('letters', { kind: 'new' }),
  getLetter: at('letters/1'),
  updateLetter: at('letters/1', { version: 1 }),
  discardLetter: at('letters/1'),
  addLetterFile: at('letters/1/files?name=a.txt', Buffer.from('a'), {
    'content-type': 'application/octet-stream',
  }),
  removeLetterFile: at('letters/1/files/1'),
  getLetterFile: at('letters/1/files/1'),
  getLetterPicture: at('letters/1/pictures/1'),
  applyTemplate: at('letters/1/template', { version: 1, templateId: 1 }),
  checkLetter: at('letters/1/check'),
  previewLetter: at('letters/1/html'),
  sendLetter: at('letters/1/send', { version: 1 }),
  undoLetter: at('letters/1/undo'),
  settleLetter: at('letters/1/settle', { decision: 'was-sent' }),
});

const rules = {
  enabled: false,
  newEmployeeDays: 0,
  words: [],
  priceSheet: false,
  bankDetails: false,
  attachmentWords: [],
  newDomain: false,
  people: [],
};

export const letterApprovalArea: Area = area(letterApprovalRoutes, make, {
  getApprovalRules: { ...at('letter-approval-rules'), ...SOON_LEADERS },
  setApprovalRules: { ...at('letter-approval-rules', rules), ...SOON_ADMINS },
  listApprovals: { ...at('letter-approvals?state=waiting'), ...SOON_LEADERS },
  getApproval: { ...at('letter-approvals/1'), ...SOON_LEADERS },
  getApprovalHtml: { ...at('letter-approvals/1/html'), ...SOON_LEADERS },
  getApprovalFile: { ...at('letter-approvals/1/files/1'), ...SOON_LEADERS },
  decideApproval: {
    ...at('letter-approvals/1/decision', { decision: 'approve', contentHash: 'a'.repeat(64) }),
    ...SOON_LEADERS,
  },
});

export const letterTemplateArea: Area = area(letterTemplateRoutes, make, {
  listLetterTemplates: at('letter-templates'),
  createLetterTemplate: at('letter-templates', {
    kind: 'general',
    language: 'en',
    name: 'A',
    subject: 'A',
    html: '<p>A</p>',
    companyWide: false,
  }),
  updateLetterTemplate: at('letter-templates/1', { version: 1 }),
  removeLetterTemplate: at('letter-templates/1'),
  renderLetterTemplate: at('letter-templates/1/render', {}),
});
