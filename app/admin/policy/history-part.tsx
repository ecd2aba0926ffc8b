'use client'

import { useEffect } from 'react'
import { useResource } from '../../_live/use-resource'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { ChangeList } from './change-list'
import type { PastVersion } from './draft'
import styles from './policy.module.css'

/** Every version with who, when, why and what it changed. `version` is the one in force: another one is read anew. */
export const HistoryPart = ({ version, now }: { version: string; now: number }) => {
  const words = useText(policy)
  const format = useFormat()
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<{ versions: PastVersion[] }>('/policy/versions')
  const versions = value?.versions ?? []
  const isOld = value !== null && versions[0] !== undefined && versions[0].version !== version
  useEffect(() => {
    if (isOld) void reload()
  }, [isOld, reload])
  return (
    <>
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value && versions.length === 0 ? <Empty why={words.history.none} /> : null}
      <ol className={styles.history}>
        {versions.map((one, index) => (
          <li key={one.version} className={styles.card}>
            <header className={styles.cardHead}>
              <h2>{words.version(one.version)}</h2>
              <span className={styles.standing}>
                {format.dayAndTime(one.at, now)} · {one.byName ?? words.system}
              </span>
            </header>
            {one.note ? <p className={styles.note}>{one.note}</p> : null}
            {one.changes.length > 0 ? <ChangeList changes={one.changes} /> : null}
            {one.changes.length === 0 && index === versions.length - 1 ? (
              <p className={styles.hint}>{words.history.first}</p>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}
