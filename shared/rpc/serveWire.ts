import { assertNever } from '../base/assertNever.ts';
import type { Unsubscribe } from '../base/emitter.ts';
import type { CommandHandlers, StreamHandlers } from '../contract/contract.ts';
import { createEventOutbox, type EventListener } from './eventOutbox.ts';
import { type ClientMessage, clientMessage, PROTOCOL_VERSION, type ServerMessage } from './messages.ts';
import { createServedCalls } from './servedCalls.ts';
import { createServedStreams } from './servedStreams.ts';
import type { Wire } from './wire.ts';

export type { EventListener };

export interface ServeWireOptions {
  readonly wire: Wire;
  readonly commands: CommandHandlers;
  readonly streams: StreamHandlers;
  /** Adds a listener to the bench's events; the answer removes it. */
  readonly onEvent: (listener: EventListener) => Unsubscribe;
  /** Takes what a handler threw: a fault in the bench. The view is told `internal`, without details. */
  readonly report: (error: unknown) => void;
}

/**
 * Serves one view over one wire until either side closes it. Whatever arrives is checked; a peer that breaks the protocol
 * is refused and loses its wire, a call that is merely wrong gets an error reply. The answer ends it and closes the wire.
 */
export function serveWire({ wire, commands, streams, onEvent, report }: ServeWireOptions): () => void {
  let over = false;
  let stopEvents: Unsubscribe | undefined;

  /** False: the wire cannot carry the message. After the end nothing is sent, and nothing is wrong with that. */
  const send = (message: ServerMessage, body?: Uint8Array): boolean => {
    if (over) return true;
    const sent = wire.send(body === undefined ? { head: message } : { head: message, body });
    return sent || over; // the wire may have closed over this very message
  };

  const calls = createServedCalls({ commands, send, report });
  const openStreams = createServedStreams({ streams, send, report });
  const sendEvent = createEventOutbox(wire, (name, data) => {
    if (!send({ m: 'event', name, data })) report(new Error(`The event ${name} cannot be sent`));
  });

  const finish = (): void => {
    if (over) return;
    over = true;
    stopEvents?.();
    openStreams.closeAll();
    wire.close();
  };
  const refuse = (code: 'version' | 'protocol', message: string): void => {
    send({ m: 'refused', code, message });
    finish();
  };
  /** The first message. False, here and in `serve`: it breaks the protocol. */
  const greet = (message: ClientMessage): boolean => {
    if (message.m !== 'hello') return false;
    if (message.version === PROTOCOL_VERSION) {
      send({ m: 'hello', version: PROTOCOL_VERSION });
      if (!over) stopEvents = onEvent(sendEvent);
    } else {
      refuse('version', `This bench speaks version ${PROTOCOL_VERSION} of the protocol. Reload the window.`);
    }
    return true;
  };
  const serve = (message: ClientMessage): boolean => {
    switch (message.m) {
      case 'hello':
        return false;
      case 'call':
        return calls.start(message);
      case 'open':
        return openStreams.open(message);
      case 'credit':
        openStreams.credit(message.id, message.n);
        return true;
      case 'close':
        openStreams.close(message.id);
        return true;
      default:
        return assertNever(message, 'client message');
    }
  };

  wire.onMessage(({ head }) => {
    const parsed = clientMessage.safeParse(head);
    const step = stopEvents === undefined ? greet : serve;
    if (!parsed.success || !step(parsed.data)) {
      refuse('protocol', 'This bench does not understand the message. Reload the window.');
    }
  });
  wire.onClose(finish);
  return finish;
}
