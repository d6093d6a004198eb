import { createBridgeService } from '#bench/brokerBridge/createBridgeService.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { BridgeConfig, BridgeRule } from '#shared/contract/bridge.ts';
import { DEFAULT_REMOTE_TLS } from '#shared/contract/proxy.ts';
import { type TestBroker, until } from './brokerKit.ts';

export const bridgeRuleOf = (
  direction: BridgeRule['direction'],
  filter: string,
  change: Partial<BridgeRule> = {},
): BridgeRule => ({ direction, filter, localPrefix: '', remotePrefix: '', qos: 1, ...change });

/** A bridge on the log and the broker of `local`. */
export function createTestBridge(local: TestBroker) {
  const service = createBridgeService({
    clock: createSystemClock(),
    log: local.log,
    attachLocal: local.service.attachBridge,
    isOwnClient: (id) =>
      local.service.state().clients.some(({ role, clientId }) => role === 'device' && clientId === id),
    onChange: () => {},
  });
  const { handlers, state } = service;
  return {
    service,
    state,
    start: async (url: string, rules: BridgeRule[], change: Partial<BridgeConfig & { password: string }> = {}) =>
      handlers['bridge.start']({
        ...{ url, rules, clientId: '', username: '', password: '', level: 4, clean: true, keepAlive: 60 },
        tls: DEFAULT_REMOTE_TLS,
        ...change,
      }),
    becomes: (wanted: ReturnType<typeof state>['state']) =>
      until(`state ${wanted}, not ${state().state} ${state().trouble}`, () => state().state === wanted),
    /** Nothing waits and nothing more comes for a while. */
    async rests(): Promise<void> {
      let still = 0;
      let seen = -1;
      await until('rest', () => {
        const now = service.counted() ?? 0;
        const { toLocal, toRemote } = state();
        still = now === seen && toLocal.waiting + toRemote.waiting === 0 ? still + 1 : 0;
        seen = now;
        return still > 60;
      });
    },
  };
}
export type TestBridge = ReturnType<typeof createTestBridge>;
