import type { ErrorTable } from '../entryTypes.ts';
import { CME_ERRORS } from './cme.ts';
import { CMS_ERRORS } from './cms.ts';
import type { ErrorCodes } from './errorTypes.ts';
import { ESP_AT_ERRORS } from './espAt.ts';
import { HTTP_ERRORS } from './http.ts';
import { MQTT_ERRORS } from './mqtt.ts';
import { SSL_ERRORS } from './ssl.ts';
import { IP_ERRORS, TCPIP_ERRORS } from './tcpip.ts';
import { HTP_ERRORS, NTP_ERRORS } from './timeServices.ts';

/** Every table of numeric errors. */
export const ERROR_CODES: Readonly<Record<ErrorTable, ErrorCodes>> = {
  cme: CME_ERRORS,
  cms: CMS_ERRORS,
  mqtt: MQTT_ERRORS,
  tcpip: TCPIP_ERRORS,
  'ip-error': IP_ERRORS,
  ssl: SSL_ERRORS,
  http: HTTP_ERRORS,
  ntp: NTP_ERRORS,
  htp: HTP_ERRORS,
  // The results of CFTPS commands; no document at hand explains the others.
  ftps: { 0: ['operation succeeded'] },
  'esp-at': ESP_AT_ERRORS,
};
