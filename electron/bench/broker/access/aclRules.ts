import type { AccessRule } from '#shared/contract/brokerAccess.ts';
import { levelsCover, levelsMatch } from '#shared/protocol/mqtt/topicFilter.ts';

/** Whom the rules are asked about. */
export interface Subject {
  /** '' for none. */
  readonly username: string;
  readonly clientId: string;
}

/** The rules as they stand for one client. */
export interface SubjectRules {
  mayPublish(topic: string): boolean;
  /** Whether everything the filter takes may be read. */
  maySubscribe(filter: string): boolean;
  /** Whether a message of that topic may be handed to it. */
  mayRead(topic: string): boolean;
}

/** Answers that are kept per client; topics are few, messages are many. */
const REMEMBERED = 1000;
/** A longer topic is not remembered: a thousand of the longest would be 64 MB. */
const LONGEST_REMEMBERED = 256;

interface Line {
  readonly levels: readonly string[];
  readonly allow: boolean;
}

/**
 * Reads the rules for one client: those about somebody else fall away, %u and %c become names. A name with a wildcard or a
 * slash in it would widen the filter it is put into, so that such a rule fits nothing.
 */
export function rulesFor(subject: Subject, rules: readonly AccessRule[], otherwise: boolean): SubjectRules {
  const mine = rules.filter(({ who, name }) => {
    if (who === 'all') return true;
    return who === 'user' ? name !== '' && name === subject.username : name === subject.clientId;
  });
  const linesOf = (action: 'publish' | 'subscribe'): readonly Line[] =>
    mine.flatMap((rule) => {
      if (rule.action !== 'both' && rule.action !== action) return [];
      const filter = filledIn(rule.filter, subject);
      return filter === null ? [] : [{ levels: filter.split('/'), allow: rule.allow }];
    });
  const publish = linesOf('publish');
  const subscribe = linesOf('subscribe');
  const decide = (lines: readonly Line[], fits: (levels: readonly string[]) => boolean): boolean =>
    lines.find(({ levels }) => fits(levels))?.allow ?? otherwise;
  const byTopic = (lines: readonly Line[]): ((topic: string) => boolean) => {
    const known = new Map<string, boolean>();
    return (topic) => {
      const told = known.get(topic);
      if (told !== undefined) return told;
      const split = topic.split('/');
      const answer = decide(lines, (levels) => levelsMatch(levels, split));
      if (topic.length > LONGEST_REMEMBERED) return answer;
      if (known.size >= REMEMBERED) known.clear();
      known.set(topic, answer);
      return answer;
    };
  };
  return {
    mayPublish: byTopic(publish),
    mayRead: byTopic(subscribe),
    maySubscribe: (filter) => {
      const split = filter.split('/');
      return decide(subscribe, (levels) => levelsCover(levels, split));
    },
  };
}

function filledIn(filter: string, { username, clientId }: Subject): string | null {
  let sound = true;
  const filled = filter.replace(/%[uc]/g, (place) => {
    const name = place === '%u' ? username : clientId;
    if (name === '' || /[+#/]/.test(name)) sound = false;
    return name;
  });
  return sound ? filled : null;
}
