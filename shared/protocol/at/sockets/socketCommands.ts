import { type AtCommand, parseCommandLine } from '../commandLine.ts';
import { type DataTerms, PROMPT_COMMANDS } from '../promptCommands.ts';
import { type SocketId, socketId } from './socketEvents.ts';

/** What a command line of the host has to do with sockets. */
export interface SocketCommand {
  /** It opens this one. */
  readonly opens: {
    readonly socket: SocketId;
    readonly address: string;
    /** False for UDP, which carries no stream. */
    readonly stream: boolean;
  } | null;
  /** It sends data into this one, on these terms. */
  readonly sends: { readonly socket: SocketId; readonly terms: DataTerms } | null;
  /** It goes back to the raw connection (ATO). */
  readonly resumes: boolean;
}

/** Reads a command line. Of several opens or sends in one line the last counts: the prompt is its. */
export function readSocketCommand(line: string): SocketCommand {
  const commands = parseCommandLine(line).filter(({ form }) => form === 'set' || form === 'execute');
  let opens: SocketCommand['opens'] = null;
  let sends: SocketCommand['sends'] = null;
  for (const command of commands) {
    opens = openOf(command) ?? opens;
    sends = sendOf(command) ?? sends;
  }
  return { opens, sends, resumes: commands.some(({ name }) => name === 'O') };
}

function openOf({ name, form, args }: AtCommand): SocketCommand['opens'] {
  if (form !== 'set') return null;
  const opened = (socket: SocketId | null, kind: string, host = '', port = '') =>
    socket === null ? null : { socket, address: host === '' ? '' : `${host}:${port}`, stream: !/^udp/i.test(kind) };
  const [first, second = '', third, fourth] = args;
  if (name === '+CIPOPEN') return opened(socketId('CIP', first), second, third, fourth);
  if (name === '+CCHOPEN') return opened(socketId('CCH', first), 'TCP', second, third);
  if (name !== '+CIPSTART') return null;
  // Without a number when there is only one connection (CIPMUX=0).
  const numbered = /^\d+$/.test(first ?? '');
  return numbered
    ? opened(socketId('CIP', first), second, third, fourth)
    : opened(socketId('CIP', undefined), first ?? '', second, third);
}

function sendOf({ name, args }: AtCommand): SocketCommand['sends'] {
  if (name !== '+CIPSEND' && name !== '+CCHSEND') return null;
  // With an address it is a datagram (UDP).
  if (name === '+CIPSEND' && args.length > 2) return null;
  const terms = PROMPT_COMMANDS.find((entry) => entry.name === name)?.terms(args) ?? null;
  const socket =
    name === '+CCHSEND' ? socketId('CCH', args[0]) : socketId('CIP', args.length > 1 ? args[0] : undefined);
  return terms === null || socket === null ? null : { socket, terms };
}
