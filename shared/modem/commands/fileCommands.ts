import { latin1Text } from '../../base/latin1.ts';
import { answer, type CommandHandler, ERROR, OK, type Reply } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';

/** Room of C:, and what the firmware takes of it (as AT+FSMEM of a SIM7600 has it). */
const SIZE = 11_348_480;
const TAKEN = 2_201_600;
/** Of the simulated one: what files may hold together. */
const ROOM = 2_000_000;
const MAX_FILES = 64;
const NAME_LENGTH = 112;
/** Bytes after one `+CFTRANTX: DATA,`. */
const BLOCK = 1024;

/** Files of the modem and moving them over the line (V3.00 chapter 20). There is one directory: `C:/`. */
export function fileCommands({ store }: ModemSession): readonly CommandHandler[] {
  const { files } = store;
  const used = (): number => [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const existing = (path: string): readonly [name: string, content: Uint8Array] | null => {
    const name = nameOf(path);
    const content = name === null ? undefined : files.get(name);
    return name === null || content === undefined ? null : [name, content];
  };
  /** There is room for so many bytes under this name. */
  const fits = (name: string, length: number): boolean =>
    used() - (files.get(name)?.length ?? 0) + length <= ROOM && (files.has(name) || files.size < MAX_FILES);

  return [
    {
      name: '+FSCD',
      read: () => answer('+FSCD: C:/'),
      write: ({ args: [path = ''] }) => (/^c:[/\\]?$/i.test(path) ? answer('+FSCD: C:/') : ERROR),
    },
    {
      name: '+FSLS',
      read: () => answer(`+FSLS: SUBDIRECTORIES:0,FILES:${files.size}`),
      execute: () => answer(...list(files)),
      write: ({ args: [type] }) => (type === '0' || type === '2' ? answer(...list(files)) : type === '1' ? OK : ERROR),
    },
    { name: '+FSMEM', execute: () => answer(`+FSMEM: C:(${SIZE},${TAKEN + used()})`) },
    {
      name: '+FSATTRI',
      write({ args: [path = ''] }) {
        const file = existing(path);
        return file === null ? ERROR : answer(`+FSATTRI: ${file[1].length}`);
      },
    },
    {
      name: '+FSDEL',
      write({ args: [path = ''] }) {
        if (path === '*.*') files.clear();
        const file = existing(path);
        if (file !== null) files.delete(file[0]);
        return file === null && path !== '*.*' ? ERROR : OK;
      },
    },
    {
      name: '+FSCOPY',
      write({ args: [from = '', to = ''] }) {
        const file = existing(from);
        const name = nameOf(to);
        if (file === null || name === null || !fits(name, file[1].length)) return ERROR;
        files.set(name, file[1]);
        return answer('+FSCOPY: 100', '+FSCOPY: END');
      },
    },
    {
      name: '+CFTRANRX',
      write({ args: [path = '', length = ''] }): Reply {
        const name = nameOf(path);
        if (name === null || !fits(name, Number(length))) return ERROR;
        return {
          ...{ kind: 'prompt', prompt: '>', terms: { end: 'count', count: Number(length) } },
          onData(bytes) {
            files.set(name, bytes.slice());
            return OK;
          },
        };
      },
    },
    {
      name: '+CFTRANTX',
      write({ args: [path = '', location = '0', size] }) {
        const file = existing(path);
        const from = Number(location);
        if (file === null || from > file[1].length) return ERROR;
        const wanted = file[1].subarray(from, size === undefined ? undefined : from + Number(size));
        const lines: string[] = [];
        for (let at = 0; at < wanted.length; at += BLOCK) {
          const block = wanted.subarray(at, at + BLOCK);
          lines.push(`+CFTRANTX: DATA,${block.length}`, latin1Text(block));
        }
        return answer(...lines, '+CFTRANTX: 0');
      },
    },
  ];
}

const list = (files: ReadonlyMap<string, unknown>): readonly string[] =>
  files.size === 0 ? [] : ['+FSLS: FILES:', ...files.keys()];

/** `c:/ca.pem`, `C:\ca.pem` or `ca.pem`: the name in the one directory; null where there is none such. */
function nameOf(path: string): string | null {
  const name = path.replace(/^c:[/\\]/i, '');
  return name === '' || name.length > NAME_LENGTH || /[/\\:*?"<>|]/.test(name) ? null : name;
}
