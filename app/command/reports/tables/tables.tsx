'use client'

import { useState } from 'react'
import type { Layout } from '#protocol/layout'
import { useResource } from '../../../_live/use-resource'
import { useText } from '../../../_text/language'
import { reportTables } from '../../../_text/report-tables'
import { useFailureWords } from '../../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../../_ui/blank'
import { Button } from '../../../_ui/button'
import { goTo, useAddress } from '../address'
import frame from '../board.module.css'
import { mayFill } from '../may-fill'
import { ReportsFrame } from '../reports-frame'
import { LayoutForm } from './layout-form'
import { LayoutShown } from './layout-shown'
import styles from './tables.module.css'

export const Tables = () => <ReportsFrame>{(session) => <List mayWrite={mayFill(session)} />}</ReportsFrame>

/** Departments' own tables: one of them shown, or one being made. */
const List = ({ mayWrite }: { mayWrite: boolean }) => {
  const words = useText(reportTables).tables
  const failureWords = useFailureWords()
  const address = useAddress()
  const { value, failure, reload } = useResource<{ layouts: Layout[] }>('/reports/layouts')
  const [editing, setEditing] = useState<Layout | 'new' | null>(null)
  const layouts = value?.layouts ?? []
  const shown = layouts.find(({ id }) => id === address.get('table')) ?? (address.has('table') ? undefined : layouts[0])
  const saved = (layout: Layout) => {
    setEditing(null)
    goTo({ table: layout.id })
    void reload()
  }
  return (
    <main className={frame.main}>
      <header className={frame.head}>
        <div>
          <h1 className={frame.title}>{words.title}</h1>
          <p className={frame.hint}>{words.hint}</p>
        </div>
        {mayWrite && editing === null ? (
          <Button look={layouts.length === 0 ? 'primary' : 'plain'} onClick={() => setEditing('new')}>
            {words.make}
          </Button>
        ) : null}
      </header>
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading rows={4} /> : null}
      {value !== null && layouts.length === 0 && editing === null ? (
        <Empty why={words.none} hint={words.noneHint} />
      ) : null}
      {editing === null ? null : (
        <LayoutForm layout={editing === 'new' ? null : editing} onSaved={saved} onCancel={() => setEditing(null)} />
      )}
      {layouts.length > 0 && editing === null ? (
        <nav className={styles.list} aria-label={words.list}>
          {layouts.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className={styles.pick}
              aria-current={id === shown?.id ? 'true' : undefined}
              onClick={() => goTo({ table: id })}
            >
              {name}
            </button>
          ))}
        </nav>
      ) : null}
      {value !== null && layouts.length > 0 && shown === undefined && editing === null ? (
        <Empty why={words.gone} />
      ) : null}
      {shown === undefined || editing !== null ? null : (
        <LayoutShown
          key={shown.id}
          layout={shown}
          mayWrite={mayWrite}
          onChange={() => setEditing(shown)}
          onRemoved={() => {
            goTo({ table: null })
            void reload()
          }}
        />
      )}
    </main>
  )
}
