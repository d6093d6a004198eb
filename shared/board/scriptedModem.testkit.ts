import { createFakeClock, type FakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../base/latin1.ts';
import { createSeededRandom } from '../base/seededRandom.ts';
import { type FaultPoints, NO_FAULTS } from '../modem/faults/faultPoints.ts';
import { type BoardSettings, DEFAULT_BOARD_SETTINGS } from './boardSettings.ts';
import { type Board, createBoard } from './createBoard.ts';

const OK = '\r\nOK\r\n';
const PROMPTS = /^AT\+CMQTT(?:TOPIC|PAYLOAD|SUB)=0,(\d+)/;

/** What a modem on which all goes well answers; a test replaces single answers. */
const ANSWERS: Readonly<Record<string, string>> = {
  'AT+CGMR': `\r\n+CGMR: TEST_V1${OK}`,
  'AT+CPIN?': `\r\n+CPIN: READY\r\n${OK}`,
  'AT+CSQ': `\r\n+CSQ: 22,99\r\n${OK}`,
  'AT+CEREG?': `\r\n+CEREG: 0,1\r\n${OK}`,
  'AT+CMQTTSTART': `\r\n+CMQTTSTART: 0\r\n${OK}`,
  'AT+CMQTTCONNECT': `${OK}\r\n+CMQTTCONNECT: 0,0\r\n`,
  'AT+CMQTTPUB': `${OK}\r\n+CMQTTPUB: 0,0\r\n`,
  'AT+CMQTTDISC': `${OK}\r\n+CMQTTDISC: 0,0\r\n`,
  'AT+CMQTTSTOP': `\r\n+CMQTTSTOP: 0\r\n${OK}`,
};

export interface BoardUnderTest {
  readonly board: Board;
  readonly clock: FakeClock;
  /** Command lines and prompt data the board sent, in order. */
  readonly sent: readonly string[];
  readonly console: readonly string[];
  say(text: string): void;
}

/** A board on a modem that answers by a table. Keys are commands, whole or up to `=`. */
export function startBoard(
  replace: Readonly<Record<string, string>> = {},
  { faults = NO_FAULTS, settings = {} }: { faults?: FaultPoints; settings?: Partial<BoardSettings> } = {},
): BoardUnderTest {
  const clock = createFakeClock();
  const answers: Readonly<Record<string, string>> = { ...ANSWERS, ...replace };
  const sent: string[] = [];
  const lines: string[] = [];
  let waiting = '';
  let expected = 0;
  const say = (text: string): void => board.receive(latin1Bytes(text));
  const later = (text: string): void => {
    clock.after(5, () => say(text));
  };
  const reply = (command: string): void => {
    const counted = PROMPTS.exec(command);
    if (counted !== null) {
      expected = Number(counted[1]);
      later('\r\n>');
      return;
    }
    later(answers[command] ?? answers[command.split('=')[0] ?? ''] ?? OK);
  };
  const board = createBoard(
    {
      ...{ clock, faults, random: createSeededRandom(2) },
      console: (line) => lines.push(line),
      toModem(bytes) {
        waiting += latin1Text(bytes);
        if (expected > 0 && waiting.length >= expected) {
          sent.push(waiting.slice(0, expected));
          waiting = waiting.slice(expected);
          expected = 0;
          later(sent.at(-1)?.endsWith('/command') === true ? `${OK}\r\n+CMQTTSUB: 0,0\r\n` : OK);
        }
        for (let end = waiting.indexOf('\r'); expected === 0 && end >= 0; end = waiting.indexOf('\r')) {
          const command = waiting.slice(0, end).trim();
          waiting = waiting.slice(end + 1);
          sent.push(command);
          reply(command);
        }
      },
    },
    { ...DEFAULT_BOARD_SETTINGS, ...settings },
  );
  board.restart();
  return { board, clock, sent, console: lines, say };
}
