'use client'

import { useState } from 'react'
import type { Layout, LayoutTable } from '#protocol/layout'
import { api } from '../../../_live/api'
import { useResource } from '../../../_live/use-resource'
import { number } from '../../../_text/format'
import { useLanguage, useText } from '../../../_text/language'
import { reportTables } from '../../../_text/report-tables'
import { reports } from '../../../_text/reports'
import { useFailureWords } from '../../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../../_ui/blank'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { toast } from '../../../_ui/toast'
import { Sheet } from '../../../_ui/work'
import frame from '../board.module.css'
import { DayFields, useDays } from '../day-fields'
import styles from './tables.module.css'

/** A department's table over the days that the address names. */
export const LayoutShown = ({
  layout,
  mayWrite,
  onChange,
  onRemoved,
}: {
  layout: Layout
  mayWrite: boolean
  onChange: () => void
  onRemoved: () => void
}) => {
  const words = useText(reportTables).tables
  const language = useLanguage()
  const failureWords = useFailureWords()
  const { date, from } = useDays()
  const query = new URLSearchParams({ date, from, language }).toString()
  const path = `/reports/layouts/${layout.id}/table`
  const [ending, setEnding] = useState(false)
  const remove = async () => {
    const answer = await api.delete(`/reports/layouts/${layout.id}`)
    setEnding(false)
    if (!answer.ok) return toast(failureWords(answer.failure))
    toast(words.removed(layout.name))
    onRemoved()
  }
  return (
    <section aria-label={layout.name}>
      <header className={frame.head}>
        <h2 className={styles.name}>{layout.name}</h2>
        <div className={frame.acts}>
          <DayFields />
          {mayWrite ? (
            <>
              <Button onClick={onChange}>{words.change}</Button>
              <Button look="quiet" onClick={() => setEnding(true)}>
                {words.remove}
              </Button>
            </>
          ) : null}
          <a className={frame.file} href={`/api/v1${path}.xlsx?${query}`} download>
            Excel
          </a>
          <a className={frame.file} href={`/api/v1${path}.csv?${query}`} download>
            CSV
          </a>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </div>
      </header>
      <TableAt key={query} path={`${path}?${query}`} />
      <Dialog
        open={ending}
        title={words.removeTitle(layout.name)}
        act={words.remove}
        onAct={() => void remove()}
        onClose={() => setEnding(false)}
      >
        <p>{words.removeHint}</p>
      </Dialog>
    </section>
  )
}

/** Of its own days alone: figures of others must not stand under these while they are on their way. */
const TableAt = ({ path }: { path: string }) => {
  const words = useText(reportTables).tables
  const days = useText(reports)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<LayoutTable>(path)
  return (
    <>
      {failure ? (
        <ErrorNote
          what={failureWords(failure, {}, { '/date': days.date, '/from': days.from })}
          onRetry={() => void reload()}
        />
      ) : null}
      {value === null && !failure ? <Loading rows={6} /> : null}
      {value !== null && value.rows.length <= 1 ? <Empty why={words.empty} /> : null}
      {value !== null && value.rows.length > 1 ? <Table table={value} /> : null}
    </>
  )
}

const Table = ({ table: { headers, rows } }: { table: LayoutTable }) => {
  const isFigure = (column: number) => rows.some((row) => typeof row[column] === 'number')
  const cells = (row: LayoutTable['rows'][number]) =>
    headers.map((header, column) => {
      const value = row[column] ?? null
      return (
        <td key={header} data-figure={isFigure(column) || undefined}>
          {typeof value === 'number' ? number(value) : (value ?? '–')}
        </td>
      )
    })
  const sum = rows.at(-1) ?? []
  return (
    <Sheet>
      <table className={`${frame.table} ${styles.wide}`}>
        <thead>
          <tr>
            {headers.map((header, column) => (
              <th key={header} scope="col" data-figure={isFigure(column) || undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, -1).map((row) => (
            <tr key={String(row[0])}>{cells(row)}</tr>
          ))}
        </tbody>
        <tfoot>
          <tr>{cells(sum)}</tr>
        </tfoot>
      </table>
    </Sheet>
  )
}
