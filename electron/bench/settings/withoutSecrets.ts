import { withoutUserInfo } from '#bench/console/consoleUrl.ts';
import type { SavedTarget } from '#shared/contract/console.ts';
import type { Settings, SettingsPatch } from '#shared/contract/settings.ts';
import { holdsSecret } from '#shared/protocol/at/dictionary/holdsSecret.ts';
import { ruleHoldsSecret } from '#shared/protocol/at/dictionary/ruleHoldsSecret.ts';

/**
 * Settings never hold a password, whatever a view sends or an older file has: not in a url, not in a command
 * that was sent or saved.
 */
export function withoutSecrets<S extends SettingsPatch>(value: S): S {
  const { console, atHistory, savedCommands, proxies, bridge } = value;
  return {
    ...value,
    ...(console ? { console: withoutConsoleSecrets(console) } : {}),
    ...(bridge ? { bridge: { ...bridge, url: withoutUserInfo(bridge.url) } } : {}),
    ...(proxies ? { proxies: proxies.map((proxy) => ({ ...proxy, url: withoutUserInfo(proxy.url) })) } : {}),
    ...(atHistory ? { atHistory: atHistory.filter((line) => !holdsSecret(line)) } : {}),
    ...(savedCommands ? { savedCommands: savedCommands.filter(({ text }) => !holdsSecret(text)) } : {}),
  };
}

/** A certificate may come in one file with its key: then it is not kept. */
const withoutKey = (pem: string): string => (pem.includes('PRIVATE KEY') ? '' : pem);

function withoutConsoleSecrets(target: SavedTarget): SavedTarget {
  const { tls } = target;
  return {
    ...target,
    url: withoutUserInfo(target.url),
    ...(tls && { tls: { ca: withoutKey(tls.ca), ...(tls.cert !== undefined && { cert: withoutKey(tls.cert) }) } }),
  };
}

/** What goes into the file: a bridge's rule that puts in a password lives as long as the bench. */
export const settingsForFile = (value: Settings): Settings => ({
  ...value,
  rewriteRules: value.rewriteRules.filter((rule) => !ruleHoldsSecret(rule)),
  pairs: value.pairs.map((pair) => ({ ...pair, rules: pair.rules.filter((rule) => !ruleHoldsSecret(rule)) })),
});
