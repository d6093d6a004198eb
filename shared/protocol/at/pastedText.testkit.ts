import { formatAtlog } from '../../model/atlog.ts';
import { parsePastedText } from './pastedText.ts';

/** Records without their times, as an .atlog writes them. */
export const said = (text: string): readonly string[] =>
  formatAtlog(parsePastedText(text).records)
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\S+ /, ''));

/** The exchange that most of the tables show. */
export const CSQ = [String.raw`TX AT+CSQ\r`, String.raw`RX \r\n+CSQ: 22,99\r\n`, String.raw`RX \r\nOK\r\n`];
/** A prompt and its data. */
export const TOPIC = [
  String.raw`TX AT+CMQTTTOPIC=0,5\r`,
  String.raw`RX \r\n>\x20`,
  'TX plant',
  String.raw`RX \r\nOK\r\n`,
];
