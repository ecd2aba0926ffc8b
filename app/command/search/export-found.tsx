'use client'

import { useState } from 'react'
import { download } from '../../_live/api'
import { saveFile } from '../../_live/save-file'
import { number } from '../../_text/format'
import { useLanguage, useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { toast } from '../../_ui/toast'
import styles from './search.module.css'
import type { Criteria } from './search-state'

const FORMATS = ['xlsx', 'csv'] as const

/** What was found as a file, persons masked as on the screen. */
export const ExportFound = ({ asked }: { asked: () => Criteria | null }) => {
  const words = useText(searchWords)
  const failureWords = useFailureWords()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const save = async (format: (typeof FORMATS)[number]) => {
    const criteria = asked()
    if (criteria === null) return
    setBusy(true)
    setWrong('')
    const answer = await download('/entries/search/export', { ...criteria, format, language })
    setBusy(false)
    if (!answer.ok) return setWrong(failureWords(answer.failure))
    saveFile(answer.value)
    const { name } = answer.value
    const first = /-first-(\d+)\./.exec(name)?.[1]
    toast(first === undefined ? words.exported(name) : words.exportedFirst(name, number(Number(first))))
  }
  return (
    <div className={styles.exports}>
      {FORMATS.map((format) => (
        <Button key={format} busy={busy} onClick={() => void save(format)}>
          {words.exports[format]}
        </Button>
      ))}
      {wrong === '' ? null : (
        <p role="alert" className={styles.hint}>
          {wrong}
        </p>
      )}
    </div>
  )
}
