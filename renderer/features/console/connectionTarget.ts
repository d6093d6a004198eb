import { type ConsoleTarget, type ConsoleTls, LOCAL_BROKER_URL, type SavedTarget } from '#shared/contract/console.ts';
import { NO_CONNECT_PROPERTIES } from '#shared/contract/mqttProperties.ts';

/** A target as the form holds it: nothing left open. */
export type FormTarget = ConsoleTarget & Required<Pick<ConsoleTarget, 'properties'>> & { readonly tls: FormTls };
export type FormTls = Required<ConsoleTls>;

/** What the form begins with: what is remembered, without what is never kept. */
export const targetOf = (saved: SavedTarget | null): FormTarget => ({
  ...{ url: LOCAL_BROKER_URL, clientId: '', username: '', clean: true, keepAlive: 60, level: 4 },
  ...saved,
  password: '',
  properties: saved?.properties ?? NO_CONNECT_PROPERTIES,
  tls: { ca: saved?.tls?.ca ?? '', cert: saved?.tls?.cert ?? '', key: '', insecure: false },
});

/** What is remembered of it: no password, no private key, and not that certificates are not checked. */
export function savedOf({ password: _password, tls, ...kept }: FormTarget): SavedTarget {
  return { ...kept, tls: { ca: tls.ca, cert: tls.cert } };
}

/** Whether certificates matter for this url. */
export const isSecureUrl = (url: string): boolean => /^\s*(mqtts|wss):/i.test(url);
