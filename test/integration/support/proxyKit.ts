import { createServer, type Socket } from 'node:net';
import { createProxyService } from '#bench/proxy/createProxyService.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import { DEFAULT_REMOTE_TLS, type ProxyConfig } from '#shared/contract/proxy.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { MqttRow, Row } from '#shared/model/row.ts';
import { createListLog } from '#test/fakes/listLog.ts';

/** Proxies on a log of their own. */
export function createTestProxies() {
  const clock = createSystemClock();
  const log = createListLog(clock);
  const service = createProxyService({ clock, log, onChange: () => {} });
  const clients = (): readonly LinkInfo[] => log.links().filter(({ role }) => role === 'device');
  const link = (nth: number): number => clients()[nth - 1]?.id ?? Number.NaN;
  const isMqtt = (row: Row): row is MqttRow => row.lane === 'mqtt';
  return {
    service,
    log,
    /** Starts one on a free port; gives the port. */
    async start(url: string, change: Partial<ProxyConfig> = {}): Promise<number> {
      const config = { name: '', host: '127.0.0.1', port: 0, url, tls: DEFAULT_REMOTE_TLS, ...change };
      const started = await service.handlers['proxy.start'](config);
      if (!started.ok) throw new Error(started.error.message);
      return Number(started.value.address.split(':').at(-1));
    },
    /** Links of clients, in the order they connected; not the proxies' own, for notes. */
    clients,
    /** Rows of the nth connection, from 1. */
    rows: (nth: number): readonly MqttRow[] => log.of(link(nth)).filter(isMqtt),
    bytes: (nth: number, dir: 'rx' | 'tx'): Uint8Array => log.bytes(link(nth), dir),
    closeText: (nth: number): string => log.of(link(nth)).findLast(({ kind }) => kind === 'close')?.text ?? '',
  };
}
export type TestProxies = ReturnType<typeof createTestProxies>;

/** A bare TCP server that keeps its connections, half-open ones too. */
export async function rawServer(onSocket: (socket: Socket) => void = () => {}) {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket.on('error', () => {}));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return {
    port: address.port,
    sockets,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
