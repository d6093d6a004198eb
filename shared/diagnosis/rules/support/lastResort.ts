import { createDictionary } from '../../../protocol/at/dictionary/dictionary.ts';
import { describeError } from '../../../protocol/at/dictionary/errors/describeError.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Layer, Rule } from '../../types.ts';
import { finding, seen, seenCommand, seenResult } from './finding.ts';
import { maskedCommand } from './maskedCommand.ts';
import { progressOf } from './progress.ts';
import { actions, endOf, hasFailed, outcomeLine, repeatedWell } from './select.ts';
import { type ServiceResult, serviceResults } from './serviceResults.ts';

export interface LastResortParts {
  readonly id: string;
  readonly layer: Layer;
  /** Names of the commands whose failure it tells. */
  readonly commands: readonly string[];
  readonly title: string;
  readonly advice: string;
}

/** A rule for failures of these commands that no other rule explains: what failed, with which code, and what that means. */
export function lastResortRule({ id, layer, commands, title, advice }: LastResortParts): Rule {
  const rule: Rule = {
    id,
    layer,
    lastResort: true,
    find(capture): readonly Finding[] {
      const results = serviceResults(capture);
      const failed = actions(capture, ...commands).filter((each) => hasFailed(each) && !isStatus(each));
      const orphans = results.filter(
        ({ transaction, name, code, table }) =>
          transaction === null && code !== 0 && commands.includes(name) && !(table === 'http' && isHttpStatus(code)),
      );
      if (failed.length + orphans.length === 0) return [];
      const progress = progressOf(capture);
      const check = checker(capture);
      const told = failed.map((each): Finding => {
        const line = outcomeLine(each);
        const meaning = meaningOf(results.find(({ event }) => event.seq === each.outcome?.seq));
        return finding(rule, {
          severity: repeatedWell(capture, each) || progress.after(layer, endOf(each) + 1) ? 'warning' : 'fault',
          evidence: [seenCommand(each), ...(line === null ? [seenResult(each)] : [seen(line)])],
          title,
          detail: `${maskedCommand(each)} was answered ${line?.text ?? resultWords(each)}${meaning}.${check(each)}`,
          advice,
        });
      });
      const alone = orphans.map(
        (result): Finding =>
          finding(rule, {
            severity: progress.after(layer, result.event.t + 1) ? 'warning' : 'fault',
            evidence: [seen(result.event)],
            title,
            detail: `The modem said ${result.event.text}${meaningOf(result)}.`,
            advice,
          }),
      );
      return [...told, ...alone];
    },
  };
  return rule;
}

/** What the dictionary finds wrong with the command, as sentences with a blank in front. */
function checker({ family }: Capture): (transaction: Transaction) => string {
  const dictionary = createDictionary(family);
  return ({ command }) =>
    dictionary
      .explainCommand(command)
      .problems.map(({ message }) => ` ${message}`)
      .join('');
}

const isHttpStatus = (code: number): boolean => code >= 100 && code < 600;

/** The server answered: that is for rules about HTTP. */
const isStatus = ({ name, outcome }: Transaction): boolean =>
  name === '+HTTPACTION' && outcome !== null && isHttpStatus(outcome.code);

const resultWords = ({ result }: Transaction): string => ('text' in result ? result.text : 'ERROR');

function meaningOf(result: ServiceResult | undefined): string {
  if (result === undefined) return '';
  const { text, usualCause } = describeError(result.table, result.code);
  return `: ${text}${usualCause === null ? '' : ` (${usualCause})`}`;
}

/** Findings without those of rules of last resort about a row that another rule has as its evidence, whatever it made of it. */
export function unexplained(
  findings: readonly Finding[],
  rules: readonly Pick<Rule, 'id' | 'lastResort'>[],
): readonly Finding[] {
  const last = new Set(rules.filter(({ lastResort }) => lastResort === true).map(({ id }) => id));
  const told = new Set(findings.filter(({ rule }) => !last.has(rule)).flatMap(({ rows }) => rows));
  return findings.filter(({ rule, rows }) => !last.has(rule) || !rows.some((seq) => told.has(seq)));
}
