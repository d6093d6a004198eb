import type { BridgeState } from '#shared/contract/bridge.ts';
import type { ProxyState } from '#shared/contract/proxy.ts';

export type Dot = 'on' | 'off' | 'busy' | 'trouble';

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A proxy's traffic in a line. */
export function proxyWords({ clientCount, connections, failed }: ProxyState): string {
  const lost = failed === 0 ? '' : ` · ${failed} did not reach the broker`;
  return `${plural(clientCount, 'client')} now, ${plural(connections, 'connection')} so far${lost}`;
}

const GUARDS: Readonly<Record<BridgeState['guard'], string>> = {
  none: '',
  'no-local': 'the remote broker does not send the bridge’s own messages back (MQTT 5.0 no-local)',
  'bridge-flag': 'the remote broker knows this is a bridge and does not send its own messages back',
  memory: 'own messages that come back are recognised by topic and payload',
};

/** What keeps messages from going round; '' while there is no connection. */
export const guardWords = (bridge: BridgeState): string => GUARDS[bridge.guard];

export function bridgeWords({ state, failures }: BridgeState): { readonly dot: Dot; readonly text: string } {
  switch (state) {
    case 'stopped':
      return { dot: 'off', text: 'Not running' };
    case 'connecting':
      return { dot: 'busy', text: 'Connecting …' };
    case 'connected':
      return { dot: 'on', text: 'Connected' };
    case 'waiting':
      return { dot: 'trouble', text: `Trying again, ${plural(failures, 'attempt')} failed` };
  }
}

/** The chip in the window's top edge; null while nothing runs. */
export function relayWords(
  proxies: readonly ProxyState[],
  bridge: BridgeState | null,
): { readonly dot: Dot; readonly text: string } | null {
  const bridged = bridge === null || bridge.state === 'stopped' ? null : bridgeWords(bridge);
  const parts = [
    ...(proxies.length === 0 ? [] : [proxies.length === 1 ? 'Proxy' : `${proxies.length} proxies`]),
    ...(bridged === null ? [] : ['Bridge']),
  ];
  if (parts.length === 0) return null;
  const trouble = proxies.some((proxy) => proxy.trouble !== '') || bridged?.dot === 'trouble';
  return { dot: trouble ? 'trouble' : (bridged?.dot ?? 'on'), text: parts.join(' · ') };
}
