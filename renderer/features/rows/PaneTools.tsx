import { ArrowDownToLine, Eraser, Funnel, Pause, Play, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { shortcutKeys } from '#renderer/app/keys.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './PaneTools.module.css';
import type { PaneList } from './usePaneList.ts';

export interface PaneToolsProps {
  readonly list: PaneList;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  /** How many parts of the filter hide something. */
  readonly filterCount: number;
  /** The filter menu's content. */
  readonly children: ReactNode;
}

/** Search, filter, follow, pause, clear: the same in every pane with a list. */
export function PaneTools({ list, search, onSearch, filterCount, children }: PaneToolsProps) {
  const { paused, follow } = list;
  return (
    <>
      <TextField
        ref={list.searchField}
        className={styles.search ?? ''}
        label="Search rows"
        placeholder="Search"
        title='Words that must occur, -word must not, "words together"'
        icon={<Search aria-hidden="true" />}
        value={search}
        maxLength={256}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && search !== '') {
            event.stopPropagation();
            onSearch('');
          }
        }}
        trailing={
          search === '' ? null : (
            <button type="button" className={styles.clear} aria-label="Clear the search" onClick={() => onSearch('')}>
              <X aria-hidden="true" />
            </button>
          )
        }
      />
      <Menu
        align="end"
        trigger={
          <IconButton
            label={filterCount === 0 ? 'Filter' : `Filter (${filterCount} active)`}
            className={styles.filter ?? ''}
            data-count={filterCount === 0 ? undefined : filterCount}
            icon={<Funnel />}
          />
        }
      >
        {children}
      </Menu>
      <IconButton
        label={follow ? 'Following the newest row' : 'Follow the newest row'}
        pressed={follow}
        icon={<ArrowDownToLine />}
        onClick={() => list.setFollow(!follow)}
      />
      <IconButton
        label={paused ? 'Go on showing new rows' : 'Pause the view; capture goes on'}
        shortcut={shortcutKeys('pause')}
        pressed={paused}
        icon={paused ? <Play /> : <Pause />}
        onClick={list.togglePause}
      />
      <IconButton
        label="Clear the view; the capture keeps the rows"
        shortcut={shortcutKeys('clear')}
        icon={<Eraser />}
        onClick={list.clear}
      />
    </>
  );
}
