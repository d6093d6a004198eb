export type NoteSeverity = 'error' | 'warning' | 'info';

/** A rule of the specification that a packet can break, for MQTT 3.1, 3.1.1 and 5.0. */
export interface Rule {
  /** One for all versions, or one each for 3.1, 3.1.1 and 5.0. */
  readonly severity: NoteSeverity | readonly [NoteSeverity, NoteSeverity, NoteSeverity];
  /**
   * Where it stands in 3.1, 3.1.1 and 5.0: the id of the normative statement (`MQTT-3.1.2-3`), or a section where there is
   * none; '' where the version does not know it.
   */
  readonly clauses: readonly [string, string, string];
  /** What the author of the firmware should change. */
  readonly advice: string;
}
