/** A broker may hold any number of retained messages; beyond this many some are passed back once, which does no harm. */
const MAX_TOPICS = 20_000;

/** Topics whose retained message has just come from the remote broker, so that it is not passed back as one of the bench's. */
export interface RetainedTopics {
  add(topic: string): void;
  /** Once for each. */
  takes(topic: string): boolean;
  clear(): void;
}

export function createRetainedTopics(): RetainedTopics {
  const topics = new Set<string>();
  return {
    add(topic) {
      if (topics.size < MAX_TOPICS) topics.add(topic);
    },
    takes: (topic) => topics.delete(topic),
    clear: () => topics.clear(),
  };
}
