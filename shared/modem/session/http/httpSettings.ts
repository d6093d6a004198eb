import type { HttpFields, HttpUrl } from './httpRequest.ts';

/** What AT+HTTPPARA sets (V3.00 13.2); gone with AT+HTTPTERM. */
export interface HttpSettings {
  /** Null: none was given. */
  url: HttpUrl | null;
  connectS: number;
  responseS: number;
  receiveS: number;
  /** TLS context. */
  context: number;
  fields: { -readonly [Key in keyof HttpFields]: HttpFields[Key] };
}

export const createHttpSettings = (userAgent: string): HttpSettings => ({
  ...{ url: null, connectS: 120, responseS: 20, receiveS: 10, context: 0 },
  fields: { contentType: '', accept: '', userAgent, userData: '', firstByte: null, lastByte: null },
});
