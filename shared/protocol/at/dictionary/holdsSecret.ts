import { latin1Text } from '../../../base/latin1.ts';
import { parseHex } from '../../../model/payload/parseHex.ts';
import { createDictionary } from './dictionary.ts';
import { AT_FAMILIES, type CommandEntry } from './entryTypes.ts';
import type { CommandExplanation } from './explainCommand.ts';

/** A board may speak another language than the one its modem is taken for. */
const DICTIONARIES = AT_FAMILIES.map((family) => createDictionary(family));

/** `tcp://user:password@host` */
const URL_LOGIN = /:\/\/[^\s/:@"]{0,256}:[^\s@"]{1,256}@/;
const PRIVATE_KEY = /PRIVATE KEY-----/;
/** However the command is spelt: AT+CPIN1234, AT+CPIN 1234. */
const CODE = /\+(?:CPIN|CPWD|CLCK)[^?;]{0,32}\d{4}/i;
/** In a command nobody knows: its name or one of its arguments says that it logs in. */
const LOGIN_WORD = /pass|pwd|auth|user|login|secret|key|\bpin\b/i;
/** Commands of further families that take a user name and a password without a word about it. */
const LOGIN_NAME = /^\+(?:CSTT|QMTCONN|QICSGP|UMQTT|UPSD|SAPBR|CNCFG)$/;
/** Shorter than the shortest command with a secret in it. */
const LEAST_BYTES = 8;

/**
 * Whether text that is sent carries a password, a PIN or a key: then it must not be kept anywhere. Command lines of any
 * family, one or many (`> data` and other steps of a sequence too), also written as hex.
 */
export function holdsSecret(text: string): boolean {
  if (URL_LOGIN.test(text) || PRIVATE_KEY.test(text) || CODE.test(text)) return true;
  const bytes = parseHex(text);
  if (bytes.ok && bytes.value.length >= LEAST_BYTES && holdsSecret(latin1Text(bytes.value))) return true;
  return text.split(/[\r\n]+/).some((line) => /^\s*at/i.test(line) && lineHoldsSecret(line));
}

function lineHoldsSecret(line: string): boolean {
  const readings = DICTIONARIES.flatMap((dictionary) => dictionary.explainCommandLine(line));
  return readings.some(isSecret) || readings.some(({ name }) => isUnknown(name) && isLogin(name, line));
}

/** A secret where the entry has one; or anything at all, when quotes that do not fit have moved the arguments. */
function isSecret({ entry, syntax, args, problems }: CommandExplanation): boolean {
  if (entry === null || !takesSecret(entry)) return false;
  const moved =
    syntax === null || problems.some(({ code }) => code === 'unclosed-quote' || code === 'typographic-quotes');
  return args.some(({ raw }, index) => raw !== '' && (moved || syntax?.parameters[index]?.secret === true));
}

const takesSecret = ({ forms }: CommandEntry): boolean =>
  forms.some(({ parameters }) => parameters.some(({ secret }) => secret === true));

const isUnknown = (name: string | null): name is string =>
  name !== null && name !== '' && DICTIONARIES.every((dictionary) => dictionary.command(name) === undefined);

const isLogin = (name: string, line: string): boolean =>
  /[^=?\s]/.test(behindEquals(line)) && (LOGIN_NAME.test(name) || LOGIN_WORD.test(line));

const behindEquals = (line: string): string => (line.includes('=') ? line.slice(line.indexOf('=') + 1) : '');
