'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { magnification } from '../../_ui/magnification'

/** What each row spreads over its `tr`, so that its height is known. */
export interface Placed {
  ref?: (row: HTMLTableRowElement | null) => void
  'data-index'?: number
}

interface Props<T> {
  rows: readonly T[]
  keyOf: (row: T) => string | number
  children: (row: T, placed: Placed) => ReactNode
}

/** So many are simply drawn; of more only those in sight: ten thousand rows stall a browser. */
const FEW = 200
/** Until a row is measured. */
const ROW_PX = 45
/** Drawn beyond what is in sight, so that Tab always finds the next. */
const AHEAD = 12
const ANYWHERE: Placed = {}

/** The body of a table of any length; the page scrolls it. */
export const TableRows = <T,>(props: Props<T>) => {
  const { rows, children } = props
  if (rows.length > FEW) return <RowsInSight {...props} />
  return <tbody>{rows.map((row) => children(row, ANYWHERE))}</tbody>
}

const RowsInSight = <T,>({ rows, keyOf, children }: Props<T>) => {
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState(0)
  const by = magnification()
  // What stands above the table comes and goes.
  useLayoutEffect(() => {
    const at = Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    if (at !== top) setTop(at)
  })
  const virtual = useWindowVirtualizer({
    count: rows.length,
    // The window scrolls in dots of the screen, so rows are measured in them too.
    estimateSize: () => ROW_PX * by,
    measureElement: (row) => row.getBoundingClientRect().height,
    overscan: AHEAD,
    scrollMargin: top,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
  })
  const items = virtual.getVirtualItems()
  const above = (items[0]?.start ?? top) - top
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top)
  return (
    <tbody ref={body}>
      <Gap height={above / by} />
      {items.map(({ index }) => {
        const row = rows[index]
        return row === undefined ? null : children(row, { ref: virtual.measureElement, 'data-index': index })
      })}
      <Gap height={below / by} />
    </tbody>
  )
}

/** Stands for the rows that are not drawn. One cell: columns that a narrow screen leaves out must not come back empty. */
const Gap = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null
