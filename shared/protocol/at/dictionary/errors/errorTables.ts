import type { ErrorTable } from '../entryTypes.ts';
import { CME_ERRORS } from './cme.ts';
import { CMS_ERRORS } from './cms.ts';
import type { ErrorCodes } from './errorTypes.ts';

/** Every table of numeric errors. */
export const ERROR_CODES: Readonly<Partial<Record<ErrorTable, ErrorCodes>>> = {
  cme: CME_ERRORS,
  cms: CMS_ERRORS,
};
