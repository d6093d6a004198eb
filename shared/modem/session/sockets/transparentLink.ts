import type { TransparentChannel } from '../../reply.ts';
import type { LinkReceiver } from './linkReceiver.ts';
import type { SocketLink } from './socketLink.ts';

/** A link that has the line to itself (AT+CIPMODE=1). */
export interface TransparentLink extends TransparentChannel {
  /** Gives the line back with this result; without effect when the host never got it. */
  end(result: string): void;
}

/** Joins a link to the line: from `CONNECT`, over `+++` and ATO, up to its end. */
export function createTransparentLink(
  link: SocketLink,
  receiver: LinkReceiver,
  isOpen: () => boolean,
): TransparentLink {
  let giveBack: ((result: string) => void) | null = null;
  receiver.setLine(null);
  return {
    onHost(bytes) {
      if (bytes.length > 0) link.pass(bytes);
    },
    attach(line) {
      giveBack = line.end;
      receiver.setLine({ toHost: line.toHost });
    },
    detach: () => receiver.setLine(null),
    get open() {
      return isOpen();
    },
    end(result) {
      const tell = giveBack;
      giveBack = null;
      tell?.(result);
    },
  };
}
