'use client'

import { useState } from 'react'
import { mayOpen } from '#domain/privacy/who-sees'
import type { Session } from '../../_live/session'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button, ButtonLink } from '../../_ui/button'
import { SignedIn } from '../../_ui/signed-in'
import { TopBar } from '../../_ui/top-bar'
import { Work } from '../../_ui/work'
import { ExportFound } from './export-found'
import { FoundEntries } from './found-entries'
import styles from './search.module.css'
import { SearchForm } from './search-form'
import { asksPerson, useSearch } from './search-state'
import { Trajectories } from './trajectories'

/** Finds entries over all that is kept: by plate, by person. Work on paper, beside the live room. */
export const Search = () => (
  <SignedIn room="command">
    {(session) => (
      <>
        <TopBar session={session} here="command" />
        {mayOpen(session.user.role, 'person') ? <Parts session={session} /> : <NoRight />}
      </>
    )}
  </SignedIn>
)

const NoRight = () => {
  const words = useText(searchWords)
  return (
    <Empty why={words.noRight}>
      <ButtonLink href="/command">{words.back}</ButtonLink>
    </Empty>
  )
}

const Parts = ({ session }: { session: Session }) => {
  const words = useText(searchWords)
  const failureWords = useFailureWords()
  const { state, reason, asked, search, more, clear } = useSearch()
  const [followed, setFollowed] = useState('')
  const entries = state.phase === 'idle' ? [] : state.entries
  const hasMore = 'cursor' in state && state.cursor !== null
  return (
    <Work
      title={words.title}
      acts={<ButtonLink href="/command">{words.back}</ButtonLink>}
      panel={<Trajectories me={`user:${session.user.name}`} plate={followed} reason={reason} />}
      below
    >
      <SearchForm busy={state.phase === 'searching'} onSearch={search} onRefused={clear} />
      {state.phase === 'failed' ? (
        <ErrorNote
          what={failureWords(state.failure, {}, { '/plate': words.plate, '/to': words.to, '/from': words.from })}
        />
      ) : null}
      {state.phase === 'idle' ? <Empty why={words.start} /> : null}
      {state.phase === 'searching' && entries.length === 0 ? <Loading /> : null}
      {state.phase === 'found' && entries.length === 0 ? (
        <Empty why={words.none} hint={asksPerson(asked()) ? words.nonePerson : words.noneHint}>
          {state.cursor === null ? null : <Button onClick={more}>{words.more}</Button>}
        </Empty>
      ) : null}
      {entries.length > 0 ? (
        <>
          <div className={styles.foundHead}>
            <p className={styles.count} role="status">
              {words.found(number(entries.length), hasMore)}
            </p>
            <ExportFound asked={asked} />
          </div>
          <FoundEntries entries={entries} reason={reason} onFollow={setFollowed} />
          {hasMore ? <Button onClick={more}>{words.more}</Button> : null}
        </>
      ) : null}
    </Work>
  )
}
