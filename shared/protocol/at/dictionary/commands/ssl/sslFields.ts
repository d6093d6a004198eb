import type { FieldSpec } from '../../entryTypes.ts';
import { errorField } from '../../errors/errorField.ts';
import { integer, string } from '../../fields.ts';

/** Ten sets of TLS settings, 0 to 9 (V3.00 10.2). */
export const SSL_CONTEXT: FieldSpec = integer('ssl_ctx_index', 'TLS context', { range: [[0, 9]] });
/** Two TLS sessions. */
export const SESSION: FieldSpec = integer('session_id', 'session', { range: [[0, 1]] });
export const SSL_ERR: FieldSpec = errorField('ssl');

/** What a certificate file may be called. */
export const isCertificateName = (raw: string): boolean =>
  raw.length >= 5 && raw.length <= 128 && /\.(pem|der)$/i.test(raw);

/** A file of the modem; the name ends with .pem or .der. */
export const CERTIFICATE_FILE = (name: string, meaning: string): FieldSpec =>
  string(name, `${meaning}, a file of the modem that ends with .pem or .der`, {
    length: [5, 128],
    judge: (raw) => (isCertificateName(raw) ? undefined : 'warning'),
  });
