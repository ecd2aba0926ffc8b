'use client'

import type { Session } from '../_live/session'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { planner } from '../_text/planner'
import { useFailureWords } from '../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../_ui/blank'
import { ButtonLink } from '../_ui/button'
import { TopBar } from '../_ui/top-bar'
import { useWholeCoverage } from './coverage-data'
import { PlanActs } from './plan-acts'
import styles from './planner.module.css'
import { PlannerWork } from './planner-work'

/** The planner: which ways into the county nobody watches, who is behind them, and what would be if it were otherwise. */
export const PlannerRoom = ({ session }: { session: Session }) => {
  const words = useText(planner)
  const failureWords = useFailureWords()
  const { state, retry } = useWholeCoverage()
  const mayImport = session.user.role === 'admin'
  return (
    <div className={styles.room}>
      <TopBar session={session} here="planner">
        {state.phase === 'ready' ? <PlanActs /> : null}
      </TopBar>
      {state.phase === 'ready' ? (
        <PlannerWork coverage={state.coverage} county={session.user.jurisdiction.name} mayImport={mayImport} />
      ) : state.phase === 'none' ? (
        <Empty why={words.none}>
          <p className={styles.quiet}>{words.noneHint}</p>
          {mayImport ? <ToImport /> : null}
        </Empty>
      ) : state.phase === 'failed' ? (
        <ErrorNote what={words.failed} hint={failureWords(state.failure)} onRetry={retry} />
      ) : (
        <Loading rows={8} />
      )}
    </div>
  )
}

const ToImport = () => <ButtonLink href="/admin/roads">{useText(mapWords).toImport}</ButtonLink>
