import type { Locator, Page } from 'playwright-core';

export type PaneName = 'AT traffic' | 'MQTT packets' | 'Console';

export const pane = (page: Page, name: PaneName): Locator => page.getByRole('region', { name, exact: true });

/** Rows of a pane's list that hold all of the texts. */
export function rows(page: Page, name: PaneName, ...texts: readonly string[]): Locator {
  let found = pane(page, name).getByRole('row');
  for (const text of texts) found = found.filter({ hasText: text });
  return found;
}

/** Waits until such a row is drawn. */
export const seeRow = (page: Page, name: PaneName, ...texts: readonly string[]): Promise<void> =>
  rows(page, name, ...texts)
    .first()
    .waitFor();
