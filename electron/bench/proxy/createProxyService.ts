import { findFreePort } from '#bench/broker/freePort.ts';
import type { ListenError } from '#bench/broker/listener.ts';
import { createProcHolderLookup, type FindHolder } from '#bench/broker/portHolder.ts';
import { startFailure } from '#bench/broker/startFailure.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { type ConnectRemote, connectRemote as dialBroker } from '#bench/console/connectRemote.ts';
import { isLoopback } from '#bench/server/listenAddress.ts';
import type { Clock } from '#shared/base/clock.ts';
import { type Err, err, ok } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { MAX_PROXIES, type ProxyConfig, type ProxyState } from '#shared/contract/proxy.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { checkProxyTarget, dialsListener } from './proxyTarget.ts';
import { type RunningProxy, startProxy } from './startProxy.ts';

export interface ProxyServiceOptions {
  readonly clock: Clock;
  readonly log: CaptureLog;
  /** Something in `state()` changed, counters of open connections aside. */
  readonly onChange: () => void;
  readonly connectRemote?: ConnectRemote;
  readonly findHolder?: FindHolder;
}

type Handlers = Pick<CommandHandlers, 'proxy.start' | 'proxy.stop' | 'proxy.list'>;

export interface ProxyService {
  readonly handlers: Handlers;
  state(): ProxyState[];
  /** Whether the link is that of a proxied connection. */
  holds(link: number): boolean;
  /** Bytes passed by the open connections; null when there are none. */
  counted(): number | null;
  close(): Promise<void>;
}

/** Proxies to brokers elsewhere: clients dial this machine, and their packets are seen on the way. */
export function createProxyService(options: ProxyServiceOptions): ProxyService {
  const { clock, log, onChange, connectRemote = dialBroker, findHolder = createProcHolderLookup() } = options;
  const proxies = new Map<number, RunningProxy>();
  // Notes stand on a link of their own, so that views of other lanes need not show them.
  let ownLink = 0;
  const note = (kind: NoteKind, text: string): void => {
    if (ownLink === 0) ownLink = log.openLink({ lane: 'mqtt', role: 'broker', address: 'this bench', name: 'proxy' });
    log.note(kind, text, ownLink);
  };
  let lastId = 0;
  let starting = 0;
  let closed = false;

  const explain = async (config: ProxyConfig, code: ListenError, message: string): Promise<Err<ListenError>> => {
    const { host, port } = config;
    if (code === 'failed') return err(code, `The proxy could not listen on ${host}, port ${port}: ${message}.`);
    const holder = code === 'port-in-use' ? await findHolder(port) : null;
    const freePort = code === 'bad-address' ? null : await findFreePort(host, Math.max(port, 1023));
    return startFailure({ code, message, host, port, holder, freePort });
  };

  const start: Handlers['proxy.start'] = async (config) => {
    const target = checkProxyTarget(config);
    if (!target.ok) return target;
    if (dialsListener(target.value, config.host, config.port)) {
      return err('bad-url', 'This proxy would dial itself: give it another port, or name another broker.');
    }
    if (closed) return err('failed', 'The bench is closing.');
    if (proxies.size + starting >= MAX_PROXIES) {
      return err('too-many', `${MAX_PROXIES} proxies are running: stop one first.`);
    }
    lastId += 1;
    const id = lastId;
    starting += 1;
    const started = await startProxy({
      ...{ id, config, target: target.value, log, clock, connectRemote, note, onChange },
    }).finally(() => {
      starting -= 1;
    });
    if (!started.ok) return explain(config, started.error.code, started.error.message);
    if (closed) {
      await started.value.close();
      return err('failed', 'The bench is closing.');
    }
    proxies.set(id, started.value);
    const { address } = started.value.state();
    note('info', `A proxy listens on ${address} and passes on to ${target.value.url}`);
    if (!isLoopback(config.host)) {
      note('warning', `Anybody who can reach ${address} is passed on to ${target.value.url}.`);
    }
    if (config.tls.insecure && (target.value.scheme === 'mqtts' || target.value.scheme === 'wss')) {
      note('warning', `The certificate of ${target.value.url} is not checked: the other end may be anybody.`);
    }
    onChange();
    return ok({ id, address });
  };

  const stop: Handlers['proxy.stop'] = async ({ id }) => {
    const proxy = proxies.get(id);
    if (proxy === undefined) return err('not-found', 'This proxy is not running any more.');
    proxies.delete(id);
    await proxy.close();
    note('info', `The proxy on ${proxy.state().address} was stopped`);
    onChange();
    return ok({});
  };

  const state = (): ProxyState[] => [...proxies.values()].map((proxy) => proxy.state());
  return {
    handlers: { 'proxy.start': start, 'proxy.stop': stop, 'proxy.list': () => ok({ proxies: state() }) },
    state,
    holds: (link) => [...proxies.values()].some((proxy) => proxy.holds(link)),
    counted() {
      const open = [...proxies.values()].map((proxy) => proxy.counted()).filter((count) => count !== null);
      return open.length === 0 ? null : open.reduce((sum, count) => sum + count, 0);
    },
    async close() {
      closed = true;
      const running = [...proxies.values()];
      proxies.clear();
      await Promise.all(running.map((proxy) => proxy.close()));
    },
  };
}
