import type { ProxyConfig } from '#shared/contract/proxy.ts';

/** The fields of a proxy as text. */
export interface ProxyForm {
  readonly host: string;
  readonly port: string;
  readonly url: string;
  readonly name: string;
  readonly tls: ProxyConfig['tls'];
}

export const FRESH_PROXY: ProxyForm = {
  host: '127.0.0.1',
  port: '1884',
  url: '',
  name: '',
  tls: { ca: '', insecure: false },
};

export const proxyFormOf = ({ host, port, url, name, tls }: ProxyConfig): ProxyForm => ({
  ...{ host, port: String(port), url, name, tls },
});

export type ProxyFormErrors = Partial<Record<'host' | 'port' | 'url', string>>;

const URL_HINT = 'mqtt://host:1883, mqtts://host:8883, ws://host/path or wss://host/path';

/** Why a url leads to no broker; '' when it may. What is behind it the bench finds out. */
export function urlTrouble(url: string): string {
  const trimmed = url.trim();
  if (!/^(mqtts?|wss?):\/\/./i.test(trimmed) || !URL.canParse(trimmed)) return URL_HINT;
  return new URL(trimmed).hostname === '' ? URL_HINT : '';
}

export const speaksTls = (url: string): boolean => /^(mqtts|wss):\/\//i.test(url.trim());

/** The fields as the bench takes them, or what is wrong with which. */
export function parseProxyForm(
  form: ProxyForm,
): { readonly config: ProxyConfig } | { readonly errors: ProxyFormErrors } {
  const [host, port, url] = [form.host.trim(), form.port.trim(), form.url.trim()];
  const portOk = /^\d{1,5}$/.test(port) && Number(port) <= 65_535;
  const trouble = urlTrouble(url);
  const withLogin = trouble === '' && new URL(url).username !== '';
  const errors: ProxyFormErrors = {
    ...(host === '' ? { host: 'An address of this machine, such as 127.0.0.1' } : {}),
    ...(portOk ? {} : { port: '1 to 65535, or 0 for any' }),
    ...(trouble === '' ? {} : { url: trouble }),
    ...(withLogin ? { url: 'Without user name and password: the client sends its own' } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  const tls = speaksTls(url) ? form.tls : FRESH_PROXY.tls;
  return { config: { host, port: Number(port), url, name: form.name.trim(), tls } };
}

/** The list of remembered proxies with this one first. */
export const rememberProxy = (known: readonly ProxyConfig[], config: ProxyConfig, most: number): ProxyConfig[] =>
  [
    config,
    ...known.filter(({ url, port, host }) => url !== config.url || port !== config.port || host !== config.host),
  ].slice(0, most);
