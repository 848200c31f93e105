/** Letters: drafts, sending, approval, templates. */
import type { letterApprovalRoutes, letterRoutes, letterTemplateRoutes } from '@tradepost/contract';
import { TradepostError } from '@tradepost/core/errors';
import type { HandlersOf } from '../handlers.ts';

/** Of the contract, and not there yet. */
const notYet = async (): Promise<never> => {
  throw new TradepostError('unavailable', 'This part of writing mail is not there yet.');
};

export const letterHandlers: HandlersOf<typeof letterRoutes> = {
  listLetterSenders: notYet,
  listSignatures: notYet,
  setSignature: notYet,
  listLetters: notYet,
  countLetters: notYet,
  createLetter: notYet,
  getLetter: notYet,
  updateLetter: notYet,
  discardLetter: notYet,
  addLetterFile: notYet,
  removeLetterFile: notYet,
  getLetterFile: notYet,
  getLetterPicture: notYet,
  applyTemplate: notYet,
  checkLetter: notYet,
  previewLetter: notYet,
  sendLetter: notYet,
  undoLetter: notYet,
  settleLetter: notYet,
};

export const letterApprovalHandlers: HandlersOf<typeof letterApprovalRoutes> = {
  getApprovalRules: notYet,
  setApprovalRules: notYet,
  listApprovals: notYet,
  getApproval: notYet,
  getApprovalHtml: notYet,
  getApprovalFile: notYet,
  decideApproval: notYet,
};

export const letterTemplateHandlers: HandlersOf<typeof letterTemplateRoutes> = {
  listLetterTemplates: notYet,
  createLetterTemplate: notYet,
  updateLetterTemplate: notYet,
  removeLetterTemplate: notYet,
  renderLetterTemplate: notYet,
};
