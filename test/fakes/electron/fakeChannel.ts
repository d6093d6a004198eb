import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';

/** A MessagePortMain over a real port of Node: messages are cloned, queued until start(), and its close is heard. */
export class FakeMessagePortMain extends EventEmitter implements Pick<MessagePortMain, 'start' | 'close'> {
  readonly #port: MessagePort;
  #handedOver = false;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }

  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown): void {
    if (this.#handedOver) throw new Error('This port was transferred');
    this.#port.postMessage(message);
  }

  close(): void {
    this.#port.close();
  }

  /** What a transfer to a page does: the port is the page's from now on. */
  handOver(): MessagePort {
    if (this.#handedOver) throw new Error('This port was transferred already');
    this.#handedOver = true;
    return this.#port;
  }
}

export class FakeMessageChannelMain {
  readonly port1: FakeMessagePortMain;
  readonly port2: FakeMessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakeMessagePortMain(port1);
    this.port2 = new FakeMessagePortMain(port2);
  }
}
