'use client'

import { useMemo, useState } from 'react'
import { MINUTE_MS } from '#domain/instant'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { toast } from '../../_ui/toast'
import { Work } from '../../_ui/work'
import list from '../_list/list.module.css'
import { SearchBox } from '../_list/search-box'
import type { InForce } from '../policy/draft'
import { AddSubject } from './add-subject'
import { EndSubject } from './end-subject'
import { FindSubject } from './find-subject'
import { matching } from './matching'
import { NOTHING, type Pending, type Subject } from './pending'
import { PendingSheet } from './pending-sheet'
import { SubjectTable } from './subject-table'
import { useSubjects } from './use-subjects'

const REFRESH_MS = 20_000
/** One message adds at most so many: each digest costs the server a while. */
const MOST_AT_ONCE = 100

const NONE: never[] = []

type Panel = 'add' | { end: Subject }

/** The watch list: masked, with what waits to be put in force above it. */
export const Watchlist = () => {
  const words = useText(policy).watch
  const failureWords = useFailureWords()
  const now = useServerNow(MINUTE_MS) ?? 0
  const { value: inForce, reload: reloadPolicy } = useResource<InForce>('/policy', REFRESH_MS)
  const { value, failure, reload } = useSubjects(inForce?.document.watchlist.version ?? null)
  const [pending, setPending] = useState<Pending>(NOTHING)
  const [panel, setPanel] = useState<Panel | null>(null)
  const [found, setFound] = useState<number | null>(null)
  const [search, setSearch] = useState('')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const subjects = value?.subjects ?? NONE
  const rules = inForce?.document.rules ?? NONE
  const shown = useMemo(
    () => (found === null ? matching(subjects, rules, search) : subjects.filter(({ id }) => id === found)),
    [subjects, rules, search, found],
  )

  const publish = async () => {
    if (inForce === null) return
    setBusy(true)
    setError(null)
    const add = pending.add.map(({ label: _, ...subject }) => subject)
    const body = { base: inForce.version, note: note.trim(), add, end: pending.end }
    const answer = await api.post<{ watchlist: { count: number } }>('/policy/watchlist', body)
    setBusy(false)
    await Promise.all([reload(), reloadPolicy()])
    if (answer.ok) {
      setPending(NOTHING)
      setNote('')
      return toast(words.published(answer.value.watchlist.count))
    }
    const [fault] = answer.failure.problem?.errors ?? []
    const at = Number(/^\/add\/(\d+)\//.exec(fault?.path ?? '')?.[1] ?? -1)
    const which = pending.add[at]?.subject
    const what = fault?.code === 'taken' ? words.taken : failureWords(answer.failure, { conflict: words.overtaken })
    setError(which === undefined ? what : `${which}: ${what}`)
  }

  return (
    <Work
      title={words.title}
      count={value === null ? null : subjects.length}
      acts={
        <Button
          look="primary"
          disabled={pending.add.length >= MOST_AT_ONCE}
          aria-expanded={panel === 'add'}
          onClick={() => setPanel(panel === 'add' ? null : 'add')}
        >
          <Icon name="plus" />
          {words.add}
        </Button>
      }
      panel={
        panel === 'add' ? (
          <AddSubject
            rules={rules}
            onClose={() => setPanel(null)}
            onAdd={(subject) => setPending({ ...pending, add: [...pending.add, subject] })}
          />
        ) : panel ? (
          <EndSubject
            key={panel.end.id}
            subject={panel.end}
            onClose={() => setPanel(null)}
            onEnd={(reason) => {
              setPending({ ...pending, end: [...pending.end, { id: panel.end.id, reason }] })
              setPanel(null)
            }}
          />
        ) : null
      }
    >
      <p className={list.lead}>{words.hint}</p>
      <PendingSheet
        pending={pending}
        subjects={subjects}
        note={note}
        busy={busy}
        error={error}
        onNote={setNote}
        onDropNew={(index) => setPending({ ...pending, add: pending.add.filter((_, at) => at !== index) })}
        onPublish={() => void publish()}
      />
      <FindSubject subjects={subjects} onFound={setFound} />
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value && subjects.length === 0 ? <Empty why={words.none} /> : null}
      {subjects.length > 0 ? (
        <div className={list.tools}>
          <SearchBox label={words.search} value={search} onChange={setSearch} />
          {search.trim() === '' || found !== null ? null : (
            <span role="status">{words.shown(number(shown.length), number(subjects.length))}</span>
          )}
        </div>
      ) : null}
      {subjects.length > 0 && shown.length === 0 ? <Empty why={words.noneFound} /> : null}
      {shown.length > 0 ? (
        <SubjectTable
          subjects={shown}
          rules={rules}
          ending={pending.end.map(({ id }) => id)}
          found={found}
          now={now}
          onEnd={(subject) => setPanel({ end: subject })}
          onKeep={(id) => setPending({ ...pending, end: pending.end.filter((one) => one.id !== id) })}
        />
      ) : null}
    </Work>
  )
}
