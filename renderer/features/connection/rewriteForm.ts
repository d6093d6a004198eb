import type { BrokerState } from '#shared/contract/broker.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { isLoopback } from './brokerForm.ts';

/** Ready-made rules: the command, its argument, and what it is called. */
export const RULE_TEMPLATES = [
  {
    id: 'mqtt-broker',
    title: 'Broker address of AT+CMQTTCONNECT',
    command: '+CMQTTCONNECT',
    index: 1, // AT+CMQTTCONNECT=<client>,"tcp://<host>:<port>",…
    becomes: 'Send this broker address instead',
    example: 'tcp://203.0.113.7:1883',
  },
  {
    id: 'tcp-server',
    title: 'Server of AT+CIPOPEN',
    command: '+CIPOPEN',
    index: 2, // AT+CIPOPEN=<link>,"TCP","<host>",<port>
    becomes: 'Send this host instead',
    example: '203.0.113.7',
  },
  {
    id: 'apn',
    title: 'Access point name of AT+CGDCONT',
    command: '+CGDCONT',
    index: 2, // AT+CGDCONT=<cid>,"IP","<apn>"
    becomes: 'Send this APN instead',
    example: 'iot.operator.example',
  },
] as const;
export type RuleTemplate = (typeof RULE_TEMPLATES)[number];

export type RuleKind = RuleTemplate['id'] | 'argument' | 'text';

/** The form of a rule, its fields as text. */
export interface RuleForm {
  readonly kind: RuleKind;
  readonly direction: RewriteRule['direction'];
  readonly command: string;
  /** Which argument, counted from 1 as people do. */
  readonly place: string;
  readonly was: string;
  readonly text: string;
  readonly replace: string;
}

export const templateOf = (kind: RuleKind): RuleTemplate | undefined => RULE_TEMPLATES.find(({ id }) => id === kind);

/** A new rule of that kind. */
export function newRuleForm(kind: RuleKind, replace = ''): RuleForm {
  const template = templateOf(kind);
  return {
    ...{ kind, direction: 'tx', was: '', text: '', replace },
    command: template?.command ?? '',
    place: String((template?.index ?? 0) + 1),
  };
}

/** A rule to be changed. */
export function ruleFormOf(rule: RewriteRule): RuleForm {
  const { match, direction, replace } = rule;
  const base = { ...newRuleForm('text', replace), direction };
  if (match.by === 'text') return { ...base, text: match.text };
  const { command, index, was } = match;
  const template = RULE_TEMPLATES.find((one) => direction === 'tx' && one.command === command && one.index === index);
  return { ...base, kind: template?.id ?? 'argument', command, place: String(index + 1), was };
}

export type RuleFormErrors = Partial<Record<'command' | 'place' | 'was' | 'text' | 'replace', string>>;

const COMMAND = /^[+^$%#*!&\\]?[A-Za-z0-9_]+$/;

/** The name without the AT in front: `+CSQ`, `&F`, `D`. */
const nameOf = (command: string): string =>
  command
    .trim()
    .replace(/^AT(?=\W|[A-Z]$)/i, '')
    .toUpperCase();
const LINE_TEXT = /^\P{Cc}{0,1024}$/u;
const NOT_ONE_LINE = 'One line of at most 1024 characters, without control characters';

/** What is wrong with the fields; {} when nothing is. */
export function ruleFormErrors(form: RuleForm): RuleFormErrors {
  const { kind, command, place, was, text, replace } = form;
  const wrongReplace = LINE_TEXT.test(replace) ? {} : { replace: NOT_ONE_LINE };
  if (kind === 'text') {
    return {
      ...(text === '' ? { text: 'The text to look for' } : LINE_TEXT.test(text) ? {} : { text: NOT_ONE_LINE }),
      ...wrongReplace,
    };
  }
  return {
    ...(nameOf(command).length <= 40 && COMMAND.test(nameOf(command))
      ? {}
      : { command: 'A name such as AT+CSQ or +CSQ' }),
    ...(/^\d{1,2}$/.test(place.trim()) && Number(place) >= 1 && Number(place) <= 32 ? {} : { place: '1 to 32' }),
    ...(LINE_TEXT.test(was) ? {} : { was: NOT_ONE_LINE }),
    ...(templateOf(kind) !== undefined && replace.trim() === '' ? { replace: 'What to send instead' } : wrongReplace),
  };
}

/** The rule the fields, which have no errors, describe. */
export function ruleOf(form: RuleForm, id: string, enabled: boolean): RewriteRule {
  const { kind, command, place, was, text, direction, replace } = form;
  if (kind === 'text') return { id, enabled, direction, match: { by: 'text', text }, replace };
  return {
    ...{ id, enabled, direction },
    match: { by: 'argument', command: nameOf(command), index: Number(place) - 1, was: bare(was) },
    replace: bare(replace),
  };
}

/** Without the blanks and the quotes around it: the bench keeps the quotes of the line. */
const bare = (text: string): string => /^"(.*)"$/.exec(text.trim())?.[1] ?? text.trim();

/** The bench's own broker as AT+CMQTTCONNECT names it; '' when only this machine reaches it, or when any address may be its. */
export function benchBroker(broker: Pick<BrokerState, 'state' | 'listen'> | undefined): string {
  if (broker?.state !== 'listening') return '';
  const { host, port } = broker.listen;
  return isLoopback(host) || port === 0 || /^(0\.0\.0\.0|::|\[::\])$/.test(host) ? '' : `tcp://${host}:${port}`;
}

/** An id none of the rules has. */
export function newRuleId(rules: readonly Pick<RewriteRule, 'id'>[]): string {
  const numbers = rules.map(({ id }) => Number(/^rule-(\d+)$/.exec(id)?.[1] ?? 0));
  return `rule-${Math.max(0, ...numbers) + 1}`;
}

/** A rule in words: what it looks for and what takes its place. */
export function ruleWords({ match, direction, replace }: RewriteRule): {
  readonly what: string;
  readonly becomes: string;
} {
  const who = direction === 'tx' ? "the MCU's commands" : "the modem's answers";
  const becomes = replace === '' ? '(nothing)' : replace;
  if (match.by === 'text') return { what: `“${match.text}” in ${who}`, becomes };
  const template = RULE_TEMPLATES.find(({ command, index }) => command === match.command && index === match.index);
  const only = match.was === '' ? '' : `, when it is ${match.was}`;
  const what =
    template !== undefined && direction === 'tx'
      ? template.title
      : `Argument ${match.index + 1} of ${match.command} in ${who}`;
  return { what: what + only, becomes };
}
