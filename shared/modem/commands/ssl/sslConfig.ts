import { isCertificateName } from '../../../protocol/at/dictionary/commands/ssl/sslFields.ts';
import { answer, type CommandHandler, ERROR, OK } from '../../reply.ts';
import { SSL_CONTEXT_COUNT, type SslContexts, type SslSettings } from '../../session/ssl/sslContexts.ts';

/** Takes a value for a setting; false when it cannot be one. */
type Setter = (settings: SslSettings, value: string) => boolean;

const fileName =
  (set: (settings: SslSettings, name: string) => void): Setter =>
  (settings, value) => {
    if (!isCertificateName(value)) return false;
    set(settings, value);
    return true;
  };
const any =
  (set: (settings: SslSettings, value: string) => void): Setter =>
  (settings, value) => {
    set(settings, value);
    return true;
  };
const password = any((settings, value) => {
  settings.keyPassword = value;
});

/** By the first parameter, in small letters. Ranges were checked before, by what the dictionary knows of each. */
const SETTERS: Readonly<Record<string, Setter>> = {
  sslversion: any((settings, value) => {
    settings.version = Number(value);
  }),
  authmode: any((settings, value) => {
    settings.authMode = Number(value);
  }),
  ignorelocaltime: any((settings, value) => {
    settings.ignoreTime = value === '1';
  }),
  negotiatetime: any((settings, value) => {
    settings.negotiateSeconds = Number(value);
  }),
  cacert: fileName((settings, name) => {
    settings.ca = name;
  }),
  clientcert: fileName((settings, name) => {
    settings.certificate = name;
  }),
  clientkey: fileName((settings, name) => {
    settings.key = name;
  }),
  enablesni: any((settings, value) => {
    settings.sendName = value === '1';
  }),
  keypwd: password,
  password,
  ciphersuites: any((settings, value) => {
    settings.suites = value;
  }),
  // Names in certificates are never compared.
  ignorecertcn: any(() => undefined),
};

/** AT+CSSLCFG (V3.00 10.2). */
export function sslConfigCommand(contexts: SslContexts): CommandHandler {
  const dump = (context: number): string => {
    const { version, authMode, ignoreTime, negotiateSeconds, ...more } = contexts.settings(context);
    const names = [more.ca, more.certificate, more.key].map((name) => `"${name}"`).join(',');
    const flags = `${version},${authMode},${Number(ignoreTime)},${negotiateSeconds}`;
    return `+CSSLCFG: ${context},${flags},${names},${Number(more.sendName)},"${more.keyPassword}",${more.suites}`;
  };
  return {
    name: '+CSSLCFG',
    read: () => answer(...Array.from({ length: SSL_CONTEXT_COUNT }, (_, context) => dump(context))),
    write({ args }) {
      const [key = '', context = '', value] = args;
      if (args.length === 1) return answer(dump(Number(key)));
      const set = SETTERS[key.toLowerCase()];
      return value !== undefined && set?.(contexts.settings(Number(context)), value) === true ? OK : ERROR;
    },
  };
}
