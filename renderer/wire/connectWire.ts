import { err, ok, type Result } from '#shared/base/result.ts';
import { HOST_GLOBAL, PORT_GIVEN, PORT_WANTED } from '#shared/rpc/portHandover.ts';
import { createMessagePortWire } from '#shared/rpc/portWire.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { WIRE_PATH } from '#shared/rpc/wirePath.ts';
import { openWebSocketWire } from './webSocketWire.ts';

/** How long the desktop host may take to hand its port over, in milliseconds. */
const PORT_TIMEOUT_MS = 5000;

/**
 * The one place that knows how this window reaches its bench: by a port from the desktop host, else by a WebSocket to
 * where the page came from.
 */
export function connectWire(page: Window): Promise<Result<Wire, 'unreachable'>> {
  const host: unknown = Reflect.get(page, HOST_GLOBAL);
  if (host === 'electron') return awaitPort(page);
  const { protocol, host: authority } = page.location;
  return openWebSocketWire(`${protocol === 'https:' ? 'wss' : 'ws'}://${authority}${WIRE_PATH}`);
}

/** Asks the preload for a port. Only the page's own world is listened to: frames and other windows cannot give one. */
function awaitPort(page: Window): Promise<Result<Wire, 'unreachable'>> {
  return new Promise((resolve) => {
    const finish = (outcome: Result<Wire, 'unreachable'>): void => {
      page.clearTimeout(timer);
      page.removeEventListener('message', take);
      resolve(outcome);
    };
    const take = (event: MessageEvent<unknown>): void => {
      if (event.source !== page || event.origin !== page.location.origin || !isPortGiven(event.data)) return;
      const [port] = event.ports;
      if (port !== undefined) finish(ok(createMessagePortWire(port)));
    };
    const timer = page.setTimeout(
      () => finish(err('unreachable', 'The bench did not hand over its port.')),
      PORT_TIMEOUT_MS,
    );
    page.addEventListener('message', take);
    // '/' means this page's own origin, also where that is opaque (file:).
    page.postMessage({ type: PORT_WANTED }, '/');
  });
}

const isPortGiven = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_GIVEN;
