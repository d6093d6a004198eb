import type { Rule } from './ruleTypes.ts';

/** Strings, topic names and topic filters. */
export const TEXT_RULES = {
  notUtf8: {
    severity: 'error',
    clauses: ['2.5', 'MQTT-1.5.3-1', 'MQTT-1.5.4-1'],
    advice: 'Encode text as UTF-8 (not Latin-1, not UTF-16), and do not cut a string inside a character.',
  },
  surrogate: {
    severity: 'error',
    clauses: ['2.5', 'MQTT-1.5.3-1', 'MQTT-1.5.4-1'],
    advice: 'Encode the character behind a UTF-16 surrogate pair as one sequence of four bytes.',
  },
  nullCharacter: {
    severity: 'error',
    clauses: ['2.5', 'MQTT-1.5.3-2', 'MQTT-1.5.4-2'],
    advice: 'Do not count the zero that ends a C string: use strlen() of the text, not sizeof the buffer.',
  },
  controlCharacter: {
    severity: 'warning',
    clauses: ['2.5', '1.5.3', '1.5.4'],
    advice:
      'Take control characters out of the text; a line end left over from a terminal or an AT command is the usual cause.',
  },
  byteOrderMark: {
    severity: 'info',
    clauses: ['2.5', 'MQTT-1.5.3-3', 'MQTT-1.5.4-3'],
    advice:
      'Leave the byte order mark out unless it is meant: it is part of the text, and "a" with one does not equal "a".',
  },
  topicWildcard: {
    severity: 'error',
    clauses: ['appendix A', 'MQTT-3.3.2-2', 'MQTT-3.3.2-2'],
    advice: 'Publish to one topic, spelled out; + and # are for topic filters in SUBSCRIBE.',
  },
  willTopicWildcard: {
    severity: 'error',
    clauses: ['appendix A', 'MQTT-4.7.1-1', 'MQTT-4.7.0-1'],
    advice: 'Give the will one topic, spelled out; + and # are for topic filters in SUBSCRIBE.',
  },
  responseTopicWildcard: {
    severity: 'error',
    clauses: ['', '', 'MQTT-3.3.2-14'],
    advice: 'Name one topic for the answers, without + and #.',
  },
  topicEmpty: {
    severity: 'error',
    clauses: ['appendix A', 'MQTT-4.7.3-1', 'MQTT-4.7.3-1'],
    advice: 'Give a topic of at least one character.',
  },
  topicAndAliasMissing: {
    severity: 'error',
    clauses: ['', '', '3.3.2.1'],
    advice: 'Send the topic, or the topic alias that an earlier PUBLISH of this connection gave it.',
  },
  filterEmpty: {
    severity: 'error',
    clauses: ['appendix A', 'MQTT-4.7.3-1', 'MQTT-4.7.3-1'],
    advice: 'Give a topic filter of at least one character; # alone stands for everything.',
  },
  filterHash: {
    severity: 'error',
    clauses: ['appendix A', 'MQTT-4.7.1-2', 'MQTT-4.7.1-1'],
    advice: 'Put # alone on the last level: "plant/#", not "plant#" or "#/temp".',
  },
  filterPlus: {
    severity: 'error',
    clauses: ['appendix A', 'MQTT-4.7.1-3', 'MQTT-4.7.1-2'],
    advice: 'Let + fill a level by itself: "plant/+/temp", not "plant/t+".',
  },
  shareName: {
    severity: 'error',
    clauses: ['', '', 'MQTT-4.8.2-1'],
    advice: 'Write a shared subscription as $share/NAME/FILTER, with a name of at least one character.',
  },
  shareNameCharacters: {
    severity: 'error',
    clauses: ['', '', 'MQTT-4.8.2-2'],
    advice: 'Write a shared subscription as $share/NAME/FILTER; the name has no + and no #, the filter is not empty.',
  },
} as const satisfies Record<string, Rule>;
