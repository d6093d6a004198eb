import type { SerialRow } from '../../../model/row.ts';
import { isBootBanner } from '../engine/bootBanner.ts';
import { createCommandJoiner } from '../engine/commandJoiner.ts';
import { rowText } from '../engine/rowLine.ts';
import { readSocketCommand, type SocketCommand } from './socketCommands.ts';
import { createReceivedData, createSentData, type ReceivedData, type SentData } from './socketData.ts';
import { type SocketEnd, type SocketEvent, type SocketId, type SocketService, serviceOf } from './socketEvents.ts';
import { readSocketLine, type SocketLine } from './socketLines.ts';

/** The sockets behind one serial link. */
export interface LinkSockets {
  feed(row: SerialRow): void;
  /** Nothing more will be heard of them. */
  end(t: number): void;
}

interface Peer {
  readonly address: string;
  readonly stream: boolean;
}

const NOTHING: SocketCommand = { opens: null, sends: null, resumes: false };

export function createLinkSockets(link: number, emit: (event: SocketEvent) => void): LinkSockets {
  const joiner = createCommandJoiner();
  /** Where the newest open command of each socket leads. */
  const peers = new Map<SocketId, Peer>();
  const open = new Set<SocketId>();
  let newest: SocketCommand = NOTHING;
  let sending: { readonly socket: SocketId; readonly data: SentData } | null = null;
  let receiving: { readonly socket: SocketId | null; readonly data: ReceivedData } | null = null;
  let sender = '';
  /** The socket whose bytes go raw over the line, and the one whose did last (ATO goes back to it). */
  let raw: SocketId | null = null;
  let lastRaw: SocketId | null = null;

  const close = (socket: SocketId, t: number, why: SocketEnd): void => {
    if (raw === socket) raw = null;
    if (lastRaw === socket) lastRaw = null;
    if (open.delete(socket)) emit({ what: 'closed', link, socket, t, why });
  };
  const closeAll = (service: SocketService | null, t: number, why: SocketEnd): void => {
    for (const socket of [...open]) if (service === null || serviceOf(socket) === service) close(socket, t, why);
  };
  const opened = (socket: SocketId, t: number): void => {
    close(socket, t, 'reopened');
    open.add(socket);
    emit({ what: 'opened', link, socket, t, address: peers.get(socket)?.address ?? '' });
  };
  const pass = (socket: SocketId | null, dir: 'tx' | 'rx', t: number, bytes: Uint8Array): void => {
    if (socket === null || bytes.length === 0 || peers.get(socket)?.stream === false) return;
    // Opened before the capture began.
    if (!open.has(socket)) opened(socket, t);
    emit({ what: 'bytes', link, socket, dir, t, bytes });
  };

  /** The socket of push data whose header does not name it: the only one, or the one with the sender's port. */
  const pushedTo = (): SocketId | null => {
    const candidates = [...open].filter((socket) => serviceOf(socket) === 'CIP');
    if (candidates.length <= 1) return candidates[0] ?? null;
    const port = sender.slice(sender.lastIndexOf(':'));
    const exact = candidates.filter((socket) => peers.get(socket)?.address === sender);
    const alike = exact.length > 0 ? exact : candidates.filter((socket) => peers.get(socket)?.address.endsWith(port));
    return port !== '' && alike.length === 1 ? (alike[0] ?? null) : null;
  };

  const commanded = (line: string): void => {
    newest = readSocketCommand(line);
    sending = newest.sends === null ? null : { socket: newest.sends.socket, data: createSentData(newest.sends.terms) };
    const { opens } = newest;
    if (opens !== null) peers.set(opens.socket, { address: opens.address, stream: opens.stream });
  };

  const connected = (t: number, final: boolean): void => {
    if (newest.opens !== null) {
      opened(newest.opens.socket, t);
      // As a result code of its own it begins the raw connection (CIPMODE=1); ESP-AT says OK after it.
      if (final) raw = newest.opens.socket;
    } else if (newest.resumes && final) {
      raw = lastRaw;
    }
    lastRaw = raw ?? lastRaw;
    newest = NOTHING;
  };

  const said = (line: SocketLine, t: number): void => {
    switch (line.what) {
      case 'opened':
        opened(line.socket, t);
        break;
      case 'closed':
        close(line.socket, t, line.why);
        break;
      case 'all-closed':
        closeAll(line.service, t, line.why);
        break;
      case 'from':
        sender = line.address;
        break;
      case 'data':
        receiving = { socket: line.socket ?? pushedTo(), data: createReceivedData(line.count, line.width) };
        break;
    }
  };

  const heard = (row: SerialRow): void => {
    const text = rowText(row.bytes);
    if (row.kind === 'urc' && isBootBanner(text)) {
      closeAll(null, row.t, 'restart');
      sending = null;
      receiving = null;
    } else if (/^(?:\d+, ?)?CONNECT(?: OK| \d+)?$/.test(text)) {
      connected(row.tLast, row.kind === 'final' && !/OK$/.test(text));
    } else if (text === 'CLOSED' || (text === 'NO CARRIER' && raw !== null)) {
      close(raw ?? lastRaw ?? 'CIP 0', row.t, 'peer');
    } else {
      if (row.kind === 'final') raw = null;
      const line = readSocketLine(text);
      if (line !== null) said(line, row.tLast);
    }
  };

  const payload = (row: SerialRow): void => {
    const { dir, tLast, bytes } = row;
    if (raw !== null) pass(raw, dir, tLast, bytes);
    else if (dir === 'tx') pass(sending?.socket ?? null, dir, tLast, sending?.data.take(bytes, !row.partial) ?? bytes);
    else if (receiving !== null) {
      const { socket, data } = receiving;
      const own = data.take(bytes);
      if (data.done) receiving = null;
      pass(socket, dir, tLast, own);
    }
  };

  return {
    feed(row) {
      if (row.kind === 'command') for (const { command } of joiner.take(row)) commanded(command);
      else if (row.kind === 'payload') payload(row);
      else if (row.kind === 'info' || row.kind === 'late' || row.kind === 'urc' || row.kind === 'final') heard(row);
      // ESP-AT: `0,CLOSED` while no command waits.
      else if (row.kind === 'text') heard(row);
    },
    end: (t) => closeAll(null, t, 'lost'),
  };
}
