import { createWriteQueue, HUNG_UP, type PortIo, type PortIoListeners, READ_BYTES } from './portIo.ts';
import type { DriverPort } from './serialDriver.ts';

/** Reads and writes through the driver's promises (Windows, where the driver waits for overlapped operations). */
export function createPromisedIo(port: DriverPort): PortIo {
  const queue = createWriteQueue();
  let listeners: PortIoListeners | null = null;
  let stopped = false;
  let writing = false;
  let held = false;
  let goOn = (): void => undefined;

  const stop = (reason: string): void => {
    stopped = true;
    goOn();
    queue.failAll(reason);
  };
  const gone = (): void => {
    if (stopped) return;
    stop('the port is gone');
    listeners?.gone(HUNG_UP);
  };

  const readOn = async (): Promise<void> => {
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    while (!stopped) {
      if (held) {
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        continue;
      }
      const { bytesRead } = await port.read(buffer, 0, buffer.length);
      if (stopped) return;
      if (bytesRead === 0) return gone();
      listeners?.data(new Uint8Array(buffer.subarray(0, bytesRead)));
    }
  };
  const writeOn = async (): Promise<void> => {
    writing = true;
    for (let head = queue.head; head !== undefined; head = queue.head) {
      await port.write(Buffer.from(head));
      if (stopped) return;
      queue.taken(head.length);
    }
    writing = false;
  };

  return {
    get pending() {
      return queue.pending;
    },
    start(given) {
      listeners = given;
      readOn().catch(gone);
    },
    hold(wanted) {
      held = wanted;
      if (!wanted) goOn();
    },
    // The driver's read is already waiting: it takes what comes.
    readNow() {},
    write(bytes) {
      const done = queue.add(bytes);
      if (stopped) queue.failAll('the port is closed');
      if (!writing && !stopped) writeOn().catch(gone);
      return done;
    },
    stop() {
      stop('the port is closed');
    },
  };
}
