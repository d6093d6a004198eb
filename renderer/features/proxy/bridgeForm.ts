import type { BridgeConfig, BridgeRule } from '#shared/contract/bridge.ts';
import { checkBridgeRules } from '#shared/model/bridgeRules.ts';
import { FRESH_PROXY, speaksTls, urlTrouble } from './proxyForm.ts';

/** A rule in the form; the key holds its place in the list while it is edited. */
export type KeyedRule = BridgeRule & { readonly key: number };

/** The fields of the bridge as text. The password lives here only, until the bridge is started. */
export interface BridgeForm {
  readonly url: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  readonly level: '4' | '5';
  readonly clean: boolean;
  readonly keepAlive: string;
  readonly tls: BridgeConfig['tls'];
  readonly rules: readonly KeyedRule[];
}

const freshRule = (key: number): KeyedRule => ({
  ...{ key, direction: 'both', filter: '', localPrefix: '', remotePrefix: '', qos: 1 },
});

export const FRESH_BRIDGE: BridgeForm = {
  ...{ url: '', clientId: '', username: '', password: '', level: '4', clean: true, keepAlive: '60' },
  tls: FRESH_PROXY.tls,
  rules: [freshRule(1)],
};

export const addRule = (rules: readonly KeyedRule[]): readonly KeyedRule[] => [
  ...rules,
  freshRule(1 + Math.max(0, ...rules.map(({ key }) => key))),
];

/** What the bench remembers of it; never the password. */
export const bridgeFormOf = (config: BridgeConfig): BridgeForm => ({
  ...config,
  password: '',
  level: config.level === 5 ? '5' : '4',
  keepAlive: String(config.keepAlive),
  rules: config.rules.map((rule, index) => ({ ...rule, key: index + 1 })),
});

export type BridgeFormErrors = Partial<Record<'url' | 'clientId' | 'keepAlive' | 'rules', string>>;

type Parsed = { readonly config: BridgeConfig; readonly password: string } | { readonly errors: BridgeFormErrors };

/** The fields as the bench takes them, or what is wrong with which. */
export function parseBridgeForm(form: BridgeForm): Parsed {
  const url = form.url.trim();
  const clientId = form.clientId.trim();
  const keepAlive = form.keepAlive.trim();
  const rules = form.rules.map(({ key: _key, ...rule }) => rule);
  const trouble = urlTrouble(url);
  const keepOk = /^\d{1,5}$/.test(keepAlive) && Number(keepAlive) <= 65_535;
  const errors: BridgeFormErrors = {
    ...(trouble === '' ? {} : { url: trouble }),
    ...(!form.clean && clientId === '' ? { clientId: 'What is kept there is found by it' } : {}),
    ...(keepOk ? {} : { keepAlive: 'Seconds, 0 to 65535' }),
    ...rulesTrouble(rules),
  };
  if (Object.keys(errors).length > 0) return { errors };
  const { username, clean, password } = form;
  return {
    config: {
      ...{ url, clientId, username, clean, rules, keepAlive: Number(keepAlive) },
      level: form.level === '5' ? 5 : 4,
      tls: speaksTls(url) ? form.tls : FRESH_PROXY.tls,
    },
    password,
  };
}

function rulesTrouble(rules: readonly BridgeRule[]): Pick<BridgeFormErrors, 'rules'> {
  if (rules.some(({ filter }) => filter === '')) return { rules: 'Every rule needs a topic filter: # for all topics.' };
  const checked = checkBridgeRules(rules);
  return checked.ok ? {} : { rules: checked.error.message };
}
