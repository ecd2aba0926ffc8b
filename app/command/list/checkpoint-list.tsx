'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { checkpoints as text } from '../../_text/checkpoints'
import { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { Empty } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { Kbd } from '../../_ui/kbd'
import { changeAddress } from '../address'
import { select, WHOLE } from '../selection'
import styles from './list.module.css'
import { ListFilter } from './list-filter'
import { ListRow } from './list-row'
import { clearFilter, useList } from './use-list'

const ROW_PX = 52

/** Every checkpoint beside the map: one selection with it, filtered and in an order that the address keeps. */
export const CheckpointList = ({ selected, onClose }: { selected: string | null; onClose: () => void }) => {
  const words = useText(text)
  const shared = useText(everyRoom)
  const list = useList()
  const { rows } = list
  const scroll = useRef<HTMLDivElement>(null)
  const box = useId()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: (index) => rows[index]?.code ?? index,
  })
  const at = rows.findIndex(({ code }) => code === selected)
  const toRow = useRef(virtual.scrollToIndex)
  toRow.current = virtual.scrollToIndex
  const place = useRef(at)
  place.current = at
  // Only when another is selected: rows that change places must not pull the list about under the reader.
  useEffect(() => {
    if (selected !== null && place.current >= 0) toRow.current(place.current)
  }, [selected])

  const onKey = (event: KeyboardEvent) => {
    const last = rows.length - 1
    const targets: Record<string, number> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: at < 0 ? last : Math.max(0, at - 1),
      PageDown: Math.min(last, at + 10),
      PageUp: Math.max(0, at - 10),
      Home: 0,
      End: last,
    }
    const target = targets[event.key]
    if (target !== undefined) {
      event.preventDefault()
      const row = rows[target]
      if (row) select({ checkpoint: row.code, alert: null })
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault()
      changeAddress({ [WHOLE]: 'full' }, 'push')
    }
  }

  return (
    <section className={styles.panel} data-over-map="panel" aria-label={words.list.title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{words.list.title}</h2>
        <span className={styles.count} role="status">
          {words.list.count(number(rows.length), number(list.all))}
        </span>
        <Kbd>L</Kbd>
        <button type="button" className={styles.close} aria-label={shared.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ListFilter list={list} />
      <div
        ref={scroll}
        className={styles.scroll}
        role="listbox"
        tabIndex={0}
        aria-label={words.list.title}
        aria-activedescendant={at >= 0 ? `${box}-${rows[at]?.code}` : undefined}
        onKeyDown={onKey}
      >
        {rows.length === 0 ? (
          <Empty why={words.list.none}>
            <Button onClick={clearFilter}>{words.list.all}</Button>
          </Empty>
        ) : (
          <div className={styles.rows} role="presentation" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]
              return row ? (
                <ListRow
                  key={item.key}
                  id={`${box}-${row.code}`}
                  code={row.code}
                  top={item.start}
                  height={item.size}
                  at={item.index + 1}
                  of={rows.length}
                  selected={row.code === selected}
                />
              ) : null
            })}
          </div>
        )}
      </div>
      <p className={styles.keys}>{words.list.keys}</p>
    </section>
  )
}
