import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import { explainOpenError, type OpenTrouble, unsupportedSettings } from './openErrors.ts';

const NOBODY = { holders: [], modemManagerRuns: false };
const heldBy = (name: string, pid = 812, modemManagerRuns = false) => ({ holders: [{ pid, name }], modemManagerRuns });
const LOCKED = 'Error Resource temporarily unavailable Cannot lock port';

const trouble = (change: Partial<OpenTrouble>): OpenTrouble => ({
  path: '/dev/ttyUSB2',
  platform: 'linux',
  code: null,
  words: '',
  holders: NOBODY,
  ownPid: 4711,
  group: null,
  baud: 115_200,
  ...change,
});

describe('explainOpenError', () => {
  it.each<[string, Partial<OpenTrouble>, string, string[]]>([
    [
      'no permission',
      { code: 'EACCES' },
      'no-permission',
      ['sudo usermod -aG dialout $USER', 'log in again', 'resources/udev/60-modemscope.rules'],
    ],
    ['no permission, another group', { code: 'EPERM', group: 'uucp' }, 'no-permission', ['-aG uucp $USER']],
    ['Windows denies what is in use', { code: 'EACCES', platform: 'win32', path: 'COM3' }, 'busy', ['COM3 is in use']],
    ['held exclusively by nobody we can see', { code: 'EBUSY' }, 'busy', ['another program', 'fuser -v /dev/ttyUSB2']],
    ['held by a terminal', { code: 'EBUSY', holders: heldBy('picocom') }, 'busy', ['picocom (process 812)']],
    [
      'held by ModemManager',
      { code: 'EBUSY', holders: heldBy('ModemManager', 812, true) },
      'busy',
      ['in use by ModemManager', 'sudo systemctl stop ModemManager', 'ID_MM_DEVICE_IGNORE'],
    ],
    [
      'held by nobody visible while ModemManager runs as root',
      { code: 'EBUSY', holders: { holders: [], modemManagerRuns: true } },
      'busy',
      ['probably by ModemManager', 'sudo systemctl stop ModemManager'],
    ],
    [
      'held by two: ModemManager is named',
      {
        code: 'EBUSY',
        holders: { holders: [{ pid: 1, name: 'cat' }, ...heldBy('ModemManager').holders], modemManagerRuns: true },
      },
      'busy',
      ['in use by ModemManager'],
    ],
    ['locked by another program', { words: LOCKED, holders: heldBy('minicom') }, 'busy', ['minicom (process 812)']],
    ['locked, holder hidden', { words: LOCKED, platform: 'darwin' }, 'busy', ['another program']],
    [
      'locked by ourselves',
      { words: LOCKED, holders: heldBy('node', 4711) },
      'busy',
      ['already open in this ModemScope'],
    ],
    ['gone', { code: 'ENOENT' }, 'not-found', ['/dev/ttyUSB2 is not there', 'Plug the board in']],
    ['gone while opening', { code: 'ENXIO' }, 'not-found', ['is not there']],
    ['gone while opening (driver unbound)', { code: 'ENODEV' }, 'not-found', ['is not there']],
    ['a pseudo terminal without its other side', { code: 'EIO' }, 'not-found', ['is not there']],
    ['a file', { code: 'ENOTTY', path: '/etc/hosts' }, 'bad-path', ['/etc/hosts is no serial port']],
    ['odd speed', { baud: 12_345, words: 'Error: Invalid argument' }, 'unsupported', ['12345 baud', 'another speed']],
    ['driver trouble', { words: 'Error: Protocol error' }, 'failed', ['Protocol error']],
    ['trouble nobody knows', { code: 'ELOOP' }, 'failed', ['ELOOP']],
  ])('%s', (_what, change, code, words) => {
    const { error } = explainOpenError(trouble(change));
    expect(error.code).toBe(code);
    for (const word of words) expect(error.message).toContain(word);
  });

  it('names the holder for a view', () => {
    expect(explainOpenError(trouble({ code: 'EBUSY', holders: heldBy('screen', 99) })).error.details).toEqual({
      holder: 'screen',
      pid: 99,
    });
  });
});

describe('unsupportedSettings', () => {
  it.each([
    [{}, 'linux', null],
    [{ parity: 'mark' }, 'linux', 'mark parity'],
    [{ parity: 'space' }, 'darwin', 'space parity'],
    [{ stopBits: 1.5 }, 'linux', '1.5 stop bits'],
    [{ parity: 'mark', stopBits: 1.5 }, 'win32', null],
  ] as const)('%o on %s', (change, platform, words) => {
    const refusal = unsupportedSettings({ ...DEFAULT_SERIAL_SETTINGS, ...change }, platform);
    if (words === null) expect(refusal).toBeNull();
    else expect(refusal?.error).toMatchObject({ code: 'unsupported', message: expect.stringContaining(words) });
  });
});
